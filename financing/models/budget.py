"""Federations' budgets: what is set aside a year and granted to whom, by which rules, and who decides and reports."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from federations.models import CitedEntry, Federation, Municipality
from samverkan.publishing.fields import EdtfField, LinesField
from samverkan.publishing.models.entry import slug_form

MONTHS = 12


def year_field() -> Any:
    """A year for which money is set aside or granted."""
    return models.PositiveSmallIntegerField(_("år"), validators=[MinValueValidator(1990), MaxValueValidator(2100)])


def kronor_field(label: Any) -> Any:
    """Whole kronor; nothing means that nobody has stated them, which is not 0."""
    return models.PositiveBigIntegerField(label, null=True, blank=True, validators=[MaxValueValidator(10**12)])


class Budget(CitedEntry):
    """What a federation sets aside for all that it does or for one project, with the rules that its grants obey."""

    federation = models.ForeignKey(Federation, models.PROTECT, related_name="+", verbose_name=_("samordningsförbund"))
    summary = models.TextField(_("kort sagt"), blank=True)
    goals = LinesField(_("mål"))
    period_start = EdtfField(_("gäller från"))
    period_end = EdtfField(_("gäller till"))
    stated_total_kr = kronor_field(_("uppgivet i allt (kr)"))
    rules_ceiling_kr_per_year = kronor_field(_("tak per år, för alla tillsammans (kr)"))
    rules_post_percent_max = models.PositiveSmallIntegerField(
        _("högst så mycket av en tjänst till varje mottagare (procent)"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(100)],
    )
    rules_years_max = models.PositiveSmallIntegerField(
        _("högst så många år till varje mottagare"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    rules_never_above_actual_cost = models.BooleanField(
        _("aldrig mer än den faktiska kostnaden"), null=True, blank=True
    )
    rules_full_post_kr_per_year = kronor_field(_("beräknad högsta kostnad för en heltidstjänst per år (kr)"))
    rules_full_posts = models.PositiveSmallIntegerField(
        _("heltidstjänster som pengarna räcker till"), null=True, blank=True, validators=[MaxValueValidator(10_000)]
    )
    rules_full_posts_years = models.PositiveSmallIntegerField(
        _("så många år räcker de"), null=True, blank=True, validators=[MaxValueValidator(100)]
    )
    rules_condition = models.TextField(_("förutsättning"), blank=True)
    decided_by = models.CharField(_("beslutas av"), max_length=300, blank=True)
    evaluated_by = models.CharField(_("utvärderas av"), max_length=300, blank=True)
    evaluation = models.TextField(_("utvärdering"), blank=True)

    class Meta:
        verbose_name = _("budget")
        verbose_name_plural = _("budgetar")
        ordering = ("name", "slug")


class BudgetRow(models.Model):
    """A row of a budget, in the order in which it was written."""

    position = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True
        ordering = ("position", "pk")


class BudgetYear(BudgetRow):
    """What is set aside for a year and spent in it; no amount means that the year is named without one."""

    budget = models.ForeignKey(Budget, models.CASCADE, related_name="years")
    year = year_field()
    amount_kr = kronor_field(_("budget (kr)"))
    spent_kr = kronor_field(_("använt (kr)"))

    class Meta(BudgetRow.Meta):
        verbose_name = _("år")
        verbose_name_plural = _("budget per år")

    def __str__(self) -> str:
        return str(self.year)


class Grant(BudgetRow):
    """What one receiver is granted of a budget in one year."""

    budget = models.ForeignKey(Budget, models.CASCADE, related_name="grants")
    label = models.CharField(_("till vem eller vad, som det står i källan"), max_length=300)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kommun")
    )
    activity_slug = models.CharField(
        _("verksamhetens adressnamn"), max_length=80, blank=True, validators=[slug_form], help_text=_("Om den finns.")
    )
    year = year_field()
    months = models.PositiveSmallIntegerField(
        _("månader"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(MONTHS)]
    )
    post_percent = models.PositiveSmallIntegerField(
        _("del av en tjänst (procent)"), null=True, blank=True, validators=[MaxValueValidator(100)]
    )
    actual_cost_kr = kronor_field(_("faktisk kostnad (kr)"))
    granted_kr = kronor_field(_("beviljat (kr)"))
    spent_kr = kronor_field(_("använt (kr)"))

    class Meta(BudgetRow.Meta):
        verbose_name = _("bidrag")
        verbose_name_plural = _("bidrag")

    def __str__(self) -> str:
        return f"{self.label} {self.year}"


class BudgetRole(BudgetRow):
    """Who has which task in what the budget pays for: a role or a group, never a person."""

    budget = models.ForeignKey(Budget, models.CASCADE, related_name="roles")
    name = models.CharField(_("roll"), max_length=200)
    task = models.TextField(_("uppgift"), blank=True)

    class Meta(BudgetRow.Meta):
        verbose_name = _("roll")
        verbose_name_plural = _("roller")

    def __str__(self) -> str:
        return self.name


class CooperationGroup(BudgetRow):
    """A level on which those who cooperate meet, with the names that groups there go by."""

    budget = models.ForeignKey(Budget, models.CASCADE, related_name="groups")
    level = models.CharField(_("nivå"), max_length=200)
    called = LinesField(_("till exempel"))

    class Meta(BudgetRow.Meta):
        verbose_name = _("samverkansgrupp")
        verbose_name_plural = _("samverkansgrupper")

    def __str__(self) -> str:
        return self.level


class Report(BudgetRow):
    """What is to be reported, to whom, and when: a date where one is stated, else in words."""

    budget = models.ForeignKey(Budget, models.CASCADE, related_name="reports")
    what = models.CharField(_("vad"), max_length=300)
    to = models.CharField(_("till"), max_length=300, blank=True)
    when = models.CharField(_("när, i ord"), max_length=300, blank=True)
    due = EdtfField(_("senast"))

    class Meta(BudgetRow.Meta):
        verbose_name = _("rapport")
        verbose_name_plural = _("rapporter")

    def __str__(self) -> str:
        return self.what
