"""What was published and withdrawn, per area, municipality or function: a page and a feed of the same."""

import datetime as dt
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from activities import registers
from activities.filters import ChangeFilter, selects
from samverkan.pages.addresses import history_of
from samverkan.pages.changes import LogPage, log_page
from samverkan.pages.feed import MEDIA_TYPE, Feed, Item, atom, identity
from samverkan.pages.filters import filtered, well_formed
from samverkan.pages.history import Step, place
from samverkan.pages.views import PublicView
from samverkan.publishing.models import Event, Revision

ALWAYS_THERE = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)  # A feed without entries still says when it was changed.


class ChangesView(PublicView):
    """The log, newest first, by what the address says; confirmations only where they are asked for."""

    template_name = "activities/changes.html"

    @cached_property
    def asked(self) -> dict[str, list[str]]:
        """The well-formed filters of the address, by the page's names."""
        lists = ((name, self.request.GET.getlist(name)) for name in ChangeFilter.PAGE_NAMES)
        return {name: found for name, values in lists if (found := well_formed(values))}

    @property
    def with_confirmations(self) -> bool:
        return self.request.GET.get("bekraftelser", "") == "1"

    def query(self, fore: str = "") -> str:
        """The address's query, beginning elsewhere in the log."""
        named = [(name, value) for name, values in self.asked.items() for value in values]
        named += [("bekraftelser", "1")] if self.with_confirmations else []
        named += [(name, value) for name, value in (("vid", self.moment.asked), ("fore", fore)) if value]
        return f"?{urlencode(named)}" if named else ""

    def log(self) -> LogPage:
        events = Event.objects.with_before().filter(revision__lte=self.moment.number)
        if not self.with_confirmations:
            events = events.exclude(op=Event.Op.VERIFY)
        asked = {ChangeFilter.PAGE_NAMES[name]: values for name, values in self.asked.items()}
        begin = place(self.request.GET.get("fore", "").strip(), self.moment.number)
        return log_page(filtered(ChangeFilter, asked, events), *begin)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = self.log()
        named = registers.at(self.moment.number, self.moment.current).entries
        asked = {ChangeFilter.PAGE_NAMES[name]: values for name, values in self.asked.items()}
        return super().get_context_data(
            acts=page.acts,
            selects=selects(asked, named, ChangeFilter.base_filters, filterset=ChangeFilter),
            with_confirmations=self.with_confirmations,
            is_filtered=bool(self.asked),
            newest=self.query() if self.request.GET.get("fore") else None,
            older=self.query(page.older) if page.older else "",
            feed=reverse("changes-feed") + self.query(),
            **kwargs,
        )


class ChangesFeed(ChangesView):
    """The same as an Atom feed; a withdrawal also as a tombstone of what it withdrew."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        page = self.log()
        items = [self.item(step) for step in page.steps]
        head = Feed(
            identity=identity("andringar", *sorted(self.asked.items()), self.with_confirmations),
            title=_("Ändringar i Samverkanskatalogen"),
            updated=items[0].updated if items else ALWAYS_THERE,
            author="Samverkanskatalogen",
            language=get_language() or "sv",
            link=request.build_absolute_uri(reverse("changes-feed") + self.query(request.GET.get("fore", ""))),
            page=request.build_absolute_uri(reverse("changes") + self.query()),
            older=request.build_absolute_uri(self.query(page.older)) if page.older else "",
        )
        return HttpResponse(atom(head, items), content_type=MEDIA_TYPE)

    def item(self, step: Step) -> Item:
        """An event as an item; its link shows what the catalogue said with it."""
        event, revision = step.event, step.revision
        is_content = event.op == Event.Op.UPSERT
        withdrawn = event.op == Event.Op.WITHDRAW
        shown = step.page("" if withdrawn else f"?vid=r{revision.number}") or history_of(event.kind, event.slug)
        return Item(
            identity=identity(event.kind, event.slug, revision.number, *([] if is_content else [event.op])),
            title=f"{step.name} – {step.sentence}",
            updated=revision.moment,
            author=revision.office or "Samverkanskatalogen",
            link=self.request.build_absolute_uri(shown or in_log(revision)),
            related=self.request.build_absolute_uri(step.side_by_side or in_log(revision)),
            term=event.kind,
            label=step.kind.title,
            summary=revision.note,
            removed=removed_by(step),
        )


def removed_by(step: Step) -> str:
    """The identity of the item that a withdrawal takes back."""
    is_withdrawal = step.event.op == Event.Op.WITHDRAW and step.before
    return identity(step.event.kind, step.event.slug, step.before.revision_id) if step.before and is_withdrawal else ""


def in_log(revision: Revision) -> str:
    """The place of a revision on the page of changes."""
    return f"{reverse('changes')}?fore=r{revision.number + 1}#r{revision.number}"
