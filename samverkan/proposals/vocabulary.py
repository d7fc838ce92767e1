"""Why a reader proposes something, in words that readers meet."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reason(models.TextChoices):
    """What it is about."""

    WRONG = "wrong", _("fel uppgift")
    OUTDATED = "outdated", _("inaktuell uppgift")
    ENDED = "ended", _("verksamheten har upphört")
    CONTACT = "contact", _("kontaktuppgift fel")
    MISSING = "missing", _("något saknas")
    OTHER = "other", _("annat")
