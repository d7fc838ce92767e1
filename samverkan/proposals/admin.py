"""The coordinator's side of readers' proposals: beside the text they speak of, to be taken over or declined."""

from smtplib import SMTPException
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.desk import access
from samverkan.desk.entries.list_sheets import ListSheetAdmin
from samverkan.desk.reviewing.several import change_address
from samverkan.proposals import handling
from samverkan.proposals.models import Proposal
from samverkan.publishing import kinds
from samverkan.publishing.difference import in_words
from samverkan.publishing.documents import Refused, build
from samverkan.publishing.models import Publication


class AnswerForm(forms.Form):
    """What the reader who left an address is answered."""

    answer = forms.CharField(
        label=gettext_lazy("Svar"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "cols": 80}),
        help_text=gettext_lazy("Skickas till läsaren om hen lämnade e-post. Adressen raderas sedan."),
    )


@admin.register(Proposal)
class ProposalAdmin(ListSheetAdmin):
    """Proposals about the entries that the user may edit; all others are as if they did not exist."""

    list_display = ("entry", "reason", "received_at", "outcome")
    sheet_columns = ("entry", "reason", "text", "received_at", "outcome")  # Never the reader's address.
    list_filter = ("outcome", "reason")
    ordering = ("-received_at",)
    actions = None

    @admin.display(description=gettext_lazy("post"))
    def entry(self, proposal: Proposal) -> str:
        newest = Publication.objects.filter(kind=proposal.kind, slug=proposal.slug).order_by("-revision").first()
        return newest.name if newest else str(proposal)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Proposal]:
        about = Q(pk__in=[])
        slugs: dict[str, list[str]] = {}
        for kind, slug in access.my_keys(request.user, editable=True):
            slugs.setdefault(kind, []).append(slug)
        for kind, some in slugs.items():
            about |= Q(kind=kind, slug__in=some)
        return super().get_queryset(request).filter(about)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return access.works(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return access.works(request.user)

    has_change_permission = has_view_permission

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The proposal beside the text; the buttons that settle it."""
        proposal = self.get_object(request, object_id)
        entry = proposal and access.my_entry(request.user, proposal.kind, proposal.slug)
        if proposal is None or entry is None:
            raise Http404
        if not request.user.has_perm("publishing.edit_entry", entry):
            raise PermissionDenied
        form = AnswerForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            done = self._settle(request, proposal, form.cleaned_data["answer"])
            if done:
                return HttpResponseRedirect(change_address(entry) if done == "taken" else _list())
        newest = Publication.objects.filter(kind=proposal.kind, slug=proposal.slug, body__isnull=False)
        latest = newest.order_by("-revision").first()
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Förslag om %s") % entry,
            "proposal": proposal,
            "entry": entry,
            "entry_url": change_address(entry),
            "section": handling.sections(proposal.kind).get(proposal.section, _("hela sidan")),
            "published": _words(proposal, latest.document) if latest else "",
            "draft": _words(proposal, build(entry)),
            "form": form,
        }
        return TemplateResponse(request, "proposals/admin/proposal.html", context)

    def _settle(self, request: HttpRequest, proposal: Proposal, words: str) -> str:
        outcome = str(request.POST.get("outcome"))
        if outcome not in (Proposal.Outcome.TAKEN, Proposal.Outcome.DECLINED):
            raise PermissionDenied
        try:
            sent = handling.answer(proposal, request.user, outcome, words)
        except Refused as refused:
            messages.error(request, str(refused))
            return ""
        except (OSError, SMTPException):
            messages.error(
                request, _("Svaret gick inte att skicka, så förslaget är inte hanterat. Försök igen om en stund.")
            )
            return ""
        told = _("Läsaren har fått svar och adressen är raderad.") if sent else ""
        if outcome == Proposal.Outcome.TAKEN:
            messages.info(request, _("Läsarens förslag: %s") % proposal.text)
            messages.success(request, f"{_('För in det i utkastet här. Inget är ändrat ännu.')} {told}".strip())
        else:
            messages.success(request, f"{_('Förslaget är avböjt.')} {told}".strip())
        return outcome


def _list() -> str:
    return reverse("admin:publishing_proposal_changelist")


def _words(proposal: Proposal, document: kinds.Document) -> str:
    """The section's words; nothing where the proposal is about the whole page."""
    node = kinds.get(proposal.kind).schema["properties"].get(proposal.section)
    return in_words(node, document.get(proposal.section)) if node else ""
