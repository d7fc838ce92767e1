"""The link of a reminder opens a page with a button, good for one entry, for a while, once; opening confirms nothing."""

import datetime as dt
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from samverkan.publishing import access, kinds
from samverkan.publishing.confirm import confirm
from samverkan.publishing.documents import Refused
from samverkan.publishing.models import ConfirmationLink, Entry, Publication, Revision
from samverkan.publishing.publish import Author

GOOD_FOR = dt.timedelta(days=30)
_SALT = "stammer-fortfarande"


def make(entry: Entry, user: Any) -> str:
    """The absolute address of a new link by which the user can confirm the entry."""
    link = ConfirmationLink.objects.create(
        kind=kinds.of(entry).name, slug=entry.slug, user=user, expires_at=timezone.now() + GOOD_FOR
    )
    return settings.SITE_URL + reverse("confirm-link", args=[signing.dumps(link.nonce.hex, salt=_SALT)])


class Unusable(Exception):
    """The link is good for nothing; the message says what to do instead."""


@method_decorator(csrf_exempt, name="dispatch")  # The link is the secret, and there is no cookie to misuse.
class ConfirmLinkView(View):
    """Shows what would be confirmed (GET), and confirms it (POST)."""

    http_method_names = ["get", "head", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            response = super().dispatch(request, *args, **kwargs)
        except (Unusable, Refused) as error:
            response = self._page(request, {"problem": str(error)}, 410)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex"
        return response

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        link = _read(token)
        _entry(link)
        newest = Revision.current_number()
        rows = Publication.objects.at(newest).with_verified(newest)
        publication = rows.filter(kind=link.kind, slug=link.slug).first()
        if publication is None:
            raise Unusable(_("Posten finns inte längre i katalogen."))
        title = kinds.get(link.kind).title
        return self._page(request, {"publication": publication, "document": publication.document, "kind_title": title})

    @transaction.atomic
    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        origin = request.headers.get("Origin")
        if origin is not None and urlsplit(origin).netloc != request.get_host():
            raise Unusable(_("Knappen trycktes inte på vår egen sida. Öppna länken i brevet och försök igen."))
        link = _read(token)
        entry = _entry(link)
        now = timezone.now()
        if not ConfirmationLink.objects.filter(pk=link.pk, used_at=None, expires_at__gt=now).update(used_at=now):
            raise Unusable(_used())  # Somebody was quicker: of two presses one counts.
        confirm([entry], Author.of(link.user))
        return self._page(request, {"done": entry.name})

    def _page(self, request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
        return render(request, "publishing/confirm_link.html", context, status=status)


def _used() -> str:
    return _("Länken är använd eller för gammal. Logga in och välj ”Stämmer fortfarande” på posten.")


def _read(token: str) -> ConfirmationLink:
    """The link that a token names; Unusable where it is forged, used or too old, or its user may confirm no longer."""
    try:
        nonce = signing.loads(token, salt=_SALT)
    except signing.BadSignature as error:
        raise Unusable(_("Länken är inte hel. Kopiera hela länken ur brevet, eller logga in.")) from error
    link = ConfirmationLink.objects.filter(nonce=nonce).select_related("user").first()
    if link is None or link.used_at or link.expires_at <= timezone.now():
        raise Unusable(_used())
    return link


def _entry(link: ConfirmationLink) -> Entry:
    entry = access.my_entry(link.user, link.kind, link.slug)
    if entry is None or not link.user.has_perm("publishing.edit_entry", entry):
        raise Unusable(_("Länken hör till någon som inte längre svarar för posten."))
    return entry
