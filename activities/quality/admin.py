"""The quality report in the admin: each coordinator sees and settles what concerns the entries of their own scopes."""

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from activities.models import AcceptedFinding
from activities.quality import Catalogue, Severity, find, rules
from activities.quality.report import Report, Wanted, report
from activities.quality.sheet import as_csv
from federations.permissions import mine
from samverkan.desk import access
from samverkan.publishing import kinds
from samverkan.publishing.kinds import Key

ENTRIES_A_PAGE = 30


class AcceptForm(forms.Form):
    """Which finding to accept, and why."""

    rule = forms.CharField(max_length=60)
    kind = forms.CharField(max_length=40)
    slug = forms.CharField(max_length=80)
    fingerprint = forms.CharField(max_length=64)
    reason = forms.CharField(
        label=gettext_lazy("Skäl"),
        max_length=1000,
        error_messages={
            "required": gettext_lazy("Skriv varför uppgiften får stå som den är."),
            "max_length": gettext_lazy("Skälet får ha högst %(limit_value)s tecken. Det har %(show_value)s."),
        },
    )


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """The report, filtered by what the address asks for; what it asks for in vain is ignored."""
    wanted = _wanted(request)
    found = _report(request, wanted)
    shown = Paginator(found.entries, ENTRIES_A_PAGE).get_page(request.GET.get("sida"))
    editable = _addresses(request)
    context = {
        **admin.site.each_context(request),
        "title": _("Kvalitet"),
        "report": found,
        "page": shown,
        "rows": [(entry, editable.get(entry.key)) for entry in shown],
        "wanted": wanted,
        "query": urlencode(_query(wanted)),
    }
    return TemplateResponse(request, "activities/admin/quality.html", context)


@require_GET
def sheet(request: HttpRequest) -> HttpResponse:
    """The same report as a table for a spreadsheet."""
    response = HttpResponse(as_csv(_report(request, _wanted(request))), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="kvalitet.csv"'
    return response


@require_POST
def accept(request: HttpRequest) -> HttpResponse:
    """Let a finding stand, with a reason."""
    form = AcceptForm(request.POST)
    form.is_valid()
    named = [form.cleaned_data.get(name, "") for name in ("rule", "kind", "slug", "fingerprint")]
    key = _editable(request, named[1], named[2])
    if form.errors:
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    elif tuple(named) not in {finding.identity for finding in find(Catalogue.seen_by(request.user))}:
        messages.error(request, _("Uppgifterna har ändrats sedan du öppnade sidan. Se om anmärkningen finns kvar."))
    else:
        assert isinstance(request.user, User), "admin_view lets only users in"
        rule, kind, slug, fingerprint = named
        AcceptedFinding.objects.get_or_create(
            rule=rule,
            kind=kind,
            slug=slug,
            fingerprint=fingerprint,
            defaults={"reason": form.cleaned_data["reason"], "by": request.user},
        )
        messages.success(request, _("Anmärkningen är godtagen. Den kommer tillbaka om uppgifterna ändras."))
    return _back(key)


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Open an accepted finding again."""
    acceptance = AcceptedFinding.objects.filter(pk=pk).first()
    if acceptance is None:
        raise Http404
    key = _editable(request, acceptance.kind, acceptance.slug)
    acceptance.delete()
    messages.success(request, _("Anmärkningen är öppen igen."))
    return _back(key)


def urls(prefix: str = "") -> list[URLPattern]:
    """The addresses, to be mounted in the admin below a prefix."""
    view = admin.site.admin_view
    return [
        path(prefix, view(page), name="activities_quality"),
        path(f"{prefix}kvalitet.csv", view(sheet), name="activities_quality_sheet"),
        path(f"{prefix}godta/", view(accept), name="activities_quality_accept"),
        path(f"{prefix}godta/<int:pk>/aterta/", view(take_back), name="activities_quality_take_back"),
    ]


def _wanted(request: HttpRequest) -> Wanted:
    """What the address asks for."""
    severity, rule = request.GET.get("allvar", ""), request.GET.get("regel", "")
    return Wanted(
        severity if severity in Severity.values else "",
        rule if rule in {known.code for known in rules()} else "",
        request.GET.get("post", "").strip(),
    )


def _query(wanted: Wanted) -> dict[str, str]:
    named = {"allvar": wanted.severity, "regel": wanted.rule, "post": wanted.entry}
    return {name: value for name, value in named.items() if value}


def _report(request: HttpRequest, wanted: Wanted) -> Report:
    return report(Catalogue.seen_by(request.user), access.my_keys(request.user), wanted)


def _addresses(request: HttpRequest) -> dict[Key, str]:
    """Where the entries that the user may change are changed."""
    return {
        (kind.name, slug): reverse(
            f"admin:{kind.model._meta.app_label}_{kind.model._meta.model_name}_change", args=[pk]
        )
        for kind in kinds.every()
        for slug, pk in mine(request.user, kind.model._default_manager.all(), "edit").values_list("slug", "pk")
    }


def _editable(request: HttpRequest, kind: str, slug: str) -> Key:
    """The entry's key, if the user may change it; otherwise it is as if it did not exist."""
    entry = access.my_entry(request.user, kind, slug)
    if entry is None or not request.user.has_perm("publishing.edit_entry", entry):
        raise Http404
    return kind, slug


def _back(key: Key) -> HttpResponseRedirect:
    """To the entry in the report, never to an address that the request names."""
    return HttpResponseRedirect(f"{reverse('admin:activities_quality')}?{urlencode({'post': '/'.join(key)})}")
