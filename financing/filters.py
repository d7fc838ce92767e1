"""What the lists of financing streams, agreements and budgets can be filtered by, on pages and in the API."""

from django.utils.translation import gettext_lazy as _

from federations.filters import OwnerFilter
from samverkan.pages.filters import FacetFilter


class FinancingStreamFilter(OwnerFilter):
    """Streams by the federations that use them."""

    federation = FacetFilter("federation", label=_("Samordningsförbund"))


class AgreementFilter(OwnerFilter):
    """Agreements by who is a party or pays."""

    federation = FacetFilter("federation", label=_("Samordningsförbund"))
    financing_stream = FacetFilter("stream", label=_("Finansieringsform"))
    partner = FacetFilter("partner", label=_("Part"))
    municipality = FacetFilter("municipality", label=_("Kommun"))


class BudgetFilter(OwnerFilter):
    """Budgets by whose they are and who is granted something."""

    federation = FacetFilter("federation", label=_("Samordningsförbund"))
    municipality = FacetFilter("municipality", label=_("Kommun"))
    activity = FacetFilter("granted", label=_("Verksamhet"))
