"""What goes on around the drafts: reviews, readers' proposals, links to confirm by, and what was removed for good."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


def _user(label: Any, **options: Any) -> Any:
    """Whoever did it; the line stays when the account goes."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=label,
        **options,
    )


def _called(user: Any) -> str:
    """How whoever did it is called, also when the account has gone."""
    return str(user.get_full_name() or user.get_username()) if user else gettext("någon")


class AboutEntry(models.Model):
    """A row about one entry, named as documents name it, since it may be of any kind."""

    kind = models.CharField(_("sort"), max_length=40)
    slug = models.CharField(_("adressnamn"), max_length=80)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.kind}/{self.slug}"


class Review(AboutEntry):
    """An editor asks that a draft be published; a publisher publishes it or sends it back with a comment."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", _("väntar på granskning")
        PUBLISHED = "published", _("publicerad")
        SENT_BACK = "sent_back", _("skickad tillbaka")

    fingerprint = models.CharField(max_length=64)  # The draft that was asked about; another one needs a new question.
    note = models.TextField(_("till granskaren"), blank=True)
    asked_by = _user(_("begärd av"))
    asked_at = models.DateTimeField(_("begärd"), auto_now_add=True)
    outcome = models.CharField(_("utfall"), max_length=10, choices=Outcome.choices, default=Outcome.WAITING)
    comment = models.TextField(_("granskarens svar"), blank=True)
    answered_by = _user(_("besvarad av"))
    answered_at = models.DateTimeField(_("besvarad"), null=True, blank=True)

    class Meta(AboutEntry.Meta):
        verbose_name = _("granskning")
        verbose_name_plural = _("granskningar")
        ordering = ("asked_at", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "slug"],
                condition=Q(outcome="waiting"),
                name="one_review_waiting",
                violation_error_message=_("Posten väntar redan på granskning."),
            )
        ]

    @property
    def asker(self) -> str:
        """Who asked."""
        return _called(self.asked_by)


class Proposal(AboutEntry):
    """What a reader thinks should change. It changes nothing by itself."""

    class Reason(models.TextChoices):
        WRONG = "wrong", _("fel uppgift")
        OUTDATED = "outdated", _("inaktuell uppgift")
        ENDED = "ended", _("verksamheten har upphört")
        CONTACT = "contact", _("kontaktuppgift fel")
        MISSING = "missing", _("något saknas")
        OTHER = "other", _("annat")

    class Outcome(models.TextChoices):
        WAITING = "waiting", _("väntar")
        TAKEN = "taken", _("tas över i utkastet")
        DECLINED = "declined", _("avböjd")

    revision = models.PositiveIntegerField(_("läst vid revision"))
    section = models.CharField(_("avsnitt"), max_length=80, blank=True)  # A property of the document; blank: the whole.
    reason = models.CharField(_("vad gäller det"), max_length=10, choices=Reason.choices)
    text = models.TextField(_("förslag"))
    email = models.EmailField(_("e-post för svar"), max_length=200, blank=True)  # Erased when handled.
    sender = models.CharField(max_length=64, editable=False)  # A keyed digest of the address, to hold off floods.
    received_at = models.DateTimeField(_("inkommet"), auto_now_add=True)
    outcome = models.CharField(_("utfall"), max_length=10, choices=Outcome.choices, default=Outcome.WAITING)
    answer = models.TextField(_("svar"), blank=True)
    handled_by = _user(_("hanterat av"))
    handled_at = models.DateTimeField(_("hanterat"), null=True, blank=True)

    class Meta(AboutEntry.Meta):
        verbose_name = _("förslag från läsare")
        verbose_name_plural = _("förslag från läsare")
        ordering = ("received_at", "pk")
        indexes = [models.Index(fields=["sender", "received_at"], name="proposal_by_sender")]

    @property
    def handler(self) -> str:
        """Who settled it."""
        return _called(self.handled_by)


class ConfirmationLink(AboutEntry):
    """A link in a reminder: good for confirming one entry, for a while, once."""

    nonce = models.UUIDField(default=uuid.uuid4, unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("skickad till"))
    sent_at = models.DateTimeField(_("skickad"), auto_now_add=True)
    expires_at = models.DateTimeField(_("gäller till"))
    used_at = models.DateTimeField(_("använd"), null=True, blank=True)

    class Meta(AboutEntry.Meta):
        verbose_name = _("länk för bekräftelse")
        verbose_name_plural = _("länkar för bekräftelse")
        ordering = ("-sent_at",)


class Removal(models.Model):
    """That something was removed for good, without saying what: a person's row, or words in texts.

    The digest is keyed (HMAC) and lets the removal be repeated in a restored backup; nobody can read it back.
    """

    class Op(models.TextChoices):
        ERASE = "erase", _("person raderad")
        REDACT = "redact", _("ord borttagna")

    identifier = models.UUIDField(default=uuid.uuid4, unique=True)
    op = models.CharField(_("åtgärd"), max_length=6, choices=Op.choices)
    digest = models.CharField(max_length=64)
    length = models.PositiveIntegerField(default=0)  # Characters of what was removed, to look for it again.
    office = models.CharField(_("kontor"), max_length=200)
    at = models.DateTimeField(_("tidpunkt"))

    class Meta:
        verbose_name = _("borttagning")
        verbose_name_plural = _("borttagningar")
        ordering = ("-at",)

    def __str__(self) -> str:
        return f"{self.get_op_display()} {self.at:%Y-%m-%d}"
