"""The admin of follow-ups: exact counts are typed, checked and kept; their protected form is what is published."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from activities import models
from activities.followups.counting import completed, count_faults, exact_of, keep_exact, view_of, with_counts
from activities.followups.small_numbers import COUNTS, protected
from federations.admin import CONFIRMATION, OWNERSHIP, CitedAdmin, OwnedForm
from samverkan.publishing.edtf import Edtf

LONGEST_SLUG, LONGEST_NAME = 80, 200


class FollowUpForm(OwnedForm):
    """A follow-up as it is counted. The name and the address are made from the activity and the period."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("name", "slug"):
            if name in self.fields:
                self.fields[name].required = False
        if self.instance.pk:
            self.initial.update(exact_of(self.instance))
        for name, mark in view_of(vars(self.instance)).items():
            if isinstance(mark, str) and self.initial.get(name) is None and name in self.fields:
                self.fields[name].help_text = "Skyddat i det publicerade. Tomt: det förblir så."

    def clean(self) -> Any:
        data = super().clean()
        self._name(data)
        marks = view_of(vars(self.instance))
        typed = {name: data.get(name) for name in COUNTS}
        view = completed({name: self._typed_or_mark(name, typed[name], marks[name]) for name in COUNTS})
        for fault in count_faults(view):
            if fault.path in self.fields:
                self.add_error(fault.path, fault.message)
        self.exact = {name: count if isinstance(count := view[name], int) else None for name in COUNTS}
        if not self.errors:
            self.shown = with_counts({}, protected(view))
            data |= self.shown
            self.instance.fewer_than_five, self.instance.withheld = data["fewer_than_five"], data["withheld"]
        return data

    def _typed_or_mark(self, name: str, typed: int | None, mark: Any) -> Any:
        """What is left empty stays protected where its exact number was never here."""
        is_foreign = isinstance(mark, str) and self.initial.get(name) is None
        return mark if typed is None and is_foreign else typed

    def _name(self, data: dict[str, Any]) -> None:
        activity, start, end = data.get("activity"), data.get("period_start"), data.get("period_end")
        if not (activity and start and end):
            return
        since, until = Edtf.parse(start).words, Edtf.parse(end).words
        words = since if start == end else f"{since}–{until}"
        if not data.get("name"):
            data["name"] = self.instance.name = f"{activity.name[: LONGEST_NAME - len(words) - 1]} {words}"
        if "slug" in self.fields and not data.get("slug"):
            days = start if start == end else f"{start}-{end}"
            data["slug"] = self.instance.slug = f"{activity.slug[: LONGEST_SLUG - len(days) - 1]}-{days}".lower()


@admin.register(models.FollowUp)
class FollowUpAdmin(CitedAdmin):
    form = FollowUpForm
    preview_template = "activities/_follow_up.html"
    list_display = ("name", "activity", "period_start", "period_end", "state", "modified_at")
    list_filter = ("activity",)
    list_select_related = ("activity",)
    ordering = ("-period_start",)
    autocomplete_fields = ("activity", "successor")
    shown_elsewhere = ("fewer_than_five", "withheld")  # Read out of what is typed as a count.
    fieldsets = (
        (None, {"fields": ("activity", ("period_start", "period_end"))}),
        (
            "Deltagare",
            {
                "description": "Exakta antal. De stannar här: i det som publiceras blir 1–4 ”färre än 5”.",
                "fields": (("women", "men", "sex_unknown", "participants"), ("with_plan", "continued", "waiting")),
            },
        ),
        ("Avslutade", {"fields": ("finished", ("to_work", "to_practice", "to_studies", "to_other", "to_none"))}),
        (None, {"fields": ("cost_kr", "note")}),
        ("Namn", {"description": "Lämna tomt: namnet görs av verksamheten och perioden.", "fields": ("name", "slug")}),
        OWNERSHIP,
        CONFIRMATION,
    )

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return {}

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """The period after the last one, of the activity asked for or the one followed up last; its owners."""
        initial = super().get_changeform_initial_data(request)
        mine: QuerySet[Any] = self.get_queryset(request)
        if asked := initial.get("activity"):
            mine = mine.filter(activity=asked)
        last = mine.order_by("-modified_at").first()
        if last is None:
            return initial
        newest = max(mine.filter(activity=last.activity_id), key=lambda row: row.days)
        same = {"activity": last.activity_id, "owners": list(last.owners.all())}
        return {**same, **next_period(newest), **initial}

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        keep_exact(form.instance, form.exact)
        super().save_related(request, form, formsets, change)


def next_period(last: models.FollowUp) -> dict[str, str]:
    """The period that begins when one has ended and is as many months long."""
    first, end = last.days
    months = (end.year - first.year) * 12 + end.month - first.month + 1
    begins, ends = (end.year * 12 + end.month + offset for offset in (0, months - 1))
    if last.period_start == last.period_end == str(end.year):
        return dict.fromkeys(("period_start", "period_end"), str(end.year + 1))
    return {"period_start": _month(begins), "period_end": _month(ends)}


def _month(count: int) -> str:
    return f"{count // 12:04d}-{count % 12 + 1:02d}"
