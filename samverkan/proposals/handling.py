"""What readers think should change: how a proposal is received and answered. By itself it changes nothing."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from samverkan.desk import access
from samverkan.proposals.models import Proposal
from samverkan.publishing import kinds
from samverkan.publishing.documents import Refused
from samverkan.publishing.kinds import Fault
from samverkan.publishing.schemas import titled
from samverkan.visitor import address_of

HOURLY, DAILY = 5, 20  # From one address.
WAITING_MOST = 50  # About one entry.
KEPT = dt.timedelta(days=365)  # After they were handled.
SENDER_KEPT = dt.timedelta(days=2)
_PRIVATE = ("kind", "schema_version", "slug", "owners", "successor", "sources")


class TooMany(Exception):
    """The address, or the entry, has had its share for now; `wait` says for how long."""

    def __init__(self, wait: dt.timedelta) -> None:
        super().__init__(str(wait))
        self.wait = wait


def sections(kind: str) -> dict[str, str]:
    """The parts of a page that one can speak of: properties of the document with their titles."""
    properties = kinds.get(kind).schema["properties"]
    return {name: titled(node, name) for name, node in properties.items() if name not in _PRIVATE and "title" in node}


def sender_of(request: HttpRequest) -> str:
    """A keyed digest that tells one address from another for a day, and cannot be read back."""
    return salted_hmac(f"proposal {timezone.localdate()}", address_of(request)).hexdigest()


@transaction.atomic
def receive(kind: str, slug: str, revision: int, sender: str, said: dict[str, Any]) -> Proposal | None:
    """Keep a proposal; None where the same words about the same entry wait already. Raises TooMany."""
    waiting = Proposal.objects.filter(kind=kind, slug=slug, outcome=Proposal.Outcome.WAITING)
    if waiting.filter(text=said["text"], section=said["section"]).exists():
        return None
    now = timezone.now()
    for most, span in ((HOURLY, dt.timedelta(hours=1)), (DAILY, dt.timedelta(days=1))):
        if Proposal.objects.filter(sender=sender, received_at__gt=now - span).count() >= most:
            raise TooMany(span)
    if waiting.count() >= WAITING_MOST:
        raise TooMany(dt.timedelta(days=1))
    return Proposal.objects.create(kind=kind, slug=slug, revision=revision, sender=sender, **said)


def waiting_for(user: Any) -> list[Proposal]:
    """The unanswered proposals about entries that the user may edit, the oldest first."""
    keys = access.my_keys(user, editable=True)
    rows = Proposal.objects.filter(outcome=Proposal.Outcome.WAITING)
    return [row for row in rows if (row.kind, row.slug) in keys]


@transaction.atomic
def answer(proposal: Proposal, user: Any, outcome: str, words: str = "") -> bool:
    """Settle a proposal, answer the reader who asked for it, and forget the address; whether a mail was sent.

    Refused where somebody has settled it already. Should the mail fail, nothing is settled (OSError, SMTPException).
    """
    now = timezone.now()
    settled = {"outcome": outcome, "answer": words, "handled_by": user, "handled_at": now, "email": "", "sender": ""}
    waiting = Proposal.objects.filter(pk=proposal.pk, outcome=Proposal.Outcome.WAITING)
    address = waiting.select_for_update().values_list("email", flat=True).first()
    if not waiting.update(**settled):
        proposal.refresh_from_db()
        raise Refused([Fault("", _("Förslaget är redan hanterat av %s.") % proposal.handler)])
    if not address:
        return False
    send_mail(_("Svar på ditt förslag till Samverkanskatalogen"), _letter(proposal, outcome, words), None, [address])
    return True


def _letter(proposal: Proposal, outcome: str, words: str) -> str:
    taken = outcome == Proposal.Outcome.TAKEN
    verdict = (
        _("Tack! Vi tar in ditt förslag. Ändringen syns i katalogen när den har granskats och publicerats.")
        if taken
        else _("Tack för ditt förslag. Vi ändrar inte uppgiften.")
    )
    yours = _("Ditt förslag:") + "\n" + proposal.text
    forgotten = _("Din e-postadress är nu raderad hos oss, så det går inte att svara på brevet.")
    return "\n\n".join(part for part in (verdict, words, yours, settings.SITE_URL, forgotten) if part)


def forget() -> int:
    """Delete what was settled a year ago, and senders' digests after two days; how many rows were deleted."""
    now = timezone.now()
    Proposal.objects.filter(received_at__lt=now - SENDER_KEPT).exclude(sender="").update(sender="")
    deleted, _by_model = Proposal.objects.filter(handled_at__lt=now - KEPT).delete()
    return deleted
