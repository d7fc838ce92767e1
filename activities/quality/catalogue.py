"""The catalogue as the rules read it: all documents of one moment, with the look-ups that they share, made once."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self, TypeVar

from django.utils import timezone

from activities.funding import Funding, Paying
from activities.quality.names import Mentions, called, same
from activities.schemas.types import ActivityDocument
from federations.schemas.types import AreaDocument, FederationDocument, PartnerDocument
from financing.schemas.types import FinancingStreamDocument
from samverkan.desk import access
from samverkan.language.sorting import sort_key
from samverkan.publishing import kinds
from samverkan.publishing.every_entry import build_every
from samverkan.publishing.kinds import Document, Key
from samverkan.publishing.models import Publication, Revision
from samverkan.publishing.schemas.typed import of_type, typed
from samverkan.publishing.schemas.types import Reference

ACTIVITY, FEDERATION, STREAM = "activity", "federation", "financing_stream"
ListOwner = FinancingStreamDocument | FederationDocument
T = TypeVar("T")


@dataclass(frozen=True)
class Listing:
    """A label in the printed list of a stream or federation, and the activities that it means."""

    owner: ListOwner
    label: str
    activities: tuple[str, ...]


@dataclass(frozen=True)
class Catalogue:
    """Every document of one moment, and the day from which "past" is counted."""

    documents: dict[Key, Document]
    on: dt.date

    @classmethod
    def of(cls, documents: Iterable[Document], on: dt.date) -> Self:
        """The catalogue of these documents."""
        return cls({kinds.key_of(document): document for document in documents}, on)

    @classmethod
    def working(cls) -> Self:
        """The working tables as they stand today, without what is withdrawn: nobody is asked to mend that."""
        gone = Publication.objects.latest_at(Revision.current_number()).filter(body__isnull=True)
        withdrawn = set(gone.values_list("kind", "slug"))
        drafts = (document for kind in kinds.every() for document in build_every(kind))
        return cls.of((draft for draft in drafts if kinds.key_of(draft) not in withdrawn), timezone.localdate())

    @classmethod
    def seen_by(cls, user: Any) -> Self:
        """As `working`, but with others' drafts as they are published: no finding may quote what one cannot see."""
        working, published = cls.working(), cls.at(Revision.current_number())
        own = access.my_keys(user)
        keys = [key for key in working.documents if key in own] + [key for key in published.documents if key not in own]
        return cls({key: (working if key in own else published).documents[key] for key in keys}, working.on)

    @classmethod
    def at(cls, number: int) -> Self:
        """What was published at a revision, judged by the day of the revision; the newest one by today."""
        later = Revision.objects.filter(number__gte=number).order_by("number")[:2]
        moments = [revision.moment for revision in later if later[0].number == number]
        day = timezone.localdate(moments[0] if len(moments) == 2 else None)
        return cls.of((row.document for row in Publication.objects.at(number)), day)

    def of_kind(self, kind: str) -> list[Document]:
        """The documents of a kind in Swedish order."""
        return self._by_kind.get(kind, [])

    def get(self, reference: Reference | None, form: type[T]) -> T | None:
        """The document that a reference points to, if it is there, as its kind's type."""
        found = self.documents.get(kinds.key_of(reference)) if reference else None
        return typed(found, form) if found else None

    @cached_property
    def _by_kind(self) -> dict[str, list[Document]]:
        found: dict[str, list[Document]] = {}
        for document in sorted(self.documents.values(), key=lambda item: (sort_key(item["name"]), item["slug"])):
            found.setdefault(document["kind"], []).append(document)
        return found

    @cached_property
    def activities(self) -> list[ActivityDocument]:
        """All activities, in Swedish order, as are the others below."""
        return of_type(self.of_kind(ACTIVITY), ActivityDocument)

    @cached_property
    def federations(self) -> list[FederationDocument]:
        return of_type(self.of_kind(FEDERATION), FederationDocument)

    @cached_property
    def streams(self) -> list[FinancingStreamDocument]:
        return of_type(self.of_kind(STREAM), FinancingStreamDocument)

    @cached_property
    def partners(self) -> list[PartnerDocument]:
        return of_type(self.of_kind("partner"), PartnerDocument)

    @cached_property
    def areas(self) -> list[AreaDocument]:
        return of_type(self.of_kind("area"), AreaDocument)

    def activity(self, slug: str) -> ActivityDocument:
        """The activity of that slug."""
        return typed(self.documents[ACTIVITY, slug], ActivityDocument)

    @property
    def list_owners(self) -> list[ListOwner]:
        """The streams and federations: whoever prints a list of activities."""
        return [*self.streams, *self.federations]

    # Lists of activities

    @cached_property
    def listings(self) -> list[Listing]:
        """Every label that a stream or federation lists."""
        return [
            Listing(owner, label, self._meant(owner, label))
            for owner in self.list_owners
            for label in owner["activities_listed"] or ()
        ]

    def _meant(self, owner: ListOwner, label: str) -> tuple[str, ...]:
        """The activities that say that this list calls them so, else those that go by that name.

        Of several of one name a federation means those in its own municipalities.
        """
        claimed = self._labels_of_lists.get((*kinds.key_of(owner), same(label)))
        found = claimed or self.names_of_activities.get(same(label), [])
        if not claimed and len(found) > 1 and owner["kind"] == "federation":
            homes = [member["municipality"]["slug"] for member in owner["members"] or () if member["municipality"]]
            found = [slug for home in homes for slug in self._names_in_places.get((same(label), home), ())]
        return tuple(dict.fromkeys(found))

    @cached_property
    def _labels_of_lists(self) -> dict[tuple[str, str, str], list[str]]:
        found: dict[tuple[str, str, str], list[str]] = {}
        for activity in self.activities:
            for statement in activity["financing"] or ():
                owner = {"financing_stream": statement["stream"], "federation": statement["federation"]}.get(
                    statement["said_by"]
                )
                if owner:
                    place = (*kinds.key_of(owner), same(statement["label"]))
                    found.setdefault(place, []).append(activity["slug"])
        return found

    @cached_property
    def names_of_activities(self) -> dict[str, list[str]]:
        """The slugs of the activities that go by a name (see `same`)."""
        found: dict[str, list[str]] = {}
        for activity in self.activities:
            for name in dict.fromkeys(same(name) for name in called(activity)):
                found.setdefault(name, []).append(activity["slug"])
        return found

    @cached_property
    def _names_in_places(self) -> dict[tuple[str, str], list[str]]:
        found: dict[tuple[str, str], list[str]] = {}
        for activity in self.activities:
            names = {same(name) for name in called(activity)}
            for placement in activity["placements"] or ():
                for name in names:
                    found.setdefault((name, placement["municipality"]["slug"]), []).append(activity["slug"])
        return found

    @cached_property
    def _lists_of_activity(self) -> dict[str, list[Listing]]:
        found: dict[str, list[Listing]] = {}
        for listing in self.listings:
            for slug in listing.activities:
                found.setdefault(slug, []).append(listing)
        return found

    def lists(self, activity: ActivityDocument, kind: str) -> list[Listing]:
        """Where streams or federations (`kind`) list an activity."""
        return [row for row in self._lists_of_activity.get(activity["slug"], ()) if row.owner["kind"] == kind]

    # Places and federations

    @cached_property
    def names_of_federations(self) -> set[str]:
        """What the federations are called (see `same`)."""
        return {same(name) for federation in self.federations for name in called(federation)}

    @cached_property
    def _funding(self) -> Funding:
        return Funding(self.federations, self.streams)

    def federations_of(self, activity: ActivityDocument) -> list[Paying]:
        """The federations whose money an activity says it uses, each with the statement that says so."""
        return self._funding.federations_of(activity)

    @cached_property
    def in_cell(self) -> dict[tuple[str, str], list[tuple[ActivityDocument, str]]]:
        """What stands in a cell of the matrix, by municipality and function: activities with their labels."""
        found: dict[tuple[str, str], list[tuple[ActivityDocument, str]]] = {}
        for activity in self.activities:
            for placement in activity["placements"] or ():
                cell = (placement["municipality"]["slug"], activity["function"]["slug"])
                found.setdefault(cell, []).append((activity, placement["label"]))
        return found

    @cached_property
    def municipalities_in(self) -> Mentions[Key]:
        """Finds municipalities in texts; the names of federations and other partners are passed over whole."""
        mentions: Mentions[Any] = Mentions()
        for kind in ("municipality", "partner", FEDERATION):
            for document in self.of_kind(kind):
                home = document.get("municipality") if kind == "partner" else None
                mentions.add(called(document), kinds.key_of(home or document))
        return mentions
