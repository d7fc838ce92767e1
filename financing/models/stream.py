"""Financing streams, their contribution shares and the federations that lead them."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from federations.models import CitedEntry, Federation, Partner
from federations.vocabulary import Sector
from samverkan.publishing.fields import EdtfField, LinesField


class FinancingStream(CitedEntry):
    """A stream of money with rules of its own: Finsam, Frisam, Miljarden, ordinary budgets, an agreement."""

    in_shared_register = True
    full_name = models.CharField(_("fullständigt namn"), max_length=300, blank=True)
    aliases = LinesField(_("kallas även"))
    summary = models.TextField(_("kort sagt"), blank=True)
    description = models.TextField(_("beskrivning"), blank=True)
    legal_basis = LinesField(_("rättslig grund"))
    valid_from = EdtfField(_("gäller från"))
    valid_until = EdtfField(_("gäller till"))
    permanent = models.BooleanField(_("permanent"), null=True, blank=True)
    approval = models.TextField(_("godkännande"), blank=True)
    parties = LinesField(_("parter"))
    amount_max_kr_per_year = models.PositiveBigIntegerField(_("högsta belopp per år (kr)"), null=True, blank=True)
    payer = models.CharField(_("betalas av"), max_length=300, blank=True)
    parts = LinesField(_("delar"))
    led_by = models.CharField(_("leds av"), max_length=300, blank=True)
    activities_listed = LinesField(_("verksamheter i översikten"))

    class Meta:
        verbose_name = _("finansieringsform")
        verbose_name_plural = _("finansieringsformer")
        ordering = ("name", "slug")


class ContributionShare(models.Model):
    """What one payer contributes to a stream in a period, in percent; the shares of one period sum to 100."""

    stream = models.ForeignKey(FinancingStream, models.CASCADE, related_name="contribution_shares")
    position = models.PositiveIntegerField(default=0, editable=False)
    payer_kind = models.CharField(_("huvudman"), max_length=12, choices=Sector.choices)
    payer = models.CharField(_("betalare"), max_length=300)
    partner = models.ForeignKey(
        Partner, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("part")
    )
    percent = models.PositiveSmallIntegerField(_("procent"), null=True, blank=True, validators=[MaxValueValidator(100)])
    since = EdtfField(_("från"))
    until = EdtfField(_("till"))

    class Meta:
        verbose_name = _("andel")
        verbose_name_plural = _("andelar")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.payer if self.percent is None else f"{self.payer} {self.percent} %"


class StreamFederation(models.Model):
    """A federation that leads a stream's use, as the stream's own text lists it."""

    stream = models.ForeignKey(FinancingStream, models.CASCADE, related_name="federations")
    position = models.PositiveIntegerField(default=0, editable=False)
    federation = models.ForeignKey(Federation, models.PROTECT, related_name="+", verbose_name=_("samordningsförbund"))

    class Meta:
        verbose_name = _("samordningsförbund")
        verbose_name_plural = _("samordningsförbund")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return str(self.federation)
