"""What the models of the wings share that stand around entries."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


def whoever(label: Any, **options: Any) -> Any:
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


def called(user: Any) -> str:
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
