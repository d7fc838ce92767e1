"""An activity and the rows that stand directly under it."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from activities.vocabulary import SaidBy, Weekday
from federations.models import REGIONAL_GOALS, Area, CitedEntry, Fact, Federation, Municipality, Partner
from financing.models import Agreement, FinancingStream
from samverkan.publishing.fields import CodesField, EdtfField, LinesField

hours = RegexValidator(
    r"^([01][0-9]|2[0-3])[.][0-5][0-9]–([01][0-9]|2[0-3])[.][0-5][0-9]\Z", _("Skriv tiden så här: 09.00–12.00.")
)


class Function(CitedEntry):
    """A column of the matrix."""

    in_shared_register = True
    matrix_heading = models.CharField(_("rubrik i matrisen"), max_length=200)
    position = models.PositiveSmallIntegerField(
        _("plats i ordningen"), validators=[MinValueValidator(1), MaxValueValidator(50)]
    )
    description = models.TextField(_("beskrivning"), blank=True)

    class Meta:
        verbose_name = _("funktion")
        verbose_name_plural = _("funktioner")
        ordering = ("position", "slug")


class Activity(CitedEntry):
    """One cooperative activity: KRAFT-team, Lotsen, SARA …"""

    short_name = models.CharField(
        _("kort namn"), max_length=300, blank=True, help_text=_("Vad folk säger: SARA, Lotsen.")
    )
    spelled_out = models.CharField(_("förkortningen utläst"), max_length=300, blank=True)
    aliases = LinesField(_("kallas även"))
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("område"))
    function = models.ForeignKey(Function, models.PROTECT, related_name="+", verbose_name=_("funktion"))
    summary = models.TextField(
        _("kort sagt"), blank=True, help_text=_("En eller två meningar på klarspråk: vad det är, för vem och var.")
    )
    easy_summary = models.TextField(
        _("på lätt svenska"),
        blank=True,
        help_text=_("Tre eller fyra korta meningar: vad det är, för vem och hur man kommer in. Läses först."),
    )
    period_start = EdtfField(_("start"))
    period_end = EdtfField(_("slut"))
    period_months = models.PositiveIntegerField(_("längd i månader"), null=True, blank=True)
    period_extendable = models.BooleanField(_("kan förlängas"), null=True, blank=True)
    part_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ingår i")
    )
    serves_individuals = models.BooleanField(_("tar emot enskilda personer"), null=True, blank=True)
    background = models.TextField(
        _("bakgrund"), blank=True, help_text=_("Varför verksamheten finns. Kort; det viktigaste står i syftet.")
    )
    purpose = models.TextField(_("syfte"), blank=True, help_text=_("Vad som ska bli bättre för den som deltar."))
    method = models.TextField(_("arbetssätt"), blank=True, help_text=_("Vad som händer där, steg för steg."))
    organisation = models.TextField(_("organisation"), blank=True)
    exit = models.TextField(_("avslut"), blank=True)
    free_of_charge = models.BooleanField(_("kostnadsfritt"), null=True, blank=True)
    limits_description = models.TextField(_("ramar i ord"), blank=True)
    limits_weeks = models.PositiveIntegerField(_("antal veckor"), null=True, blank=True)
    limits_sessions_per_week = models.PositiveIntegerField(_("gånger per vecka"), null=True, blank=True)
    limits_days = CodesField(_("dagar"), vocabulary=Weekday)
    limits_hours = models.CharField(_("tid"), max_length=11, blank=True, validators=[hours])
    limits_follow_up_weeks = models.PositiveIntegerField(_("uppföljning efter veckor"), null=True, blank=True)
    limits_months_max = models.PositiveIntegerField(_("högst antal månader"), null=True, blank=True)
    limits_places = models.PositiveIntegerField(_("platser"), null=True, blank=True)
    limits_places_for = models.ForeignKey(
        Partner, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("platserna disponeras av")
    )
    limits_participants_max = models.PositiveIntegerField(_("högst antal samtidigt"), null=True, blank=True)
    staffing_description = models.TextField(_("bemanning i ord"), blank=True)
    operator = models.CharField(
        _("drivs av"),
        max_length=300,
        blank=True,
        help_text=_("Enheten som driver, till exempel arbetsmarknadsenheten."),
    )
    source_note = models.TextField(
        _("anmärkning om källan"),
        blank=True,
        help_text=_("Vad som är oklart eller motsägs i källan. Det visas för alla."),
    )

    class Meta:
        verbose_name = _("verksamhet")
        verbose_name_plural = _("verksamheter")
        ordering = ("name", "slug")

    def clean(self) -> None:
        if self.part_of_id is not None and self.part_of_id == self.pk:
            raise ValidationError({"part_of": _("En verksamhet kan inte ingå i sig själv.")})


class Row(models.Model):
    """A row under an activity; rows keep the order in which they were written."""

    position = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True
        ordering = ("position", "pk")


class Placement(Row):
    """Where an activity stands, with the label that the matrix prints. Whose residents it takes is another question."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="placements")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name=_("kommun"))
    label = models.CharField(_("etikett i matrisen"), max_length=200, help_text=_("Kort: det som ska stå i rutan."))

    class Meta(Row.Meta):
        verbose_name = _("placering")
        verbose_name_plural = _("placeringar")
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "municipality"],
                name="placement_once_a_municipality",
                violation_error_message=_("Verksamheten är redan placerad i den kommunen."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.label} ({self.municipality})"


class StaffRole(Row):
    """A profession or role in an activity's staff."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="roles")
    role = models.CharField(_("yrke eller roll"), max_length=300)
    count = models.PositiveIntegerField(_("antal"), null=True, blank=True)
    full_time_percent = models.PositiveIntegerField(
        _("procent av heltid"), null=True, blank=True, help_text=_("150 är en och en halv tjänst.")
    )
    when_needed = models.BooleanField(_("bara vid behov"), default=False)

    class Meta(Row.Meta):
        verbose_name = _("yrke eller roll")
        verbose_name_plural = _("yrken och roller")

    def __str__(self) -> str:
        return self.role


class ActivityPartner(Row):
    """A partner as the source prints it, with its register entry where there is one. It gives no right to refer."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="partners")
    label = models.CharField(_("som det står i källan"), max_length=300)
    partner = models.ForeignKey(
        Partner, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("part i registret")
    )

    class Meta(Row.Meta):
        verbose_name = _("samverkanspart")
        verbose_name_plural = _("samverkansparter")

    def __str__(self) -> str:
        return self.label


class FinancingStatement(Row):
    """That an activity is paid by something, so much, and who says so. Statements that disagree stand side by side."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="financing")
    said_by = models.CharField(_("enligt"), max_length=20, choices=SaidBy.choices, default=SaidBy.ACTIVITY)
    label = models.CharField(_("ordalydelse eller etikett"), max_length=300)
    stream = models.ForeignKey(
        FinancingStream, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("finansieringsform")
    )
    stream_inferred = models.BooleanField(_("finansieringsformen är en slutsats"), default=False)
    federation = models.ForeignKey(
        Federation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("samordningsförbund")
    )
    payer = models.ForeignKey(
        Partner, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("betalare")
    )
    share_percent = models.PositiveSmallIntegerField(
        _("betalarens andel i procent"), null=True, blank=True, validators=[MaxValueValidator(100)]
    )

    class Meta(Row.Meta):
        verbose_name = _("finansieringsuppgift")
        verbose_name_plural = _("finansieringsuppgifter")
        constraints = [
            models.CheckConstraint(
                name="share_has_a_payer",
                condition=models.Q(share_percent__isnull=True) | models.Q(payer__isnull=False),
                violation_error_message=_("En andel behöver en betalare."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.label} ({self.get_said_by_display()})"


class CoveringAgreement(Row):
    """An agreement that covers an activity."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="agreements")
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="+", verbose_name=_("överenskommelse"))

    class Meta(Row.Meta):
        verbose_name = _("överenskommelse")
        verbose_name_plural = _("överenskommelser")

    def __str__(self) -> str:
        return str(self.agreement)


class ServedGoal(Row):
    """A regional goal that an activity serves, where a source says so."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="regional_goals")
    fact = models.ForeignKey(
        Fact,
        models.PROTECT,
        related_name="+",
        verbose_name=_("regionalt mål"),
        limit_choices_to=REGIONAL_GOALS,
        help_text=_("Bara när en källa säger det."),
    )

    class Meta(Row.Meta):
        verbose_name = _("regionalt mål")
        verbose_name_plural = _("regionala mål")

    def __str__(self) -> str:
        return str(self.fact)
