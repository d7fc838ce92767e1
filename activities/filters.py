"""What the list of activities can be filtered by: the same on the page and in the API."""

import django_filters
from django.utils.translation import gettext_lazy as _

from samverkan.publishing.filters import FacetFilter


class ActivityFilter(django_filters.FilterSet):
    """Filters combine with AND; the page's Swedish parameter names are mapped in `PAGE_NAMES`."""

    PAGE_NAMES = {
        "kommun": "municipality",
        "funktion": "function",
        "finansiering": "financing_stream",
        "forbund": "federation",
        "part": "partner",
        "situation": "situation",
        "hanvisare": "referrer",
        "agare": "owner",
        "omrade": "area",
    }

    area = FacetFilter("area", label=_("Område"))
    municipality = FacetFilter("municipality", label=_("Kommun"))
    function = FacetFilter("function", label=_("Funktion"))
    financing_stream = FacetFilter("stream", label=_("Finansieringsform"))
    federation = FacetFilter("federation", label=_("Samordningsförbund"))
    partner = FacetFilter("partner", label=_("Samverkanspart"))
    situation = FacetFilter("situation", label=_("Situation"))
    referrer = FacetFilter("referrer", label=_("Vem kan hänvisa"))
    owner = FacetFilter("owner", label=_("Ägare"))
