"""The work with an uploaded spreadsheet: small ones while the user waits, others by whoever does the jobs.

Nothing of it is public: what is loaded are drafts.
"""

from typing import Any

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from samverkan.exchange.importer import import_items
from samverkan.exchange.spreadsheets.checking import Change, Checked, check, rehearse
from samverkan.exchange.spreadsheets.reading import read
from samverkan.exchange.spreadsheets.uploaded import LOAD, Kept
from samverkan.exchange.spreadsheets.workbook import unpacked_size
from samverkan.jobs.models import Job
from samverkan.jobs.working import perform, take
from samverkan.publishing import kinds
from samverkan.publishing.documents import Refused, fingerprint
from samverkan.publishing.kinds import Fault
from samverkan.publishing.publish import Author, lock_log

AT_ONCE_BYTES = 1_000_000  # Unpacked. More takes longer than somebody waits for a page.
AT_ONCE_CHANGES = 50


def begin_check(kept: Kept) -> None:
    """Find out what an upload would do."""
    if unpacked_size(kept.content()) <= AT_ONCE_BYTES:
        _do_at_once(kept)


def begin_load(kept: Kept) -> None:
    """Load an upload that was found to be good, once."""
    if kept.job.go_on_as(LOAD) and kept.changes <= AT_ONCE_CHANGES:
        _do_at_once(kept)


def _do_at_once(kept: Kept) -> None:
    if job := take(pk=kept.job.pk):
        perform(job)


def check_upload(job: Job) -> dict[str, Any]:
    """The job of checking: what the file would change is kept beside it. Raises Refused with all that is wrong."""
    kept, user = Kept(job), _user(job)
    found = read(kept.content(), lambda done: job.tell("read", done))
    checked = check(kinds.get(kept.kind), found, user, lambda done, of: job.tell("check", done, of))
    if len(checked.changes) <= AT_ONCE_CHANGES:
        rehearse(checked.changes, user)
    result = {"read": checked.read, "changes": len(checked.changes)}
    with transaction.atomic():
        job.finish(result)
        kept.keep_changes(_row(change) for change in checked.changes)
    return result


def load_upload(job: Job) -> dict[str, Any]:
    """The job of loading: all of it once more under the lock, for what the user has seen must still be what happens."""
    kept, user = Kept(job), _user(job)
    found = read(kept.content())
    with transaction.atomic():
        lock_log()
        checked = check(kinds.get(kept.kind), found, user, lambda done, of: job.tell("check", done, of))
        _require_as_seen(kept, checked)
        of = len(checked.changes)
        import_items(
            [change.item for change in checked.changes],
            Author.of(user),
            as_edits=True,
            tell=lambda done: job.tell("load", done, of),
        )
        for change in checked.changes:
            kinds.get(kept.kind).keep(change.typed, change.before)
        _log(kept, checked, user)
        job.material.all().delete()
        job.finish(job.result)
    return job.result  # type: ignore[no-any-return]


def _user(job: Job) -> User:
    assert job.asked_by, "only users upload"
    return job.asked_by


def _row(change: Change) -> dict[str, object]:
    return {"place": change.item.file, "before": change.before, "after": change.item.document}


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
