"""Whose money an activity says it uses: from that follow the limits of the federation that pays."""

from collections.abc import Iterable, Iterator
from typing import Self

from activities.schemas.types import ActivityDocument, ActivityFinancing
from federations.schemas.types import FederationDocument
from financing.schemas.types import FinancingStreamDocument
from samverkan.publishing import kinds
from samverkan.publishing.kinds import Document, Key
from samverkan.publishing.schemas.typed import of_type
from samverkan.publishing.schemas.types import Reference

Paying = tuple[FederationDocument, ActivityFinancing]


class Funding:
    """The federations and streams of one moment, looked up by the activities that they pay for."""

    def __init__(self, federations: Iterable[FederationDocument], streams: Iterable[FinancingStreamDocument]) -> None:
        self._federations: dict[Key, FederationDocument] = {
            kinds.key_of(document): document for document in federations
        }
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
        """The federations whose money an activity says it uses, each with the statement that says so.

        Where it only names a stream that federations lead, they are those of the municipalities where it stands.
        """
        found: dict[str, Paying] = {}
        for statement in own(activity):
            named = self._federations.get(kinds.key_of(statement["federation"])) if statement["federation"] else None
            for federation in [named] if named else self._leading(activity, statement["stream"]):
                found.setdefault(federation["slug"], (federation, statement))
        return list(found.values())

    def _leading(self, activity: ActivityDocument, stream: Reference | None) -> Iterator[FederationDocument]:
        leaders = self._leaders.get(stream["slug"], set()) if stream else set()
        for placement in activity["placements"] or () if leaders else ():
            for federation in self._by_place.get(placement["municipality"]["slug"], ()):
                if federation["slug"] in leaders:
                    yield federation


def own(activity: ActivityDocument) -> list[ActivityFinancing]:
    """What the activity itself says about who pays."""
    return [statement for statement in activity["financing"] or () if statement["said_by"] == "activity"]
