"""The log as a feed: whoever follows it from the beginning holds the current catalogue."""

import base64
import binascii
import re
from typing import Any

from samverkan.api.collection import component, reference
from samverkan.api.parameters import LIMIT, LIMIT_DEFAULT, Parameter
from samverkan.api.problem import Problem
from samverkan.api.resources import CatalogueResource, Operation, with_revision
from samverkan.api.results import compact, envelope, instant, text_of
from samverkan.publishing import kinds
from samverkan.publishing.models import Event, Publication

Place = tuple[int, int]
FORM = "([0-9]{1,9})-([0-9]{1,9})"


def cursor_of(place: Place) -> str:
    """A place in the log – a revision and a position in it – as a text that clients only keep."""
    return f"{place[0]}-{place[1]}"


def place_of(cursor: str) -> Place:
    """The place that a cursor of ours stands for, also one of API 1.1 and before; ValueError for any other text."""
    try:
        before = base64.urlsafe_b64decode(f"{cursor}{'=' * (-len(cursor) % 4)}").decode("ascii")
        known = base64.urlsafe_b64encode(before.encode()).decode().rstrip("=") == cursor
    except (binascii.Error, ValueError):
        before, known = "", False
    match = re.fullmatch(FORM, before.replace(".", "-") if known else cursor, re.ASCII)
    if match is None:
        raise ValueError("ska vara next_cursor från ett tidigare svar. Utelämna den för att börja från början.")
    return int(match[1]), int(match[2])


CURSOR = Parameter(
    "cursor",
    place_of,
    {"type": "string", "pattern": f"^{FORM}$"},
    (
        "next_cursor från det förra svaret. Utelämnad: från början.",
        "next_cursor from the answer before. Omitted: from the beginning.",
    ),
    cursor_of((12, 0)),
)


class ChangesResource(CatalogueResource):
    """What was published, withdrawn and confirmed after a cursor, in the order in which it happened."""

    parameters = (CURSOR, LIMIT)

    def content(self, asked: dict[str, Any], **path: Any) -> str:
        place, limit = asked.get("cursor", (0, 0)), asked.get("limit", LIMIT_DEFAULT)
        if place[0] > self.moment.number:
            message = "Parametern cursor pekar förbi den senaste revisionen. Börja om från början."
            raise Problem(404, message, parameter="cursor")
        followed = Event.objects.since(*place).with_before().filter(revision__lte=self.moment.number)
        events: list[Any] = list(followed[:limit])
        left = Publication.objects.in_bulk([event.before for event in events if event.op == Event.Op.REDACT])
        last = (events[-1].revision_id, events[-1].position) if events else place
        head = {"revision": self.moment.number, "limit": limit}
        return envelope(head, (_change(event, left) for event in events), {"next_cursor": cursor_of(last)})

    @property
    def operation(self) -> Operation:  # type: ignore[override]
        return Operation(
            name="list_changes",
            tag=("Ändringar", "changes"),
            summary=("Följ ändringarna", "Follow the changes"),
            text=(
                "Allt som har publicerats, återkallats och bekräftats, i revisionernas ordning. Spara next_cursor –"
                " den finns alltid – och fortsätt därifrån. Den som följer listan från början har dagens katalog."
                " upsert: ersätt posten med document, revision, published_at och verified. withdraw: ta bort posten."
                " verify: ersätt bara verified. redact: ord har tagits bort i alla versioner; ersätt det du har av"
                " posten med document, också äldre versioner.",
                "All that was published, withdrawn and confirmed, in the order of revisions. Keep next_cursor – it is"
                " always there – and go on from it. Who follows the list from the beginning holds the current"
                " catalogue. upsert: replace the entry by document, revision, published_at and verified. withdraw:"
                " remove the entry. verify: replace verified alone. redact: words were removed in every version;"
                " replace what you hold of the entry by document, older versions too.",
            ),
            answer=reference("ChangePage"),
            statuses=(404,),
            components={"ChangePage": _page(), "Change": _change_schema()},
        )


def _change(event: Any, left: dict[int, Publication]) -> str:
    """One event; after words were removed, `left` has what remains of the entry."""
    head = {
        "revision": event.revision_id,
        "kind": event.kind,
        "slug": event.slug,
        "op": event.op,
        "published_at": instant(event.revision.moment),
    }
    publication = left.get(event.before) if event.op == Event.Op.REDACT else event.publication
    document = text_of(publication) if publication and not publication.withdrawn else "null"
    return f'{compact(head)[:-1]},"document":{document},"verified":{compact(event.verified)}}}'


def _page() -> dict[str, Any]:
    page = {
        "type": "object",
        "description": "En sida ur loggen. A page of the log.",
        "required": ["limit", "results", "next_cursor"],
        "properties": {
            "limit": {"type": "integer", "description": "Högsta antal på sidan. Most on a page.", "examples": [20]},
            "results": {"type": "array", "items": reference("Change")},
            "next_cursor": {
                "type": "string",
                "description": "Var nästa sida börjar; finns alltid. Where the next page begins; always there.",
                "examples": [CURSOR.example],
            },
        },
    }
    return with_revision(page)


def _change_schema() -> dict[str, Any]:
    documents = [reference(component(kind.name)) for kind in kinds.every()]
    return {
        "type": "object",
        "description": "En händelse för en post. What happened to one entry.",
        "required": ["revision", "kind", "slug", "op", "published_at", "document", "verified"],
        "properties": {
            "revision": {"type": "integer", "description": "Revision.", "examples": [12]},
            "kind": {
                "enum": [kind.name for kind in kinds.every()],
                "description": "Sort. Kind.",
                "examples": [kinds.every()[-1].name],
            },
            "slug": {"type": "string", "description": "Adressnamn. Slug.", "examples": ["lotsen"]},
            "op": {
                "enum": [str(op) for op in Event.Op.values],
                "description": "Vad som hände. What happened.",
                "examples": ["upsert"],
            },
            "published_at": {
                "type": "string",
                "format": "date-time",
                "description": "Revisionens tidpunkt i UTC. The revision's moment in UTC.",
                "examples": ["2026-11-22T12:00:00.000000Z"],
            },
            "document": {
                "description": "Vad revisionen publicerade, eller det som är kvar av posten efter redact; annars null."
                " What the revision published, or what is left of the entry after redact; else null.",
                "oneOf": [{"type": "null"}, *documents],
            },
            "verified": reference("Verified"),
        },
    }
