"""Agreements on cooperation activities: who promises what, for how long, at what cost."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from federations.models import CitedEntry, Federation, Municipality, Partner
from financing.agreement_rules import notice_complaint
from financing.models.stream import FinancingStream
from samverkan.publishing.fields import EdtfField, LinesField


class Agreement(CitedEntry):
    """An agreement on a cooperation activity, with the seven contents that it must have (000:48-56).

    Commitments and costs have a row for each party besides what is said in words.
    """

    summary = models.TextField(_("kort sagt"), blank=True)
    federation = models.ForeignKey(
        Federation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("samordningsförbund")
    )
    stream = models.ForeignKey(
        FinancingStream, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("finansieringsform")
    )
    concluded = models.BooleanField(
        _("ingången"),
        null=True,
        blank=True,
        help_text=_("Ja när parterna har kommit överens. Nej medan den förhandlas."),
    )
    purpose = models.TextField(_("syfte"), blank=True)
    goals = models.TextField(_("mål"), blank=True)
    target_group = models.TextField(_("målgrupp"), blank=True)
    plan = models.TextField(_("plan för aktiviteten"), blank=True)
    commitments = models.TextField(_("åtaganden"), blank=True)
    costs = models.TextField(_("kostnader"), blank=True)
    expected_effects = models.TextField(_("förväntade effekter"), blank=True)
    evaluation_plan = models.TextField(_("uppföljningsplan"), blank=True)
    period_start = EdtfField(_("gäller från"))
    period_end = EdtfField(_("gäller till"))
    period_until_further_notice = models.BooleanField(_("tills vidare"), null=True, blank=True)
    period_extendable = models.BooleanField(_("kan förlängas"), null=True, blank=True)
    renewal = models.TextField(_("förlängning"), blank=True)
    notice_clause = models.TextField(
        _("uppsägningsklausul"), blank=True, help_text=_("Krävs när överenskommelsen gäller längre än ett år.")
    )
    decided_by = models.CharField(_("beslutad av"), max_length=300, blank=True)
    decided_on = EdtfField(_("beslutad"))
    afterwards = models.TextField(
        _("efter perioden"), blank=True, help_text=_("Till exempel hur ett projekt går över i ordinarie verksamhet.")
    )
    payoff_participants = models.PositiveIntegerField(
        _("antal deltagare"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    payoff_cost_per_participant_kr = models.PositiveIntegerField(_("kostnad per deltagare (kr)"), null=True, blank=True)
    payoff_stated_total_kr = models.BigIntegerField(_("uppgiven effekt i allt per år (kr)"), null=True, blank=True)
    payoff_stated_months = models.PositiveSmallIntegerField(_("uppgiven tid (månader)"), null=True, blank=True)
    activities_listed = LinesField(_("verksamheter som den nämner"))

    class Meta:
        verbose_name = _("överenskommelse")
        verbose_name_plural = _("överenskommelser")
        ordering = ("name", "slug")

    def clean(self) -> None:
        super().clean()
        period = (self.period_start, self.period_end, self.period_until_further_notice)
        if self.concluded and (complaint := notice_complaint(*period, self.notice_clause)):
            raise ValidationError({"notice_clause": complaint})


class AgreementParty(models.Model):
    """A party as the agreement names it, with what it takes on and pays; the register's entry where there is one."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="parties")
    position = models.PositiveIntegerField(default=0, editable=False)
    label = models.CharField(_("som det står i källan"), max_length=300)
    partner = models.ForeignKey(
        Partner, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("part i registret")
    )
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kommun")
    )
    federation = models.ForeignKey(
        Federation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("samordningsförbund")
    )
    commitment = models.TextField(_("åtagande"), blank=True)
    cost_kr_per_year = models.PositiveBigIntegerField(_("kostnad per år (kr)"), null=True, blank=True)
    cost_percent = models.PositiveSmallIntegerField(
        _("andel av kostnaden (procent)"), null=True, blank=True, validators=[MaxValueValidator(100)]
    )

    class Meta:
        verbose_name = _("part")
        verbose_name_plural = _("parter")
        ordering = ("position", "pk")
        constraints = [
            models.CheckConstraint(
                name="party_is_at_most_one_entry",
                condition=Q(partner__isnull=True, municipality__isnull=True)
                | Q(partner__isnull=True, federation__isnull=True)
                | Q(municipality__isnull=True, federation__isnull=True),
                violation_error_message=_("En part är en part i registret, en kommun eller ett förbund."),
            )
        ]

    def __str__(self) -> str:
        return self.label


class AgreementBudget(models.Model):
    """What an agreement may cost in one year; no amount means that the year is named without one."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="budget")
    position = models.PositiveIntegerField(default=0, editable=False)
    year = models.PositiveSmallIntegerField(_("år"), validators=[MinValueValidator(1990), MaxValueValidator(2100)])
    amount_kr = models.PositiveBigIntegerField(_("belopp (kr)"), null=True, blank=True)

    class Meta:
        verbose_name = _("budget för ett år")
        verbose_name_plural = _("budget per år")
        ordering = ("position", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "year"],
                name="budget_once_a_year",
                violation_error_message=_("Året har redan en budget."),
            )
        ]

    def __str__(self) -> str:
        return str(self.year)


class EvaluationStep(models.Model):
    """A step of the evaluation plan, with its deadline where one is set."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="evaluation_steps")
    position = models.PositiveIntegerField(default=0, editable=False)
    what = models.CharField(_("vad"), max_length=300)
    due = EdtfField(_("senast"))

    class Meta:
        verbose_name = _("uppföljning")
        verbose_name_plural = _("uppföljningar")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.what


class PayoffPayer(models.Model):
    """Who gains or loses by what is agreed each year, and what part of the cost it pays: a calculation's row."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="payers")
    position = models.PositiveIntegerField(default=0, editable=False)
    name = models.CharField(_("vem"), max_length=80)
    effect_kr = models.BigIntegerField(
        _("effekt per år (kr)"), null=True, blank=True, help_text=_("För alla deltagare. En förlust skrivs med minus.")
    )
    share_percent = models.PositiveSmallIntegerField(
        _("andel av kostnaden (procent)"), null=True, blank=True, validators=[MaxValueValidator(100)]
    )

    class Meta:
        verbose_name = _("betalare i beräkningen av återbetalning")
        verbose_name_plural = _("beräkning av återbetalning: vem tjänar, förlorar och betalar")
        ordering = ("position", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "name"],
                name="payoff_payer_once",
                violation_error_message=_("Samma namn står på flera rader. Lägg ihop dem."),
            )
        ]

    def __str__(self) -> str:
        return self.name
