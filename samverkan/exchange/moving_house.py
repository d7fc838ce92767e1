"""Moving house: the whole log as lines of JSON, and a log built of such lines in an empty installation.

The first line tells the format, then come the revisions in order, each with its events and their documents as stored,
byte by byte, and after it the edition that it froze. The last line holds how many lines came before, and their SHA-256.
What an earlier release made may be mended as it comes in: text that it stored untidy is then stored as it is read.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from samverkan.language import incoming
from samverkan.language.sorting import sort_key
from samverkan.publishing import kinds
from samverkan.publishing.documents import Refused, dump, validate
from samverkan.publishing.index import write_index
from samverkan.publishing.kinds import Fault, Key
from samverkan.publishing.loading import load
from samverkan.publishing.models import Edition, Entry, Event, Publication, Revision
from samverkan.publishing.publish import lock_log

FORMAT = {"format": "samverkanskatalogens historik", "version": 1}


def pack() -> Iterator[str]:
    """The lines, each without its line break; a revision at a time is held in memory."""
    digest, count = hashlib.sha256(), 0
    for row in _rows():
        line = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
        digest.update(f"{line}\n".encode())
        count += 1
        yield line
    yield json.dumps({"lines": count, "sha256": digest.hexdigest()})


def _rows() -> Iterator[dict[str, Any]]:
    yield FORMAT
    for revision in Revision.objects.order_by("number").iterator(100):
        events = revision.events.order_by("position").select_related("publication")
        yield {
            "revision": revision.number,
            "moment": revision.moment.astimezone(dt.UTC).isoformat(),
            "office": revision.office,
            "note": revision.note,
            "events": [_packed(event) for event in events],
        }
        edition = Edition.objects.filter(revision=revision).first()
        if edition:
            named = {"title": edition.title, "dated": edition.dated.isoformat(), "foreword": edition.foreword}
            yield {"edition": edition.number, **named}


def _packed(event: Event) -> dict[str, Any]:
    publication = event.publication
    stored = {"name": publication.name, "body": publication.body} if publication else None
    return {"op": event.op, "kind": event.kind, "slug": event.slug, "verified": event.verified, "publication": stored}


@transaction.atomic
def unpack(lines: Iterable[str], *, mend: bool = False) -> int:
    """Build the log and the working tables of the lines; how many revisions. All of it, or Refused and nothing.

    Nobody's account moves along, so revisions have an office but no user here.
    """
    lock_log()
    if Revision.objects.exists() or any(kind.model._default_manager.exists() for kind in kinds.every()):
        raise Refused([Fault("", _("Installationen är inte tom. Historik läses bara in i en tom databas."))])
    digest, count, numbers, last = hashlib.sha256(), 0, 0, None
    for number, line in enumerate(lines, start=1):
        if last is not None:
            raise Refused([Fault(_place(number), _("står efter slutraden. Filen är inte hel."))])
        row = _parsed(line, number)
        if "sha256" in row:
            if row != {"lines": count, "sha256": digest.hexdigest()}:
                raise Refused([Fault(_place(number), _("kontrollsumman stämmer inte. Hämta filen på nytt."))])
            last = row
            continue
        digest.update(f"{line}\n".encode())
        count += 1
        if number == 1 and row != FORMAT:
            raise Refused([Fault(_place(1), _("filen är inte en historik som den här versionen kan läsa."))])
        if "revision" in row:
            numbers += 1
            _append(_mended(row) if mend else row, numbers, _place(number))
        elif "edition" in row:
            _freeze(_mended(row) if mend else row, numbers, _place(number))
        elif number > 1:
            raise Refused([Fault(_place(number), _("raden är av okänt slag."))])
    if last is None:
        raise Refused([Fault("", _("Slutraden saknas. Filen är inte hel, hämta den på nytt."))])
    _fill_working_tables()
    return numbers


def _place(number: int) -> str:
    return _("rad %s") % number


def _parsed(line: str, number: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
        if isinstance(row, dict):
            return row
    except (ValueError, RecursionError):
        pass
    raise Refused([Fault(_place(number), _("är inte ett JSON-objekt."))])


_FORMS = {"title": incoming.line, "name": incoming.line, "note": incoming.prose, "foreword": incoming.prose}


def _mended(node: Any) -> Any:
    """A revision or an edition whose texts are tidy, stored documents too."""
    if isinstance(node, list):
        return [_mended(value) for value in node]
    if not isinstance(node, dict):
        return node
    mended = {name: _mended(value) for name, value in node.items()}
    mended |= {name: form(node[name]) for name, form in _FORMS.items() if isinstance(node.get(name), str)}
    body = node.get("body")
    return mended | {"body": dump(kinds.read(body))} if body and kinds.is_untidy(body) else mended


def _append(row: dict[str, Any], expected: int, place: str) -> None:
    """One revision with its events; its number and moment must follow those before it."""
    try:
        moment = parse_datetime(row["moment"])
        newest = Revision.objects.order_by("-number").first()
        if row["revision"] != expected or not moment or not moment.tzinfo or (newest and moment <= newest.moment):
            raise Refused([Fault(place, _("revisionen kommer inte efter den förra."))])
        revision = Revision.objects.create(number=expected, moment=moment, office=row["office"], note=row["note"])
        publications = {i: _stored(event, revision) for i, event in enumerate(row["events"]) if event["publication"]}
        Publication.objects.bulk_create(publications.values())
        Event.objects.bulk_create(
            _event(event, revision, i, publications.get(i)) for i, event in enumerate(row["events"])
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise Refused([Fault(place, _("revisionen har inte den form som väntas."))]) from error
    write_index(publications.values())


def _stored(event: dict[str, Any], revision: Revision) -> Publication:
    key, stored = (event["kind"], event["slug"]), event["publication"]
    if stored["body"] is not None:
        _require_valid(key, stored["body"])
    return Publication(
        revision=revision,
        kind=key[0],
        slug=key[1],
        name=stored["name"],
        sort_key=sort_key(stored["name"])[:400],
        body=stored["body"],
        published_at=revision.moment,
    )


def _require_valid(key: Key, body: str) -> None:
    """Refused where a stored text is no valid document of that entry."""
    document = json.loads(body)
    if kinds.key_of(document) != key or key[0] not in {kind.name for kind in kinds.every()}:
        raise Refused([Fault("/".join(key), _("dokumentet handlar om en annan post."))])
    faults = validate(kinds.upcast(document))
    if faults:
        raise Refused([Fault(f"{'/'.join(key)}.{fault.path}", fault.message) for fault in faults])


def _event(event: dict[str, Any], revision: Revision, position: int, publication: Publication | None) -> Event:
    row = Event(revision=revision, position=position, kind=event["kind"], slug=event["slug"], publication=publication)
    row.op = Event.Op(event["op"])
    row.verified = event["verified"]
    return row


def _freeze(row: dict[str, Any], revision: int, place: str) -> None:
    try:
        named = {name: row[name] for name in ("title", "dated", "foreword")}
        Edition.objects.create(number=row["edition"], revision_id=revision, **named)
    except KeyError as error:
        raise Refused([Fault(place, _("utgåvan har inte den form som väntas."))]) from error


def _fill_working_tables() -> None:
    """Load each entry's last document, those of withdrawn entries too, so that they can be revived."""
    newest: dict[Key, Publication] = {}
    for publication in Publication.objects.filter(body__isnull=False).order_by("revision").iterator(500):
        newest[publication.kind, publication.slug] = publication
    order = {kind.name: position for position, kind in enumerate(kinds.every())}
    rows = sorted(newest.values(), key=lambda row: (order[row.kind], row.slug))
    said = Event.objects.filter(op__in=(Event.Op.UPSERT, Event.Op.VERIFY)).order_by("revision", "position")
    verified = {(event.kind, event.slug): event.verified for event in said.iterator(500)}

    def beside(key: Key, entry: Entry) -> None:
        entry.verified = verified[key]

    load([row.document for row in rows], beside=beside)
