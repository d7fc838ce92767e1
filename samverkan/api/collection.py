"""A kind of entry as a list and as single entries: what each app declares and this module serves."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import django_filters
from django import forms
from django.http import HttpResponseBase, QueryDict
from django.urls import URLPattern, path

from samverkan.api.paging import Paging
from samverkan.api.parameters import (
    AT,
    LIMIT,
    MODIFIED_AFTER,
    ON,
    ON_ENTRY,
    PAGE,
    REPEATED_MAX,
    Parameter,
    free_text,
)
from samverkan.api.problem import BadParameter
from samverkan.api.resources import CatalogueResource, Operation
from samverkan.api.results import entry, envelope
from samverkan.pages.filters import FORM, LONGEST, SearchFilter, answering
from samverkan.publishing import kinds
from samverkan.publishing.kinds import Kind
from samverkan.publishing.models import Publication, PublicationQuerySet
from samverkan.publishing.schemas import SLUG, Schema
from samverkan.search import shelf


def slug_parameter(name: str, example: str) -> Parameter:
    """The part of an address that is an entry's slug."""
    return Parameter(
        name,
        str,
        {"type": "string", "pattern": f"^{SLUG}$", "maxLength": 80},
        ("Postens adressnamn, som aldrig ändras.", "The entry's slug, which never changes."),
        example,
    )


@dataclass(frozen=True)
class Collection:
    """A kind in the API: its filters, with an example of each; its path and its words stand on the kind."""

    name: str
    filterset: type[django_filters.FilterSet] | None = None
    examples: dict[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> Kind:
        return kinds.get(self.name)

    @property
    def filters(self) -> dict[str, django_filters.Filter]:
        """Its parameters' filters, by name."""
        return dict(self.filterset.base_filters) if self.filterset else {}

    def urlpatterns(self) -> list[URLPattern]:
        """The list and the single entry."""
        place, single = self.kind.api, self.name.replace("_", "-")
        return [
            path(place, self._view(CollectionList), name=f"api-{place}"),
            path(f"{place}/<slug:slug>", self._view(CollectionEntry), name=f"api-{single}"),
        ]

    def _view(self, base: type["_OfCollection"]) -> Callable[..., HttpResponseBase]:
        view: type[_OfCollection] = type(f"{component(self.name)}{base.__name__}", (base,), {"collection": self})
        return view.as_view()


def component(kind: str) -> str:
    """The name of a kind's document in the OpenAPI document, such as FinancingStream."""
    return "".join(word.capitalize() for word in kind.split("_"))


def reference(name: str) -> Schema:
    """A reference to a component."""
    return {"$ref": f"#/components/schemas/{name}"}


class _OfCollection(CatalogueResource):
    collection: Collection


class CollectionList(_OfCollection):
    """Pages of a kind's entries, in Swedish order by name, then by slug."""

    always_answers = True

    def accepted_parameters(self) -> tuple[Parameter, ...]:
        on = (ON,) if self.collection.kind.has_period else ()
        return (*filter_parameters(self.collection), *on, AT, MODIFIED_AFTER, PAGE, LIMIT)

    def content(self, asked: dict[str, Any], **path: Any) -> str:
        paging = Paging.of(asked)
        rows, total = (self._at_hand if self.collection.kind.parts else self._asked_for)(asked, paging)
        return envelope(paging.head(self.moment.number, total), (entry(row, asked.get("on")) for row in rows))

    def _asked_for(self, asked: dict[str, Any], paging: Paging) -> tuple[list[Publication], int]:
        """A page of what the database finds, and how many there are in all."""
        found = filtered(self.collection.filterset, asked, self._entries(asked))
        if "on" in asked:
            found = found.held_on(asked["on"])
        return paging.read(found.with_verified(self.moment.number).in_swedish_order())

    def _at_hand(self, asked: dict[str, Any], paging: Paging) -> tuple[list[Publication], int]:
        """The same of a kind with many entries, which are at hand: what is not on the page is not read."""
        every = shelf.at(self.collection.name, self.moment.number, self.moment.current)
        left = every.held_on(asked.get("on"))
        values = checked(self.collection.filterset, asked)
        if self.collection.filterset:
            left &= answering(self.collection.filterset, values, every)
        for name, one in self.collection.filters.items():
            if isinstance(one, SearchFilter) and name in values:
                left &= every.with_keys(one.found(self.publications(), values[name]).ranks)
        if "modified_after" in asked:
            left &= every.with_keys(self._entries(asked).values_list("pk", flat=True))
        shown = islice(shelf.places(left), paging.first, paging.first + paging.limit)
        rows = every.read(shown, self.publications().with_verified(self.moment.number))
        return list(rows.values()), left.bit_count()

    def _entries(self, asked: dict[str, Any]) -> PublicationQuerySet:
        found = self.publications().of_kind(self.collection.name)
        return found.filter(published_at__gte=asked["modified_after"]) if "modified_after" in asked else found

    @property
    def operation(self) -> Operation:  # type: ignore[override]
        words = self.collection.kind
        return Operation(
            name=f"list_{words.api.replace('-', '_')}",
            tag=words.tag,
            summary=(f"Lista {words.swedish[1]}", f"List {words.english[1]}"),
            text=(
                f"Publicerade {words.swedish[1]} i svensk bokstavsordning efter namn, sedan efter adressnamn."
                " Filter kombineras med OCH; samma filter flera gånger betyder ELLER.",
                f"Published {words.english[1]} in Swedish alphabetical order by name, then by slug."
                " Filters combine with AND; a repeated filter is OR.",
            ),
            answer=reference(f"{component(words.name)}Page"),
            statuses=(404,),
        )


class CollectionEntry(_OfCollection):
    """One entry of a kind, with the name of a day where the kind has names over time."""

    def accepted_parameters(self) -> tuple[Parameter, ...]:
        kind = self.collection.kind
        return (ON_ENTRY, AT) if kind.has_period and kind.differs_by_day else (AT,)

    def content(self, asked: dict[str, Any], slug: str = "", **path: Any) -> str:
        return entry(self.publication(self.collection.name, slug), asked.get("on"))

    @property
    def operation(self) -> Operation:  # type: ignore[override]
        words = self.collection.kind
        return Operation(
            name=f"get_{words.name}",
            tag=words.tag,
            summary=(f"Hämta en post: {words.swedish[0]}", f"Get one {words.english[0]}"),
            text=(
                "Postens dokument så som katalogen säger det nu, eller sade vid den tidpunkt som anges med at."
                " En återkallad post svarar 410.",
                "The entry's document as the catalogue says it now, or said at the moment given with at."
                " A withdrawn entry answers 410.",
            ),
            answer=reference(f"{component(words.name)}Entry"),
            path=(slug_parameter("slug", "lotsen"),),
            statuses=(404, 410),
        )


def filter_parameters(collection: Collection) -> tuple[Parameter, ...]:
    """The parameters of a collection's FilterSet, which reads their values itself."""
    declared = collection.filters.items()
    return tuple(_filter_parameter(name, one, collection.examples.get(name, name)) for name, one in declared)


def _filter_parameter(name: str, declared: django_filters.Filter, example: str) -> Parameter:
    if isinstance(declared, SearchFilter):
        return Parameter(
            name,
            *free_text(LONGEST),
            (
                "Fritext på svenska: böjningar, sammansättningar, synonymer, orter och felstavningar. Svaret står i"
                " samma ordning som utan.",
                "Free text in Swedish: inflections, compounds, synonyms, places and misspellings. The order of the"
                " answer is the same as without it.",
            ),
            example,
        )
    repeated = isinstance(declared.field, forms.MultipleChoiceField)
    value = {"type": "string", "pattern": f"^{FORM}$", "maxLength": LONGEST}
    english = name.replace("_", " ")
    return Parameter(
        name,
        str,
        {"type": "array", "items": value, "minItems": 1, "maxItems": REPEATED_MAX} if repeated else value,
        (
            f"{declared.label}: adressnamn eller kod." + (" Upprepad betyder ELLER." if repeated else ""),
            f"Filter by {english}: slug or code." + (" Repeat it for OR." if repeated else ""),
        ),
        example,
        repeated,
    )


def checked(filterset: type[django_filters.FilterSet] | None, asked: dict[str, Any]) -> dict[str, Any]:
    """The values of the parameters that are a FilterSet's own; BadParameter where it does not accept one."""
    data = QueryDict(mutable=True)
    for name in filterset.base_filters if filterset else ():
        if name in asked:
            data.setlist(name, asked[name] if isinstance(asked[name], list) else [asked[name]])
    if filterset is None or not data:
        return {}
    form = filterset(data, queryset=Publication.objects.none()).form
    for name, messages in form.errors.items():
        raise BadParameter(name, f"Parametern {name}: {' '.join(messages)}")
    return {name: value for name, value in form.cleaned_data.items() if value}


def filtered(
    filterset: type[django_filters.FilterSet] | None, asked: dict[str, Any], found: PublicationQuerySet
) -> PublicationQuerySet:
    """What the database finds by them."""
    for name, value in checked(filterset, asked).items():
        found = filterset.base_filters[name].filter(found, value) if filterset else found
    return found
