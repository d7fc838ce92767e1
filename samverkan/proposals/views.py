"""The public form “Föreslå ändring”: without login, script or cookie."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt

from samverkan.pages.addresses import page_of
from samverkan.pages.views import PublicView, further
from samverkan.proposals import handling
from samverkan.proposals.models import Proposal

TOO_QUICK, TOO_OLD = 3, 86_400  # Seconds between opening the form and sending it.
_SALT = "forslag"


class ProposalForm(forms.Form):
    """What the reader says. `website` is a trap that only robots fill in; `opened` is signed."""

    section = forms.ChoiceField(label=gettext_lazy("Vilket avsnitt?"), required=False)
    reason = forms.ChoiceField(label=gettext_lazy("Vad gäller det?"), choices=Proposal.Reason.choices)
    text = forms.CharField(
        label=gettext_lazy("Ditt förslag"),
        max_length=4000,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=gettext_lazy("Skriv vad som är fel och hur det borde stå. Skriv inget om enskilda personer."),
        error_messages={"required": gettext_lazy("Skriv vad du vill ändra.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("E-post, om du vill ha svar"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Används bara till svaret och raderas när förslaget är hanterat."),
        error_messages={"invalid": gettext_lazy("Skriv adressen så här: namn@example.se. Eller lämna tomt.")},
    )
    website = forms.CharField(required=False)
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, kind: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        section = self.fields["section"]
        assert isinstance(section, forms.ChoiceField)
        section.choices = [("", _("hela sidan")), *handling.sections(kind).items()]
        for name, field in self.fields.items():
            described = [f"{name}-hjalp"] if field.help_text else []
            described += [f"{name}-fel"] if self.is_bound and name in self.errors else []
            field.widget.attrs |= {"aria-describedby": " ".join(described)} if described else {}
            field.widget.attrs |= {"aria-invalid": "true"} if self.is_bound and name in self.errors else {}

    def clean_opened(self) -> str:
        """Nobody types a proposal in three seconds, and a page from last week shows old words."""
        opened: str = self.cleaned_data["opened"]
        signer = signing.TimestampSigner(salt=_SALT)
        try:
            signer.unsign(opened, max_age=TOO_OLD)
        except signing.BadSignature as error:
            raise ValidationError(
                _("Sidan har varit öppen länge. Läs igenom förslaget och skicka det igen.")
            ) from error
        try:
            signer.unsign(opened, max_age=TOO_QUICK)
        except signing.SignatureExpired:
            return opened
        raise ValidationError(_("Det gick väldigt fort. Läs igenom förslaget och skicka det igen."))


@method_decorator(csrf_exempt, name="dispatch")  # There is no cookie to misuse; the origin is checked instead.
class ProposalView(PublicView):
    """The form for one entry of a kind, and its thanks."""

    http_method_names = ["get", "head", "post"]
    template_name = "proposals/proposal.html"
    kind = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        del response["ETag"]  # The form carries the moment it was opened.
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        publication = self.publication(self.kind, kwargs["slug"])
        form = kwargs.setdefault(
            "form", ProposalForm(self.kind, initial={"section": self.request.GET.get("avsnitt", "")})
        )
        kept = form.is_bound and "opened" not in form.errors
        fresh = form["opened"].value() if kept else signing.TimestampSigner(salt=_SALT).sign("forslag")
        back = page_of(self.kind, kwargs["slug"], self.kept())
        thanks = "tack" in self.request.GET
        return super().get_context_data(publication=publication, opened=fresh, back=back, thanks=thanks, **kwargs)

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        if not _from_here(request):
            return render(request, "errors/403.html", {"message": _STRANGE}, status=403)
        publication = self.publication(self.kind, slug)
        form = ProposalForm(self.kind, request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(slug=slug, form=form), status=422)
        said = {name: form.cleaned_data[name] for name in ("section", "reason", "text", "email")}
        if not form.cleaned_data["website"]:
            try:
                handling.receive(self.kind, slug, publication.revision_id, handling.sender_of(request), said)
            except handling.TooMany as many:
                form.add_error(None, _("Vi har fått många förslag på kort tid. Spara din text och försök igen senare."))
                response = self.render_to_response(self.get_context_data(slug=slug, form=form), status=429)
                response["Retry-After"] = str(int(many.wait.total_seconds()))
                return response
        return HttpResponseRedirect(f"{request.path}?tack=1{further(self.kept())}")


_STRANGE = gettext_lazy("Formuläret skickades inte från vår egen sida. Öppna sidan på nytt och skicka det därifrån.")


def _from_here(request: HttpRequest) -> bool:
    """Whether the form was sent from a page of this site, as the browser says; one that says nothing is refused."""
    said = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(said).netloc == request.get_host()
