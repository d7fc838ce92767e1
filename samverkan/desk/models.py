"""What goes on around drafts: reviews, and links to confirm by."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samverkan.publishing.models import AboutEntry, called, whoever


class Review(AboutEntry):
    """An editor asks that a draft be published; a publisher publishes it or sends it back with a comment."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", _("väntar på granskning")
        PUBLISHED = "published", _("publicerad")
        SENT_BACK = "sent_back", _("skickad tillbaka")

    fingerprint = models.CharField(max_length=64)  # The draft that was asked about; another one needs a new question.
    note = models.TextField(_("till granskaren"), blank=True)
    asked_by = whoever(_("begärd av"))
    asked_at = models.DateTimeField(_("begärd"), auto_now_add=True)
    outcome = models.CharField(_("utfall"), max_length=10, choices=Outcome.choices, default=Outcome.WAITING)
    comment = models.TextField(_("granskarens svar"), blank=True)
    answered_by = whoever(_("besvarad av"))
    answered_at = models.DateTimeField(_("besvarad"), null=True, blank=True)

    class Meta(AboutEntry.Meta):
        app_label = "publishing"  # Whose tables and permissions they are.
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
        return called(self.asked_by)


class ConfirmationLink(AboutEntry):
    """A link in a reminder: good for confirming one entry, for a while, once."""

    nonce = models.UUIDField(default=uuid.uuid4, unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("skickad till"))
    sent_at = models.DateTimeField(_("skickad"), auto_now_add=True)
    expires_at = models.DateTimeField(_("gäller till"))
    used_at = models.DateTimeField(_("använd"), null=True, blank=True)

    class Meta(AboutEntry.Meta):
        app_label = "publishing"  # Whose tables and permissions they are.
        verbose_name = _("länk för bekräftelse")
        verbose_name_plural = _("länkar för bekräftelse")
        ordering = ("-sent_at",)
