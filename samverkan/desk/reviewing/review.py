"""Reviews: an editor asks, a publisher publishes or sends back; where four eyes are required, somebody else asked."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from samverkan.desk import access
from samverkan.desk.models import Review
from samverkan.publishing import kinds
from samverkan.publishing.documents import Refused
from samverkan.publishing.drafts import Draft
from samverkan.publishing.kinds import Fault
from samverkan.publishing.models import Entry, Publication


def of(entry: Entry) -> QuerySet[Review]:
    """The entry's reviews, the oldest first."""
    return Review.objects.filter(kind=kinds.of(entry).name, slug=entry.slug).select_related("asked_by", "answered_by")


def waiting(entry: Entry) -> Review | None:
    """The review that waits for an answer, if one does."""
    return of(entry).filter(outcome=Review.Outcome.WAITING).first()


def waiting_keys() -> set[kinds.Key]:
    """The entries whose drafts wait for an answer."""
    return set(Review.objects.filter(outcome=Review.Outcome.WAITING).values_list("kind", "slug"))


def waiting_for(user: Any) -> list[Review]:
    """The reviews that the user can answer, the oldest first; their own questions are not among them."""
    found = []
    for review in Review.objects.filter(outcome=Review.Outcome.WAITING).exclude(asked_by=user):
        entry = access.my_entry(user, review.kind, review.slug)
        if entry and user.has_perm("publishing.publish_entry", entry):
            found.append(review)
    return found


def sent_back_to(user: Any) -> list[Review]:
    """The user's questions that came back with a comment and about whose entry nobody has asked or published since."""
    later = Review.objects.filter(kind=OuterRef("kind"), slug=OuterRef("slug"), asked_at__gt=OuterRef("asked_at"))
    published = Publication.objects.filter(
        kind=OuterRef("kind"), slug=OuterRef("slug"), published_at__gt=OuterRef("answered_at")
    )
    back = Review.objects.filter(asked_by=user, outcome=Review.Outcome.SENT_BACK)
    return list(back.filter(~Exists(later), ~Exists(published)))


@transaction.atomic
def ask(entry: Entry, user: Any, note: str = "") -> Review:
    """Ask for review of the draft as it stands; a question about an earlier state of it is replaced."""
    stands = {"fingerprint": Draft(entry).fingerprint, "asked_by": user, "note": note, "asked_at": timezone.now()}
    review, _made = Review.objects.update_or_create(
        kind=kinds.of(entry).name, slug=entry.slug, outcome=Review.Outcome.WAITING, defaults=stands
    )
    return review


def send_back(entry: Entry, user: Any, comment: str) -> None:
    """Answer that the draft needs more work. Refused without a comment, and when nothing waits."""
    if not comment:
        raise Refused([Fault("", _("Skriv i anteckningen vad som behöver ändras, så att redaktören vet."))])
    answered = {"comment": comment, "answered_by": user, "answered_at": timezone.now()}
    if not of(entry).filter(outcome=Review.Outcome.WAITING).update(outcome=Review.Outcome.SENT_BACK, **answered):
        raise Refused([Fault("", _("Ingen granskning väntar. Någon kan ha hunnit före."))])


def close(entries: Iterable[Entry], user: Any) -> None:
    """Answer the questions about entries that have been published or withdrawn."""
    for kind, slugs in kinds.slugs_by_kind((kinds.of(entry).name, entry.slug) for entry in entries).items():
        rows = Review.objects.filter(kind=kind, slug__in=slugs, outcome=Review.Outcome.WAITING)
        rows.update(outcome=Review.Outcome.PUBLISHED, answered_by=user, answered_at=timezone.now())


def may_publish(user: Any, entry: Entry) -> None:
    """Refused where an owner requires four eyes and nobody else has asked for review of the draft as it stands."""
    if user.has_perm("publishing.publish_alone_entry", entry):
        return
    question = waiting(entry)
    if question is None or question.asked_by_id in (None, user.pk):
        message = _("”%s” kräver fyra ögon: någon annan än du ska ha begärt granskning.") % entry.name
    elif not Draft(entry).is_as(question.fingerprint):
        message = _("”%s” har ändrats sedan granskningen begärdes. Be om granskning på nytt.") % entry.name
    else:
        return
    raise Refused([Fault("", message)])
