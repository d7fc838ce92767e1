"""What coordinators edit: the working rows of anything that can be published."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from samverkan.publishing.fields import EdtfField
from samverkan.publishing.schemas import SLUG
from samverkan.publishing.schemas.types import Verified

slug_form = RegexValidator(rf"^{SLUG}\Z", _("Använd bara a–z, 0–9 och bindestreck, till exempel ”u-sam”."))


EVERY_MONTHS = 12  # How long a confirmation is good where nobody chose otherwise.


def months_field(label: Any) -> Any:
    """For how many months a confirmation is good: 3 to 16."""
    return models.PositiveSmallIntegerField(
        label, default=EVERY_MONTHS, validators=[MinValueValidator(3), MaxValueValidator(16)]
    )


class Confirmed:
    """Reads the columns or annotations that begin with `verified_` as one value."""

    verified_on: Any = ""
    verified_by: Any = ""
    verified_inferred: Any = False
    verified_months: Any = EVERY_MONTHS

    @property
    def verified(self) -> Verified | None:
        """When the entry was last confirmed, by which office, and for how many months that is good.

        It stands beside the document, never in it.
        """
        if not self.verified_on:
            return None
        return {
            "on": self.verified_on,
            "by": self.verified_by or None,
            "inferred": self.verified_inferred,
            "months": self.verified_months,
        }

    @verified.setter
    def verified(self, value: Verified | None) -> None:
        self.verified_on = value["on"] if value else ""
        self.verified_by = (value["by"] or "") if value else ""
        self.verified_inferred = bool(value and value["inferred"])
        if value:
            self.verified_months = value["months"]


class Edited(models.Model):
    """Counts its saves, so that an edit which began before another was saved can be told that it is stale."""

    edit_version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.edit_version += 1
        super().save(*args, **kwargs)


class Entry(Confirmed, Edited):
    """What coordinators edit: the working row of anything that can be published. Public code never reads it."""

    slug = models.SlugField(
        _("adressnamn"),
        max_length=80,
        unique=True,
        validators=[slug_form],
        help_text=_("Står i webbadressen och ändras aldrig efter första publiceringen."),
        error_messages={"unique": _("Adressnamnet är upptaget. Välj ett annat.")},
    )
    name = models.CharField(_("namn"), max_length=200)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ersätts av")
    )
    stated_none = models.JSONField(_("uttryckligen inga"), default=list, blank=True)
    verified_on = EdtfField(_("bekräftad"))
    verified_by = models.CharField(_("bekräftad av (kontor)"), max_length=300, blank=True)
    verified_inferred = models.BooleanField(_("tidpunkten är en slutsats"), default=False)
    verified_months = months_field(_("ska bekräftas var (månad)"))
    modified_at = models.DateTimeField(_("ändrad"), auto_now=True)
    due_at = models.DateTimeField(_("publiceras"), null=True, blank=True, editable=False)
    due_note = models.TextField(blank=True, editable=False)
    due_fingerprint = models.CharField(max_length=64, blank=True, editable=False)  # What was approved for then.
    due_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+")
    loaded_fingerprint = models.CharField(max_length=64, blank=True, editable=False)  # as last loaded or published
    working_fingerprint = models.CharField(max_length=64, blank=True, editable=False)  # as last saved

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class Editor(models.Model):
    """The office in whose name a user publishes; in public the author is the office, never the person."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("användare"))
    office = models.CharField(_("kontor"), max_length=200)

    class Meta:
        verbose_name = _("redaktörskap")
        verbose_name_plural = _("redaktörskap")

    def __str__(self) -> str:
        return self.office
