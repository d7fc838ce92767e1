"""Several drafts reviewed on one page and published as one revision."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from samverkan.desk import access
from samverkan.desk.acts import publish
from samverkan.desk.entries.forms import NOTE
from samverkan.desk.reviewing.review import may_publish
from samverkan.language.incoming import prose
from samverkan.publishing import kinds
from samverkan.publishing.difference import Change, difference
from samverkan.publishing.documents import Refused
from samverkan.publishing.drafts import Draft, edited
from samverkan.publishing.kinds import Fault
from samverkan.publishing.models import Entry, Publication, Revision
from samverkan.publishing.publish import Author, lock_log, published_form


@dataclass(frozen=True)
class Unpublished:
    """A draft that says something else than the catalogue."""

    key: str
    entry: Entry
    kind: kinds.Kind
    published: bool
    changes: list[Change]
    seen: str
    chosen: bool
    mine_to_publish: bool

    @property
    def url(self) -> str:
        """Where the draft is edited."""
        return change_address(self.entry)


def change_address(entry: Entry, page: str = "change") -> str:
    """The address of a page about an entry in the admin."""
    return reverse(f"admin:{entry._meta.app_label}_{entry._meta.model_name}_{page}", args=[entry.pk])


def unpublished(user: Any) -> list[Entry]:
    """The user's own drafts that were edited since they were published, and those never published."""
    current = set(Publication.objects.at(Revision.current_number()).values_list("kind", "slug"))
    withdrawn = set(Publication.objects.filter(body__isnull=True).values_list("kind", "slug")) - current
    found: list[Entry] = []
    for kind in kinds.every():
        entries = access.editable(user, kind.model._default_manager.all())
        found += [entry for entry in edited(entries) if (kind.name, entry.slug) not in withdrawn]
    return found


def review(site: AdminSite) -> Callable[[HttpRequest], HttpResponse]:
    """The page: every unpublished draft of the user's, or those that the address names (`post=kind/slug`)."""

    def view(request: HttpRequest) -> HttpResponse:
        if request.method == "POST":
            try:
                done = _publish(request)
            except Refused as refused:
                for fault in refused.faults:
                    messages.error(request, str(fault))
            else:
                messages.success(request, done)
                return HttpResponseRedirect(reverse("admin:together"))
        drafts = _drafts(request)
        context = {**site.each_context(request), "title": _("Granska och publicera tillsammans"), "drafts": drafts}
        context |= {"note": request.POST.get("note", ""), "note_help": NOTE}
        return TemplateResponse(request, "desk/admin/together.html", context)

    return view


def _named(request: HttpRequest) -> list[str]:
    return request.POST.getlist("post") if request.method == "POST" else request.GET.getlist("post")


def _drafts(request: HttpRequest) -> list[Unpublished]:
    named = set(_named(request))
    found = [_draft(request.user, entry, named) for entry in unpublished(request.user)]
    return [draft for draft in found if not request.GET.getlist("post") or draft.key in named]


def _draft(user: Any, entry: Entry, named: set[str]) -> Unpublished:
    kind = kinds.of(entry)
    key = f"{kind.name}/{entry.slug}"
    history = Publication.objects.filter(kind=kind.name, slug=entry.slug, body__isnull=False)
    latest = history.order_by("-revision").first()
    return Unpublished(
        key=key,
        entry=entry,
        kind=kind,
        published=latest is not None,
        changes=difference(latest.document, published_form(entry)) if latest else [],
        seen=Draft(entry).fingerprint,
        chosen=not named or key in named,
        mine_to_publish=user.has_perm("publishing.publish_entry", entry),
    )


@transaction.atomic
def _publish(request: HttpRequest) -> str:
    """Publish the ticked drafts as they were seen, all of them or none."""
    lock_log()
    user: Any = request.user
    entries, faults = [], []
    for key in _named(request):
        kind, _slash, slug = key.partition("/")
        entry = access.my_entry(user, kind, slug)
        if entry is None or not user.has_perm("publishing.publish_entry", entry):
            faults.append(Fault(key, _("finns inte bland dem du kan publicera.")))
            continue
        try:
            Draft(entry).require(request.POST.get(f"seen {key}", ""))
            may_publish(user, entry)
        except Refused as refused:
            faults += refused.faults
        entries.append(entry)
    if faults:
        raise Refused(faults)
    if not entries:
        raise Refused([Fault("", _("Kryssa för minst en post."))])
    revision = publish(entries, Author.of(user), prose(request.POST.get("note", ""))[:500])
    return _("Publicerat som %s.") % revision if revision else _("Inget nytt att publicera.")
