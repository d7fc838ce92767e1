"""What lists of areas, municipalities, partners, federations, sources and terms are filtered by: pages and API."""

import django_filters
from django.utils.translation import gettext_lazy as _

from samverkan.pages.filters import FacetFilter


class OwnerFilter(django_filters.FilterSet):
    """What every kind can be filtered by: the scope that answers for the entry."""

    owner = FacetFilter("owner", label=_("Ägare"))


class AreaFilter(OwnerFilter):
    """Areas by the municipalities in their matrix."""

    municipality = FacetFilter("municipality", label=_("Kommun"))


class FederationFilter(OwnerFilter):
    """Federations by their area and their member municipalities."""

    area = FacetFilter("area", label=_("Område"))
    municipality = FacetFilter("municipality", label=_("Medlemskommun"))


class FactFilter(OwnerFilter):
    """Facts by their topic."""

    topic = FacetFilter("topic", label=_("Ämne"))
