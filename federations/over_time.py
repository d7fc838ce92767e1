"""What held on a day: the name that an organisation carried then, and who belonged to it."""

import datetime as dt
from typing import TypedDict, TypeVar

from federations.schemas.types import FederationDocument, PartnerDocument
from samverkan.publishing.edtf import Edtf

Named = TypeVar("Named", PartnerDocument, FederationDocument)


class Lasting(TypedDict):
    """What holds for a time: an end that nobody has stated is open."""

    since: str | None
    until: str | None


def named_on(document: Named, day: dt.date) -> Named:
    """The document under the name of that day; under today's where no period of a name covers the day."""
    names = [row["name"] for row in document["names"] or () if held(row, day)]
    return document | {"name": names[0]} if names else document


def federation_on(document: FederationDocument, day: dt.date) -> FederationDocument:
    """A federation under the name of that day, with those who can have been members then."""
    members = document["members"]
    return named_on(document, day) | {"members": members and [row for row in members if held(row, day)]}


def has_member(federation: FederationDocument, municipality: str) -> bool:
    """Whether a federation names a municipality as a member; one whose members are unknown names none."""
    members = (row["municipality"] for row in federation["members"] or ())
    return any(row and row["slug"] == municipality for row in members)


def held(row: Lasting, day: dt.date) -> bool:
    """Whether a row with a period can have held on a day; an unknown side is open."""
    begun = not row["since"] or Edtf.parse(row["since"]).earliest <= day
    return begun and (not row["until"] or Edtf.parse(row["until"]).latest >= day)
