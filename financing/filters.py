"""What the list of financing streams can be filtered by, on pages and in the API."""

from django.utils.translation import gettext_lazy as _

from federations.filters import OwnerFilter
from samverkan.publishing.filters import FacetFilter


class FinancingStreamFilter(OwnerFilter):
    """Streams by the federations that use them."""

    federation = FacetFilter("federation", label=_("Samordningsförbund"))
