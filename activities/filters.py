"""What the list of activities can be filtered by: the same on the page and in the API."""

from dataclasses import dataclass

import django_filters
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from activities.vocabulary import ReferrerRole
from federations.vocabulary import Situation
from samverkan.publishing import kinds
from samverkan.publishing.filters import ConcerningFilter, FacetFilter, KindFilter
from samverkan.publishing.models import Publication
from samverkan.swedish import sort_key


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


class ChangeFilter(django_filters.FilterSet):
    """What the log can be filtered by: also what has left a municipality, an area or a function is found there."""

    PAGE_NAMES = {"omrade": "area", "kommun": "municipality", "funktion": "function", "sort": "kind"}

    area = ConcerningFilter("area", label=_("Område"))
    municipality = ConcerningFilter("municipality", label=_("Kommun"))
    function = ConcerningFilter("function", label=_("Funktion"))
    kind = KindFilter("kind", label=_("Sort"))


@dataclass(frozen=True)
class Select:
    """A choice of the page's form: Swedish parameter, label, what the address chose, options as value and words."""

    name: str
    label: str
    chosen: list[str]
    options: list[tuple[str, str]]


def selects(
    asked: dict[str, list[str]],
    named: list[Publication],
    filterset: type[ActivityFilter | ChangeFilter] = ActivityFilter,
) -> list[Select]:
    """The choices of a page's form, by parameter; `named` are the registers' entries that can be chosen."""
    return [
        Select(name, filterset.base_filters[parameter].label, asked.get(parameter, []), _options(parameter, named))
        for name, parameter in filterset.PAGE_NAMES.items()
    ]


def _options(parameter: str, named: list[Publication]) -> list[tuple[str, str]]:
    """Codes with their words, or entries of a register under their names."""
    match parameter:
        case "situation":
            words = [(code, capfirst(str(label))) for code, label in Situation.choices]
            return sorted(words, key=lambda pair: sort_key(pair[1]))
        case "referrer":
            return [(code, capfirst(str(label))) for code, label in ReferrerRole.choices]
        case "kind":
            return [(kind.name, kind.title) for kind in reversed(kinds.every())]
        case "owner":
            owners = (row for row in named if row.kind in ("area", "federation", "municipality"))
            return [(f"{row.kind}/{row.slug}", row.name) for row in owners]
        case _:
            return [(row.slug, row.name) for row in named if row.kind == parameter]
