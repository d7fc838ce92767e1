"""The registers: sources, municipalities, areas and partners."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from federations.models.ownership import CitedEntry, OwnedEntry, OwningEntry
from federations.vocabulary import Sector
from samverkan.publishing.fields import EdtfField, LinesField


class Source(OwnedEntry):
    """A document that entries rest on."""

    in_shared_register = True
    subtitle = models.CharField(_("undertitel"), max_length=300, blank=True)
    publisher = models.CharField(_("utgivare"), max_length=300, blank=True)
    parties = LinesField(_("parter"))
    website = models.CharField(_("webbplats"), max_length=300, blank=True)
    living_document = models.BooleanField(_("levande dokument"), null=True, blank=True)
    dated = EdtfField(_("daterad"))
    dated_inferred = EdtfField(_("trolig tid"))
    description = models.TextField(_("om källan"), blank=True)
    inclusion = models.TextField(_("vad som tas med"), blank=True)
    purposes = LinesField(_("syften"))
    knowledge = LinesField(_("underlag"))

    class Meta:
        verbose_name = _("källa")
        verbose_name_plural = _("källor")
        ordering = ("name", "slug")


class Municipality(OwningEntry):
    """A municipality with Statistics Sweden's (SCB) four-digit code."""

    in_shared_register = True
    code = models.CharField(
        _("kommunkod"),
        max_length=4,
        unique=True,
        validators=[RegexValidator(r"^[0-9]{4}\Z", _("Kommunkoden har fyra siffror, till exempel 1490."))],
        error_messages={"unique": _("En annan kommun har redan den koden.")},
    )
    official_name = models.CharField(_("officiellt namn"), max_length=300, blank=True)
    aliases = LinesField(_("kallas även"))

    class Meta:
        verbose_name = _("kommun")
        verbose_name_plural = _("kommuner")
        ordering = ("name", "slug")


class Area(OwningEntry):
    """An area with a matrix of its own."""

    in_shared_register = True
    description = models.TextField(_("om området"), blank=True)

    class Meta:
        verbose_name = _("område")
        verbose_name_plural = _("områden")
        ordering = ("name", "slug")


class AreaMunicipality(models.Model):
    """A row of an area's matrix; the order is the area's."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="municipalities")
    position = models.PositiveIntegerField(_("ordning"), default=0)
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name=_("kommun"))

    class Meta:
        verbose_name = _("kommun i matrisens ordning")
        verbose_name_plural = _("kommuner i matrisens ordning")
        ordering = ("position", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["area", "municipality"],
                name="municipality_once_an_area",
                violation_error_message=_("Kommunen finns redan i området."),
            )
        ]

    def __str__(self) -> str:
        return str(self.municipality)


class Partner(CitedEntry):
    """An authority or organisation that takes part in activities."""

    in_shared_register = True
    sector = models.CharField(_("huvudman"), max_length=12, choices=Sector.choices)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kommun")
    )
    aliases = LinesField(_("kallas även"))
    description = models.TextField(_("om parten"), blank=True)

    class Meta:
        verbose_name = _("samverkanspart")
        verbose_name_plural = _("samverkansparter")
        ordering = ("name", "slug")


class NamePeriod(models.Model):
    """A name that an organisation carried for a time."""

    position = models.PositiveIntegerField(default=0, editable=False)
    name = models.CharField(_("namn"), max_length=200)
    since = EdtfField(_("från"))
    until = EdtfField(_("till"))

    class Meta:
        abstract = True
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.name


class PartnerName(NamePeriod):
    """A partner's name over time."""

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="names")

    class Meta(NamePeriod.Meta):
        verbose_name = _("namn över tid")
        verbose_name_plural = _("namn över tid")
