"""That something was removed, and nothing of what."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


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
        app_label = "publishing"  # Whose tables and permissions they are.
        verbose_name = _("borttagning")
        verbose_name_plural = _("borttagningar")
        ordering = ("-at",)

    def __str__(self) -> str:
        return f"{self.get_op_display()} {self.at:%Y-%m-%d}"
