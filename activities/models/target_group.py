"""For whom an activity is: ages, residence, criteria, exclusions and priorities."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from activities.models.activity import Activity, Row
from activities.vocabulary import Combination
from federations.models import Area, Condition, Municipality, ordered_ages
from federations.vocabulary import Situation
from samverkan.publishing.fields import CodesField


class TargetGroup(models.Model):
    """An activity's target group in words and ages; its rows hang on the activity, to be edited beside it."""

    activity = models.OneToOneField(Activity, models.CASCADE, related_name="target_group")
    description = models.TextField(
        _("i ord"), blank=True, help_text=_("Hela målgruppen på klarspråk. Det som avgör står också som villkor.")
    )
    age_min = models.PositiveSmallIntegerField(
        _("lägsta ålder"), null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    age_max = models.PositiveSmallIntegerField(
        _("högsta ålder"), null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    age_text = models.CharField(
        _("ålder i ord"),
        max_length=300,
        blank=True,
        help_text=_("Till exempel ”yrkesverksam ålder”, när inga tal anges."),
    )

    class Meta:
        verbose_name = _("målgrupp")
        verbose_name_plural = _("målgrupp")
        constraints = [ordered_ages("target_group_ages_in_order")]

    def __str__(self) -> str:
        return str(_("målgrupp"))


class Residence(Row):
    """A municipality or area whose residents an activity takes."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="residence")
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kommun")
    )
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("område"))

    class Meta(Row.Meta):
        verbose_name = _("bostadsort")
        verbose_name_plural = _("bor i")
        constraints = [
            models.CheckConstraint(
                name="residence_is_one_of_two",
                condition=Q(municipality__isnull=False, area__isnull=True)
                | Q(municipality__isnull=True, area__isnull=False),
                violation_error_message=_("Välj antingen en kommun eller ett område."),
            )
        ]

    def __str__(self) -> str:
        return str(self.municipality or self.area)


class Criterion(Row):
    """What must hold. Criteria of one alternative hold together; of several alternatives one is enough (001:703)."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="criteria")
    alternative = models.PositiveSmallIntegerField(
        _("alternativ"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(20)],
        help_text=_("Samma nummer: gäller tillsammans. Olika nummer: en av grupperna räcker."),
    )
    text = models.TextField(_("i ord"))
    situations = CodesField(_("situationer"), vocabulary=Situation)
    combination = models.CharField(
        _("räcker en eller krävs alla"),
        max_length=3,
        blank=True,
        choices=Combination.choices,
        help_text=_("Tomt när källan inte avgör det."),
    )
    months_max = models.PositiveIntegerField(_("högst antal månader"), null=True, blank=True)

    class Meta(Row.Meta):
        verbose_name = _("villkor")
        verbose_name_plural = _("villkor")

    def __str__(self) -> str:
        return self.text


class Exclusion(Condition):
    """A group that the activity's own text leaves out."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="exclusions")

    class Meta(Condition.Meta):
        verbose_name = _("grupp som inte tas emot")
        verbose_name_plural = _("grupper som inte tas emot")


class Priority(Condition):
    """A group that the activity puts first."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="priorities")

    class Meta(Condition.Meta):
        verbose_name = _("prioriterad grupp")
        verbose_name_plural = _("prioriterade grupper")
