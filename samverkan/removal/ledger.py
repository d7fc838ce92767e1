"""What was removed for good leaves a line without content, here and in a ledger that is kept apart from the database.

After a restored backup the ledger's removals are repeated. Lines hold keyed digests (of SECRET_KEY), never the words.
"""

import datetime as dt
import json
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


def register(op: str, repeat: Repeat) -> None:
    """Tell how removals of a sort are repeated."""
    _repeats[op] = repeat


def digest(text: str) -> str:
    """Tells whether something is what was removed; nobody can read it back."""
    return salted_hmac("borttaget", text, algorithm="sha256").hexdigest()


def ledger() -> Path:
    """Where the lines are kept beside the database."""
    return Path(settings.DATA_DIR) / "borttaget.ndjson"


def note(op: str, removed: str, office: str, length: int = 0) -> Removal:
    """Leave the line of a removal, in the transaction that removes. The ledger has it before the database does."""
    row = Removal(op=op, digest=digest(removed), length=length, office=office, at=timezone.now())
    line = {
        "identifier": str(row.identifier),
        "op": op,
        "digest": row.digest,
        "length": length,
        "office": office,
        "at": row.at.astimezone(dt.UTC).isoformat(),
        "key": digest("nyckel"),
    }
    with ledger().open("a", encoding="utf-8") as file:
        file.write(f"{json.dumps(line, ensure_ascii=False)}\n")
        file.flush()
        os.fsync(file.fileno())
    row.save()
    return row


def replay(path: Path) -> int:
    """Repeat what the database does not know; how many. Refused, with each line that cannot be repeated."""
    faults, done = [], 0
    for number, line in _lines(path):
        place = _("rad %s") % number
        if line is None:
            faults.append(Fault(place, _("går inte att läsa.")))
        elif Removal.objects.filter(identifier=line["identifier"]).exists():
            continue
        elif line["key"] != digest("nyckel"):
            faults.append(Fault(place, _("är gjord med en annan SECRET_KEY. Kör igen med den som gällde då.")))
        elif line["op"] not in _repeats:
            faults.append(Fault(place, _("är av ett slag som inte kan upprepas här.")))
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
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            line = json.loads(text)
        except ValueError:
            line = None
        yield number, line if isinstance(line, dict) and line.keys() == wanted else None
