"""What was removed for good leaves a line without content: a row, which all nodes see, and before it a line in a file.

The file (LEDGER) is kept apart from the database: from it a restored backup learns what it does not know. Lines hold
keyed digests (of SECRET_KEY), never the words.
"""

import datetime as dt
import json
import logging
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from samverkan.publishing.documents import Refused
from samverkan.publishing.kinds import Fault
from samverkan.removal.models import Removal

Repeat = Callable[[str, int], Any]  # Given the digest and the length of what was removed, removes it again.
_repeats: dict[str, Repeat] = {}
logger = logging.getLogger(__name__)


def register(op: str, repeat: Repeat) -> None:
    """Tell how removals of a sort are repeated."""
    _repeats[op] = repeat


def digest(text: str) -> str:
    """Tells whether something is what was removed; nobody can read it back."""
    return salted_hmac("borttaget", text, algorithm="sha256").hexdigest()


def note(op: str, office: str, *removed: str) -> None:
    """Leave a line for each text that is removed, in the transaction that removes: in the file first, then as rows.

    Refused where the file cannot be written: what a restored backup would bring back is not removed at all.
    """
    now = timezone.now()
    rows = [Removal(op=op, digest=digest(text), length=len(text), office=office, at=now) for text in removed]
    try:
        _append(settings.LEDGER, "".join(f"{json.dumps(_line(row), ensure_ascii=False)}\n" for row in rows))
    except OSError as error:
        logger.error("The ledger cannot be written, so nothing is removed: %s", error)
        raise Refused([Fault("", _("Liggaren över borttagningar går inte att skriva. Inget är borttaget."))]) from error
    Removal.objects.bulk_create(rows)


def _line(row: Removal) -> dict[str, Any]:
    kept = {name: getattr(row, name) for name in ("op", "digest", "length", "office")}
    at = row.at.astimezone(dt.UTC).isoformat()
    return {"identifier": str(row.identifier), **kept, "at": at, "key": digest("nyckel")}


def _append(path: Path, lines: str) -> None:
    """Write lines that only we can read, and see them on the disk; after half a line they begin anew."""
    with open(os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), "r+b") as file:
        end = file.seek(0, os.SEEK_END)
        file.seek(max(0, end - 1))
        file.write(lines.encode() if file.read(1) in (b"", b"\n") else f"\n{lines}".encode())
        file.flush()
        os.fsync(file.fileno())


def replay(path: Path) -> int:
    """Repeat what the database does not know; how many. Refused, with each line that cannot be repeated."""
    faults, done = [], 0
    for number, line in _lines(path):
        place = f"line {number}"
        if line is None:
            faults.append(Fault(place, "cannot be read."))
        elif Removal.objects.filter(identifier=line["identifier"]).exists():
            continue
        elif line["key"] != digest("nyckel"):
            faults.append(Fault(place, "was made with another SECRET_KEY. Run again with the one of that time."))
        elif line["op"] not in _repeats:
            faults.append(Fault(place, "is of a sort that cannot be repeated here."))
        else:
            try:
                _repeat(line)
                done += 1
            except Refused as refused:
                faults += [Fault(f"{place} {fault.path}".strip(), fault.message) for fault in refused.faults]
    if faults:
        raise Refused(faults)
    return done


@transaction.atomic
def _repeat(line: dict[str, Any]) -> None:
    _repeats[line["op"]](line["digest"], line["length"])
    kept = {name: line[name] for name in ("identifier", "op", "digest", "length", "office")}
    Removal.objects.create(**kept, at=dt.datetime.fromisoformat(line["at"]))


def _lines(path: Path) -> Iterator[tuple[int, dict[str, Any] | None]]:
    wanted = {"identifier", "op", "digest", "length", "office", "at", "key"}
    for number, text in enumerate(path.read_bytes().splitlines(), start=1):
        try:
            line = json.loads(text)
        except ValueError:  # Half a line, for one.
            line = None
        yield number, line if isinstance(line, dict) and line.keys() == wanted else None
