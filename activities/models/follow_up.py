"""Follow-ups: what came out of an activity in a period. Exact counts stay here; documents hold the protected form."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from activities.models.activity import Activity
from federations.models import CitedEntry
from federations.vocabulary import Count
from samverkan.publishing.edtf import Edtf
from samverkan.publishing.fields import CodesField, EdtfField


def _counted(count: Count) -> Any:
    return models.PositiveIntegerField(count.label, null=True, blank=True)


class Counts(models.Model):
    """How many, of each sort that a follow-up counts; None is unknown."""

    participants = _counted(Count.PARTICIPANTS)
    women = _counted(Count.WOMEN)
    men = _counted(Count.MEN)
    sex_unknown = _counted(Count.SEX_UNKNOWN)
    with_plan = _counted(Count.WITH_PLAN)
    continued = _counted(Count.CONTINUED)
    finished = _counted(Count.FINISHED)
    to_work = _counted(Count.TO_WORK)
    to_practice = _counted(Count.TO_PRACTICE)
    to_studies = _counted(Count.TO_STUDIES)
    to_other = _counted(Count.TO_OTHER)
    to_none = _counted(Count.TO_NONE)
    waiting = _counted(Count.WAITING)

    class Meta:
        abstract = True

    @property
    def counts(self) -> dict[str, int | None]:
        """Every count by its name."""
        return {name: getattr(self, name) for name in Count.values}

    @counts.setter
    def counts(self, counts: dict[str, int | None]) -> None:
        for name in Count.values:
            setattr(self, name, counts[name])


class FollowUp(CitedEntry, Counts):
    """One activity in one period. Its own counts are the protected ones; the exact ones lie beside (`exact`)."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="follow_ups", verbose_name=_("verksamhet"))
    period_start = EdtfField(_("från"), blank=False)
    period_end = EdtfField(_("till"), blank=False)
    fewer_than_5 = CodesField(_("färre än 5"), vocabulary=Count, null=False, default=list)
    withheld = CodesField(_("visas inte"), vocabulary=Count, null=False, default=list)
    cost_kr = models.PositiveIntegerField(_("kostnad (kr)"), null=True, blank=True)
    note = models.TextField(_("kommentar"), blank=True)

    class Meta:
        verbose_name = _("uppföljning")
        verbose_name_plural = _("uppföljningar")
        ordering = ("-period_start", "name", "slug")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Two follow-ups of an activity never speak of the same day: their difference could reveal small counts."""
        super().clean()
        if not (self.activity_id and self.period_start and self.period_end):
            return
        first, last = self.days
        if last < first:
            raise ValidationError({"period_end": _("Perioden slutar före sin början.")})
        for other in FollowUp.objects.filter(activity=self.activity_id).exclude(pk=self.pk):
            if other.days[0] <= last and first <= other.days[1]:
                raise ValidationError({"period_start": _("Perioden överlappar ”%s”.") % other.name})

    @property
    def days(self) -> tuple[dt.date, dt.date]:
        """The first and last day of the period, at its widest."""
        return Edtf.parse(self.period_start).earliest, Edtf.parse(self.period_end).latest


class ExactCounts(Counts):
    """What was counted. It is read by those who may edit the follow-up, and never published."""

    follow_up = models.OneToOneField(FollowUp, models.CASCADE, related_name="exact")

    class Meta:
        verbose_name = _("exakta tal")
        verbose_name_plural = _("exakta tal")

    def __str__(self) -> str:
        return str(self.follow_up)
