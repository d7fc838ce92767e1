"""Whose money an activity says it uses: from that follow the limits of the federation that pays."""

from collections.abc import Iterable, Iterator
from typing import Self

from activities.schemas.types import ActivityDocument, ActivityFinancing
from federations.schemas.types import FederationDocument
from financing.schemas.types import FinancingStreamDocument
from samverkan.publishing.kinds import Document
from samverkan.publishing.schemas.typed import of_type
from samverkan.publishing.schemas.types import Reference

Paying = tuple[FederationDocument, ActivityFinancing]


class Funding:
    """The federations and streams of one moment, looked up by the activities that they pay for."""

    def __init__(self, federations: Iterable[FederationDocument], streams: Iterable[FinancingStreamDocument]) -> None:
        self._federations = {document["slug"]: document for document in federations}
        self._leaders = {row["slug"]: {one["slug"] for one in row["federations"] or ()} for row in streams}
        self._by_place: dict[str, list[FederationDocument]] = {}
        for federation in self._federations.values():
            for member in federation["members"] or ():
                if member["municipality"]:
                    self._by_place.setdefault(member["municipality"]["slug"], []).append(federation)

    @classmethod
    def among(cls, documents: Iterable[Document]) -> Self:
        """Of documents of any kinds."""
        rows = list(documents)
        return cls(of_type(rows, FederationDocument), of_type(rows, FinancingStreamDocument))

    def federations_of(self, activity: ActivityDocument) -> list[Paying]:
        """The federations whose money an activity says it uses, each with the statement that says so."""
        found: dict[str, Paying] = {}
        places = [placement["municipality"]["slug"] for placement in activity["placements"] or ()]
        for statement in own(activity):
            for federation in self.paying(slug_of(statement["federation"]), slug_of(statement["stream"]), places):
                found.setdefault(federation["slug"], (federation, statement))
        return list(found.values())

    def paying(self, federation: str | None, stream: str | None, places: Iterable[str]) -> list[FederationDocument]:
        """Who pays by one statement, of what stands in some municipalities.

        Where it only names a stream that federations lead, they are those of the municipalities.
        """
        named = self._federations.get(federation) if federation else None
        return [named] if named else list(self._leading(stream, places))

    def _leading(self, stream: str | None, places: Iterable[str]) -> Iterator[FederationDocument]:
        leaders = self._leaders.get(stream, set()) if stream else set()
        for place in places if leaders else ():
            for federation in self._by_place.get(place, ()):
                if federation["slug"] in leaders:
                    yield federation


def slug_of(reference: Reference | None) -> str | None:
    """What a reference leads to, where there is one."""
    return reference["slug"] if reference else None


def own(activity: ActivityDocument) -> list[ActivityFinancing]:
    """What the activity itself says about who pays."""
    return [statement for statement in activity["financing"] or () if statement["said_by"] == "activity"]
