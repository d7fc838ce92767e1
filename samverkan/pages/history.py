"""What happened to entries, as readers are told it: an entry's versions, and any two of them side by side."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samverkan.pages.addresses import history_of, page_of
from samverkan.pages.views import PublicView
from samverkan.publishing import kinds
from samverkan.publishing.difference import Change, difference, sections
from samverkan.publishing.edtf import Edtf
from samverkan.publishing.models import Event, Publication, Revision
from samverkan.publishing.moment import BadMoment, resolve

VERSIONS = 20  # Versions a page, so that a long history stays quick to read and to make.
_PLACE = re.compile(r"r([0-9]{1,9})(?:\.([0-9]{1,9}))?")


@dataclass(frozen=True)
class Step:
    """One event of an entry with what the entry said before it and after it; bodies are read for changes alone."""

    event: Event
    before: Publication | None
    after: Publication | None

    @property
    def revision(self) -> Revision:
        return self.event.revision

    @property
    def name(self) -> str:
        """What the entry was called then."""
        named = self.after or self.before
        return named.name if named else self.event.slug

    @property
    def kind(self) -> kinds.Kind:
        return kinds.get(self.event.kind)

    @property
    def is_first(self) -> bool:
        """Published for the first time."""
        return self.event.op == Event.Op.UPSERT and self.before is None

    @property
    def is_back(self) -> bool:
        """Published again after a withdrawal."""
        return self.event.op == Event.Op.UPSERT and self.before is not None and self.before.withdrawn

    @property
    def is_change(self) -> bool:
        return self.event.op == Event.Op.UPSERT and not self.is_first and not self.is_back

    @property
    def sections(self) -> list[str]:
        """The titles of what the event changed in the entry's document."""
        return sections(self._document(self.before), self._document(self.after)) if self.is_change else []

    @property
    def sentence(self) -> str:
        """What happened, in a few words."""
        if self.event.op == Event.Op.VERIFY:
            return self._confirmation()
        if self.event.op == Event.Op.WITHDRAW:
            return _("Återkallad")
        if self.event.op == Event.Op.REDACT:
            return _("Ord borttagna ur alla versioner")
        if self.is_change:
            changed = ", ".join(self.sections)
            return _("Ändrat: %(what)s") % {"what": changed} if changed else _("Publicerad på nytt, oförändrad")
        return _("Första publiceringen") if self.is_first else _("Tillbaka i katalogen")

    def _confirmation(self) -> str:
        verified = self.event.verified
        if verified is None:
            return _("Bekräftelsen borttagen")
        when = _("Bekräftad %(when)s") % {"when": Edtf.parse(verified["on"]).words}
        return f"{when}, {verified['by']}" if verified["by"] else when

    def page(self, query: str = "") -> str:
        """Where the entry stands, with a query; its history where the event withdrew it; "" for what has neither."""
        found = history_of if self.event.op == Event.Op.WITHDRAW else page_of
        return found(self.event.kind, self.event.slug, query)

    @property
    def side_by_side(self) -> str:
        """Where the versions before and after a change stand beside each other, or else the entry's history."""
        compared = self.is_change and self.before
        query = f"?fran=r{self.before.revision_id}&till=r{self.event.revision_id}" if compared and self.before else ""
        return history_of(self.event.kind, self.event.slug, query)

    @property
    def changes(self) -> list[Change]:
        """The fields that the event changed."""
        return difference(self._document(self.before), self._document(self.after)) if self.is_change else []

    def _document(self, side: Publication | None) -> kinds.Document | None:
        return side.document if side and not side.withdrawn else None


@dataclass(frozen=True)
class Version:
    """A version as a reader chooses it."""

    event: Event

    @property
    def words(self) -> str:
        when = date_format(timezone.localtime(self.event.revision.moment), "j F Y")
        return _("Revision %(number)s, %(when)s") % {"number": self.event.revision_id, "when": when}


def steps(events: Sequence[Any]) -> list[Step]:
    """Events read with `with_before` as steps; what they compare is read in one query."""
    wanted = {event.before for event in events if event.before}
    wanted |= {event.publication_id for event in events if event.before and event.op == Event.Op.UPSERT}
    read = Publication.objects.in_bulk(wanted)
    return [Step(event, read.get(event.before), read.get(event.publication_id, event.publication)) for event in events]


def place(asked: str, newest: int) -> tuple[int, int | None]:
    """From where in the log a page goes backwards: `r120`, or `r120.57` within a revision. Raises BadMoment."""
    match = _PLACE.fullmatch(asked)
    if asked and not match:
        raise BadMoment(_("Ange var sidan ska börja som en revision, till exempel fore=r120."))
    if match is None:
        return newest + 1, None
    number, position = int(match[1]), match[2]
    return (number, int(position)) if position and number <= newest else (min(number, newest + 1), None)


class HistoryView(PublicView):
    """An entry's versions, newest first, each with what it changed; or two of them side by side."""

    template_name = "pages/history.html"
    kind = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        history = Event.objects.filter(kind=self.kind, slug=kwargs["slug"]).with_before()
        events = list(history.newest_first(self.moment.number + 1))
        versions = [event for event in events if event.publication]
        if not versions:
            raise Http404(_("%(kind)s ”%(slug)s” finns inte.") % {"kind": self.title, "slug": kwargs["slug"]})
        asked = [self.request.GET.get(name, "").strip() for name in ("fran", "till")]
        shown = self.side_by_side(versions, *asked) if any(asked) else self.versions(events)
        kind = kinds.get(self.kind)
        return super().get_context_data(
            newest=versions[0].publication,
            is_withdrawn=versions[0].op == Event.Op.WITHDRAW,
            options=[Version(event) for event in versions if event.op == Event.Op.UPSERT],
            page=page_of(self.kind, kwargs["slug"]),
            index=kind.listed,
            index_title=kind.model._meta.verbose_name_plural,
            section=kind.model._meta.app_label,
            **shown,
            **kwargs,
        )

    @property
    def title(self) -> str:
        return kinds.get(self.kind).title

    def versions(self, events: list[Event]) -> dict[str, Any]:
        """A page of the entry's events; `older` is where the next page begins."""
        before, _position = place(self.request.GET.get("fore", "").strip(), self.moment.number)
        rest = [event for event in events if event.revision_id < before]
        older = f"r{rest[VERSIONS - 1].revision_id}" if len(rest) > VERSIONS else ""
        return {"steps": steps(rest[:VERSIONS]), "older": older, "is_newest": len(rest) == len(events)}

    def side_by_side(self, versions: list[Event], since: str, until: str) -> dict[str, Any]:
        """What the entry said at two moments; one left out stands for the version beside the other."""
        after = self.version(versions, until) if until else versions[0]
        earlier = [event for event in versions if event.revision_id < after.revision_id] or [after]
        before = self.version(versions, since) if since else earlier[0]
        read = Publication.objects.in_bulk([event.publication_id for event in (before, after)])
        sides = [read[event.publication_id] for event in (before, after)]
        documents = [None if side.withdrawn else side.document for side in sides]
        return {
            "before": before,
            "after": after,
            "compared": (Version(before), Version(after)),
            "changes": difference(*documents),
        }

    def version(self, versions: list[Event], asked: str) -> Event:
        """The version that held at a moment; Http404 where the entry was not yet there."""
        number = resolve(asked, self.moment.number).number
        held = next((event for event in versions if event.revision_id <= number), None)
        if held:
            return held
        raise Http404(_("Posten fanns inte i katalogen vid %(moment)s.") % {"moment": asked})
