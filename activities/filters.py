"""What the list of activities can be filtered by: the same on the page and in the API."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import django_filters
from django.db.models import TextChoices
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from activities.vocabulary import ReferrerRole
from federations.filters import OwnerFilter
from federations.vocabulary import Situation
from samverkan.language.sentences import quoted
from samverkan.language.sorting import sort_key
from samverkan.pages.filters import ConcerningFilter, Counts, FacetFilter, KindFilter, SearchFilter
from samverkan.pages.parameters import know
from samverkan.publishing import kinds
from samverkan.remembered import remembered

_IN_WORDS = ("situation", "referrer", "kind")  # What is chosen among codes; the rest are entries by their names.
PAGE = "sida"  # Which page of a list; another choice begins at the first.


class ActivityFilter(django_filters.FilterSet):
    """Filters combine with AND; the page's Swedish parameter names are mapped in `PAGE_NAMES`."""

    PAGE_NAMES = {
        "q": "q",
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
    OF_MATRIX = ("function", "financing_stream", "situation", "referrer")  # An area's matrix has the others as axes.

    q = SearchFilter("activity", label=_("Sök"))
    area = FacetFilter("area", label=_("Område"))
    municipality = FacetFilter("municipality", label=_("Kommun"))
    function = FacetFilter("function", label=_("Funktion"))
    financing_stream = FacetFilter("stream", label=_("Finansieringsform"))
    federation = FacetFilter("federation", label=_("Samordningsförbund"))
    partner = FacetFilter("partner", label=_("Samverkanspart"))
    situation = FacetFilter("situation", label=_("Situation"))
    referrer = FacetFilter("referrer", label=_("Vem kan hänvisa"))
    owner = FacetFilter("owner", label=_("Ägare"))


class FollowUpFilter(OwnerFilter):
    """Follow-ups by the activity that they follow up."""

    activity = FacetFilter("activity", label=_("Verksamhet"))


class ChangeFilter(django_filters.FilterSet):
    """What the log can be filtered by: also what has left a municipality, an area or a function is found there."""

    PAGE_NAMES = {"omrade": "area", "kommun": "municipality", "funktion": "function", "sort": "kind"}

    area = ConcerningFilter("area", label=_("Område"))
    municipality = ConcerningFilter("municipality", label=_("Kommun"))
    function = ConcerningFilter("function", label=_("Funktion"))
    kind = KindFilter("kind", label=_("Sort"))


class Named(Protocol):
    """An entry of a register, or its publication."""

    @property
    def kind(self) -> str: ...
    @property
    def slug(self) -> str: ...
    @property
    def name(self) -> str: ...


@dataclass(frozen=True)
class Option:
    """A value that can be chosen, its words, and how many entries it leaves where that was counted.

    `is_name` where the words are the catalogue's own.
    """

    value: str
    words: str
    count: int | None = None
    is_name: bool = False


@dataclass(frozen=True)
class Select:
    """A choice of the page's form: Swedish parameter, label, what the address chose, and what can be chosen."""

    name: str
    label: str
    chosen: list[str]
    options: list[Option]

    @property
    def shown(self) -> str:
        """What the form shows as chosen; the address may choose `others` beside it."""
        return self.chosen[0] if self.chosen else ""

    @property
    def others(self) -> list[str]:
        return self.chosen[1:]

    def words_of(self, value: str) -> str:
        """The words of a value, or the value itself where nothing has it."""
        found = next((option for option in self.options if option.value == value), None)
        return value if found is None else quoted(found.words) if found.is_name else found.words


@dataclass(frozen=True)
class Chip:
    """A value that was chosen, and the query that leaves it out."""

    label: str
    words: str
    query: str


def register() -> None:
    """Make the parameters of activities' pages known."""
    know(*ActivityFilter.PAGE_NAMES, *ChangeFilter.PAGE_NAMES, PAGE, "ordning", "bekraftelser", "verksamhet")


def asked_of(query: QueryDict, parameters: Container[str] = ActivityFilter.base_filters) -> dict[str, list[str]]:
    """What an address asks of activities, by the parameters' English names."""
    return {
        parameter: [value for value in query.getlist(name) if value]
        for name, parameter in ActivityFilter.PAGE_NAMES.items()
        if parameter in parameters
    }


def selects(
    asked: dict[str, list[str]],
    named: Sequence[Named],
    parameters: Container[str],
    counts: Counts | None = None,
    filterset: type[ActivityFilter | ChangeFilter] = ActivityFilter,
) -> list[Select]:
    """The choices of a page's form; `named` are the registers' entries that can be chosen.

    Where entries were counted, only what leaves some of them can be chosen, and what already is.
    """
    return [
        Select(
            name,
            filterset.base_filters[parameter].label,
            asked.get(parameter, []),
            list(_counted(parameter, _options(parameter, named), asked.get(parameter, []), counts)),
        )
        for name, parameter in filterset.PAGE_NAMES.items()
        if parameter in parameters and isinstance(filterset.base_filters[parameter], FacetFilter)
    ]


def chips(found: list[Select], query: QueryDict, sought: str = "") -> list[Chip]:
    """Everything that an address chose, each to be taken away alone."""
    search = [Chip(str(ActivityFilter.base_filters["q"].label), sought, _without(query, "q"))] if sought else []
    return search + [
        Chip(str(select.label), select.words_of(value), _without(query, select.name, value))
        for select in found
        for value in select.chosen
    ]


def filled(query: QueryDict, *left_out: str) -> QueryDict:
    """What an address asks, without what is empty and without those parameters."""
    left = query.copy()
    for name, values in query.lists():
        left.setlist(name, [value for value in values if value and name not in left_out])
    return left


def _without(query: QueryDict, name: str, value: str | None = None) -> str:
    """The query without one value of a parameter, or without the parameter; it begins at the first page."""
    left = filled(query, PAGE)
    left.setlist(name, [one for one in left.getlist(name) if value and one != value])
    return left.urlencode()


def _counted(
    parameter: str, options: list[tuple[str, str]], chosen: list[str], counts: Counts | None
) -> Iterator[Option]:
    for value, words in options:
        count = None if counts is None else counts.get((parameter, value), 0)
        if count != 0 or value in chosen:
            yield Option(value, words, count, parameter not in _IN_WORDS)


def _options(parameter: str, named: Sequence[Named]) -> list[tuple[str, str]]:
    """Codes with their words, or entries of a register under their names."""
    match parameter:
        case "situation":
            return _in_order(Situation, get_language())
        case "referrer":
            return _in_words(ReferrerRole, get_language())
        case "kind":
            return [(kind.name, kind.title) for kind in reversed(kinds.every())]
        case "owner":
            owners = (row for row in named if row.kind in ("area", "federation", "municipality"))
            return [(f"{row.kind}/{row.slug}", row.name) for row in owners]
        case _:
            return [(row.slug, row.name) for row in named if row.kind == parameter]


@remembered(most=20)
def _in_words(codes: type[TextChoices], _language: str | None) -> list[tuple[str, str]]:
    """Codes with their words in the page's language, in their own order."""
    return [(code, capfirst(str(label))) for code, label in codes.choices]


@remembered(most=20)
def _in_order(codes: type[TextChoices], language: str | None) -> list[tuple[str, str]]:
    """The same in Swedish order."""
    return sorted(_in_words(codes, language), key=lambda pair: sort_key(pair[1]))
