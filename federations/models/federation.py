"""Coordination federations: members, goals, and the groups that they put first or leave out."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from federations.models.ownership import OwningEntry
from federations.models.registers import Area, Municipality, NamePeriod, Partner
from federations.vocabulary import BASES, Count, Situation
from samverkan.publishing.fields import CodesField, EdtfField, LinesField


def ordered_ages(name: str, lowest: str = "age_min", highest: str = "age_max") -> models.CheckConstraint:
    """The constraint that an age span does not run backwards; unknown ends pass."""
    return models.CheckConstraint(
        name=name,
        condition=Q(**{f"{lowest}__isnull": True})
        | Q(**{f"{highest}__isnull": True})
        | Q(**{f"{lowest}__lte": F(highest)}),
        violation_error_message=_("Lägsta ålder är högre än högsta ålder."),
    )


class Federation(OwningEntry):
    """A coordination federation (samordningsförbund)."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("område"))
    founded = EdtfField(_("bildat"))
    pre_study = EdtfField(_("förstudie"))
    parties = LinesField(_("parter som källan räknar upp"))
    background = models.TextField(_("bakgrund"), blank=True)
    purpose = models.TextField(_("syfte"), blank=True)
    vision = models.TextField(_("vision"), blank=True)
    target_group_description = models.TextField(_("målgrupp i ord"), blank=True)
    target_group_age_min = models.PositiveSmallIntegerField(
        _("lägsta ålder"), null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    target_group_age_max = models.PositiveSmallIntegerField(
        _("högsta ålder"), null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    target_group_age_text = models.CharField(_("ålder i ord"), max_length=300, blank=True)
    target_group_groups_with_need = LinesField(_("grupper med behov"))
    conditions = models.TextField(_("förutsättningar"), blank=True)
    principles = LinesField(_("krav på insatserna"))
    phases = LinesField(_("faser"))
    study_groups = LinesField(_("grupper att studera närmare"))
    activities_listed = LinesField(_("verksamheter i förbundets egen lista"))

    class Meta:
        verbose_name = _("samordningsförbund")
        verbose_name_plural = _("samordningsförbund")
        ordering = ("name", "slug")
        constraints = [ordered_ages("federation_ages_in_order", "target_group_age_min", "target_group_age_max")]


class FederationName(NamePeriod):
    """A federation's name over time."""

    federation = models.ForeignKey(Federation, models.CASCADE, related_name="names")

    class Meta(NamePeriod.Meta):
        verbose_name = _("namn över tid")
        verbose_name_plural = _("namn över tid")


class Member(models.Model):
    """A municipality or another partner that belongs to a federation, for a time."""

    federation = models.ForeignKey(Federation, models.CASCADE, related_name="members")
    position = models.PositiveIntegerField(default=0, editable=False)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kommun")
    )
    partner = models.ForeignKey(
        Partner, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("part")
    )
    since = EdtfField(_("från"))
    until = EdtfField(_("till"))

    class Meta:
        verbose_name = _("medlem")
        verbose_name_plural = _("medlemmar")
        ordering = ("position", "pk")
        constraints = [
            models.CheckConstraint(
                name="member_is_one_of_two",
                condition=Q(municipality__isnull=False, partner__isnull=True)
                | Q(municipality__isnull=True, partner__isnull=False),
                violation_error_message=_("En medlem är antingen en kommun eller en part."),
            )
        ]

    def __str__(self) -> str:
        return str(self.municipality or self.partner)


class Goal(models.Model):
    """A federation's goal with its own measuring base: of whom the percentage is counted."""

    federation = models.ForeignKey(Federation, models.CASCADE, related_name="goals")
    position = models.PositiveIntegerField(default=0, editable=False)
    text = models.TextField(_("mål"))
    percent = models.PositiveSmallIntegerField(_("procent"), null=True, blank=True, validators=[MaxValueValidator(100)])
    base = models.TextField(_("mäts på"), blank=True)
    counts = CodesField(_("räknas i uppföljningar"), vocabulary=Count)
    among = models.CharField(
        _("bland"), max_length=20, blank=True, choices=[(code, Count(code).label) for code in BASES]
    )

    class Meta:
        verbose_name = _("mål")
        verbose_name_plural = _("mål")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.text


class Condition(models.Model):
    """A group that is put first or left out, in words and, where they fit, in codes and ages."""

    position = models.PositiveIntegerField(default=0, editable=False)
    text = models.TextField(_("i ord"))
    situations = CodesField(_("situationer"), vocabulary=Situation)
    age_min = models.PositiveSmallIntegerField(
        _("lägsta ålder"), null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    age_max = models.PositiveSmallIntegerField(
        _("högsta ålder"), null=True, blank=True, validators=[MaxValueValidator(120)]
    )

    class Meta:
        abstract = True
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        if self.age_min is not None and self.age_max is not None and self.age_min > self.age_max:
            raise ValidationError({"age_max": _("Lägsta ålder är högre än högsta ålder.")})


class FederationPriority(Condition):
    """A group that a federation puts first."""

    federation = models.ForeignKey(Federation, models.CASCADE, related_name="priorities")

    class Meta(Condition.Meta):
        verbose_name = _("prioriterad grupp")
        verbose_name_plural = _("prioriterade grupper")


class FederationExclusion(Condition):
    """A group that a federation leaves out of what it pays for."""

    federation = models.ForeignKey(Federation, models.CASCADE, related_name="exclusions")

    class Meta(Condition.Meta):
        verbose_name = _("grupp som inte tas emot")
        verbose_name_plural = _("grupper som inte tas emot")
