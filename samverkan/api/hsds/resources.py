"""The addresses of door 2: read-only, of the current revision, in the norm's envelope."""

import datetime as dt
from abc import abstractmethod
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Count, F, Window
from django.urls import reverse
from django.utils import timezone

from samverkan.api.conditional import Newest
from samverkan.api.hsds.objects import Surroundings, Thing, identifier
from samverkan.api.hsds.parameters import PAGED
from samverkan.api.paging import Paging
from samverkan.api.parameters import Parameter
from samverkan.api.problem import Problem
from samverkan.api.resources import CatalogueResource
from samverkan.api.results import compact
from samverkan.pages.addresses import page_of
from samverkan.publishing.models import Publication, PublicationQuerySet

VERSION = "3.1"
PROFILE = "https://docs.openreferral.org/en/latest/hsds/"


class HsdsResource(CatalogueResource):
    """What an address of door 2 knows: today, and the entries that others point to."""

    schema = None  # Door 1's document does not tell of it.
    parameters: tuple[Parameter, ...] = ()

    def newest(self) -> Newest:
        return Newest.read().of_day(self.today)

    @property
    def today(self) -> dt.date:
        return timezone.localdate()

    def page(self, kind: str, slug: str) -> str:
        """The absolute address of an entry's page."""
        return str(self.request.build_absolute_uri(page_of(kind, slug)))

    def surroundings(self, rows: Iterable[Publication] = ()) -> Surroundings:
        """With the codes of the municipalities among the rows."""
        codes = {row.slug: row.document["code"] for row in rows if row.kind == "municipality"}
        return Surroundings(self.page, codes)


class HsdsIndex(HsdsResource):
    """Which norm the door keeps."""

    always_answers = True

    def content(self, asked: dict[str, Any], **path: Any) -> str:
        openapi = self.request.build_absolute_uri(reverse("api-hsds-openapi"))
        return compact({"version": VERSION, "profile": PROFILE, "openapi_url": openapi})


class HsdsList(HsdsResource):
    """Objects in pages, all made and then chosen among: for the few, such as organizations and terms."""

    always_answers = True
    parameters: tuple[Parameter, ...] = PAGED

    def content(self, asked: dict[str, Any], **path: Any) -> str:
        things = [one for one in self.things(asked) if answers(one, asked.get("search", ""))]
        paging = paging_of(asked)
        return compact(envelope(paging.cut(things), len(things), paging))

    @abstractmethod
    def things(self, asked: dict[str, Any]) -> list[Thing]:
        """All objects in their order."""


class HsdsEntry(HsdsResource):
    """One object of those that a list has."""

    def content(self, asked: dict[str, Any], **path: Any) -> str:
        return compact(self.thing(str(path["identifier"])))

    @abstractmethod
    def thing(self, wanted: str) -> Thing:
        """The object with that id; 404 where there is none."""


def among(things: Iterable[Thing], wanted: str) -> Thing:
    """The one with that id."""
    for one in things:
        if one["id"] == wanted:
            return one
    raise Problem(404, "Inget i katalogen har det id:t.")


def key_of(keys: Iterable[tuple[str, str]], wanted: str) -> tuple[str, str] | None:
    """The kind and slug behind an id, which cannot be read out of it."""
    return next((key for key in keys if identifier(*key) == wanted), None)


def answers(one: Thing, text: str) -> bool:
    """Whether an object's names or description hold every word of the text, whatever the case."""
    said = " ".join(one.get(name, "") for name in ("name", "alternate_name", "description")).casefold()
    return all(word in said for word in text.casefold().split())


def paging_of(asked: dict[str, Any]) -> Paging:
    """Which page, and how many objects on it, as the norm names them."""
    return Paging.of(asked, limit="per_page")


def envelope(contents: Sequence[Thing], total: int, paging: Paging) -> Thing:
    """A page of a list as the norm wraps it."""
    pages = -(-total // paging.limit)
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": paging.page,
        "size": len(contents),
        "first_page": paging.page == 1,
        "last_page": paging.page >= pages,
        "empty": not contents,
        "contents": contents,
    }


def with_total(rows: PublicationQuerySet, paging: Paging) -> tuple[list[Publication], int]:
    """A page of rows and how many there are in all, mostly in one query."""
    counted = rows.annotate(in_all=Window(Count(F("pk"))))
    found = list(counted[paging.first : paging.first + paging.limit])
    if found:
        return found, int(found[0].in_all)  # type: ignore[attr-defined]
    return [], rows.count() if paging.page > 1 else 0
