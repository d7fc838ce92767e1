"""The work with an uploaded spreadsheet: small ones while the user waits, others in a process of their own.

Nothing of it is public: what is loaded are drafts.
"""

import logging
import subprocess
import sys
import time
from collections.abc import Callable
from typing import IO

from django.conf import settings
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from samverkan.exchange.importer import import_items
from samverkan.exchange.spreadsheets.checking import Change, Checked, check, rehearse
from samverkan.exchange.spreadsheets.reading import read
from samverkan.exchange.spreadsheets.uploaded import (
    AT_WORK,
    BROKEN,
    CHECKING,
    DONE,
    FAULTY,
    LOADING,
    READY,
    STALE,
    Kept,
)
from samverkan.exchange.spreadsheets.workbook import unpacked_size
from samverkan.publishing import kinds
from samverkan.publishing.documents import Refused, fingerprint
from samverkan.publishing.kinds import Fault
from samverkan.publishing.publish import Author, lock_log

AT_ONCE_BYTES = 1_000_000  # Unpacked. More takes longer than somebody waits for a page.
AT_ONCE_CHANGES = 50
TELL_EVERY = 1.0  # Seconds.

logger = logging.getLogger(__name__)
_children: list["subprocess.Popen[bytes]"] = []


def begin_check(kept: Kept) -> None:
    """Find out what an upload would do."""
    _begin(kept, CHECKING, at_once=unpacked_size(kept.path("upload")) <= AT_ONCE_BYTES)


def begin_load(kept: Kept) -> None:
    """Load an upload that was found to be good, once."""
    _begin(kept, LOADING, at_once=kept.changes <= AT_ONCE_CHANGES)


def _begin(kept: Kept, phase: str, *, at_once: bool) -> None:
    with kept.alone() as held:
        fresh = Kept.find(kept.token)
        if held is None or fresh is None or fresh.phase not in (CHECKING, READY):
            return  # Somebody else has begun, or done it.
        kept.phase, kept.step, kept.done, kept.of = phase, "", 0, 0
        kept.save()
        if at_once:
            perform(kept)
        else:
            _start(kept, held)


def _start(kept: Kept, held: IO[bytes]) -> None:
    """A process of its own, which inherits the hold on the upload and lets go of it when it ends, however it ends."""
    _children[:] = [child for child in _children if child.poll() is None]
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "work_on_spreadsheet", kept.token]
    _children.append(
        subprocess.Popen(
            command,
            cwd=settings.BASE_DIR,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=[held.fileno()],
            start_new_session=True,
        )
    )


def perform(kept: Kept) -> None:
    """Do what the upload waits for. Whatever goes wrong, the user is told, and nothing has changed."""
    if kept.phase not in AT_WORK:
        return
    try:
        _check(kept) if kept.phase == CHECKING else _load(kept)
    except Refused as refused:
        kept.refuse(refused.faults, FAULTY if kept.phase == CHECKING else STALE)
    except Exception:
        logger.exception("Kalkylbladet %s kunde inte behandlas", kept.token[:6])
        kept.refuse([], BROKEN)


def _told(kept: Kept, step: str) -> Callable[..., None]:
    """How the work tells how far it has come, now and then."""
    last = 0.0

    def tell(done: int, of: int = 0) -> None:
        nonlocal last
        if time.monotonic() - last >= TELL_EVERY:
            last = time.monotonic()
            kept.step, kept.done, kept.of = step, done, of
            kept.save()

    return tell


def _checked(kept: Kept, user: User) -> Checked:
    found = read(kept.path("upload"), _told(kept, "read"))
    return check(kinds.get(kept.kind), found, user, _told(kept, "check"))


def _check(kept: Kept) -> None:
    user = User.objects.get(pk=kept.user)
    checked = _checked(kept, user)
    if len(checked.changes) <= AT_ONCE_CHANGES:
        rehearse(checked.changes, user)
    kept.keep_changes(_row(change) for change in checked.changes)
    kept.phase, kept.read = READY, checked.read
    kept.save()


def _row(change: Change) -> dict[str, object]:
    return {"place": change.item.file, "before": change.before, "after": change.item.document}


def _load(kept: Kept) -> None:
    """All of it once more under the lock: what the user has seen must still be what happens."""
    user = User.objects.get(pk=kept.user)
    found = read(kept.path("upload"))
    with transaction.atomic():
        lock_log()
        checked = check(kinds.get(kept.kind), found, user, _told(kept, "check"))
        _require_as_seen(kept, checked)
        of, told = len(checked.changes), _told(kept, "load")
        import_items(
            [change.item for change in checked.changes],
            Author.of(user),
            as_edits=True,
            tell=lambda done: told(done, of),
        )
        for change in checked.changes:
            kinds.get(kept.kind).keep(change.typed, change.before)
        _log(kept, checked, user)
    kept.phase = DONE
    kept.drop("upload", "changes")
    kept.save()


def _require_as_seen(kept: Kept, checked: Checked) -> None:
    """Refused where a draft is no longer the one that the preview showed."""
    seen = {row["after"]["slug"]: (row["before"], row["after"]) for row in kept.changed()}
    now = {change.item.document["slug"]: (change.before, change.item.document) for change in checked.changes}
    faults = [
        Fault(pair[1]["name"] or slug, _("har ändrats sedan förhandsvisningen. Inget är inläst."))
        for slug, pair in (seen | now).items()
        if _says(seen.get(slug)) != _says(now.get(slug))
    ]
    if faults:
        raise Refused(faults)


def _says(pair: tuple[kinds.Document | None, kinds.Document] | None) -> tuple[str, ...]:
    return tuple(fingerprint(document) if document else "" for document in pair or ())


def _log(kept: Kept, checked: Checked, user: User) -> None:
    """What each entry's history in the admin says of it."""
    model = kinds.get(kept.kind).model
    for is_new, flag in ((True, ADDITION), (False, CHANGE)):
        slugs = [change.item.document["slug"] for change in checked.changes if (change.before is None) is is_new]
        for start in range(0, len(slugs), 500):
            entries = model._default_manager.filter(slug__in=slugs[start : start + 500])
            LogEntry.objects.log_actions(user.pk, entries, flag, change_message=_("Inläst från ett kalkylblad."))
