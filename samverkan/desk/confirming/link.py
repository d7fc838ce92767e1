"""The link of a reminder opens a page with a button, good for one entry, once. Opening it confirms nothing."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
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

from samverkan.desk import access
from samverkan.desk.confirming.confirm import confirm
from samverkan.desk.models import ConfirmationLink
from samverkan.desk.reviewing.several import change_address
from samverkan.pages.addresses import page_of
from samverkan.publishing import kinds
from samverkan.publishing.documents import Refused
from samverkan.publishing.models import Entry, Publication, Revision
from samverkan.publishing.publish import Author, lock_log

GOOD_FOR = dt.timedelta(days=30)
_SALT = "stammer-fortfarande"


def make(entry: Entry, user: Any) -> ConfirmationLink:
    """A new link by which the user can confirm the entry."""
    return ConfirmationLink.objects.create(
        kind=kinds.of(entry).name, slug=entry.slug, user=user, expires_at=timezone.now() + GOOD_FOR
    )


def address(link: ConfirmationLink) -> str:
    """What stands in the mail. It is the secret: it goes to nobody else, and into no log (see samverkan/logs.py)."""
    return settings.SITE_URL + reverse("confirm-link", args=[signing.dumps(link.nonce.hex, salt=_SALT)])


def shown_at(entry: Entry) -> str:
    """Where the entry can be read: in the catalogue, or in its form where no page shows its kind."""
    return page_of(kinds.of(entry).name, entry.slug) or change_address(entry)


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
        return self._question(request, link, _entry(link))

    @transaction.atomic
    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        if _from_elsewhere(request):
            raise Unusable(_("Knappen trycktes inte på vår egen sida. Öppna länken i brevet och försök igen."))
        link = _read(token)
        entry = _entry(link)
        lock_log()  # What the reader saw is what is confirmed.
        if request.POST.get("seen") != str(_publication(link).revision_id):
            return self._question(request, link, entry, changed=True)
        now = timezone.now()
        if not ConfirmationLink.objects.filter(pk=link.pk, used_at=None, expires_at__gt=now).update(used_at=now):
            raise Unusable(_used())  # Somebody was quicker: of two presses one counts.
        revision = confirm([entry], Author.of(link.user))
        if revision:
            done = _("Bekräftad i %s, med länken i ett brev.") % revision
            LogEntry.objects.log_actions(link.user_id, [entry], CHANGE, done)
        return self._page(request, {"done": entry.name, "page_url": shown_at(entry)})

    def _question(
        self, request: HttpRequest, link: ConfirmationLink, entry: Entry, *, changed: bool = False
    ) -> HttpResponse:
        """The entry's key facts as published, and the button."""
        publication = _publication(link)
        context = {
            "publication": publication,
            "document": publication.document,
            "kind_title": kinds.get(link.kind).title,
            "page_url": shown_at(entry),
            "changed": changed,
        }
        return self._page(request, context, 409 if changed else 200)

    def _page(self, request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
        return render(request, "desk/confirm_link.html", context, status=status)


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


def _publication(link: ConfirmationLink) -> Publication:
    """What the link's entry says in the catalogue today."""
    newest = Revision.current_number()
    rows = Publication.objects.at(newest).with_verified(newest)
    publication = rows.filter(kind=link.kind, slug=link.slug).first()
    if publication is None:
        raise Unusable(_("Posten finns inte längre i katalogen, så det finns inget att bekräfta."))
    return publication


def _from_elsewhere(request: HttpRequest) -> bool:
    """Whether another site's page sent the form, as far as the browser tells.

    Since our page sends no referrer, browsers give its origin as “null”; they tell more in Sec-Fetch-Site.
    """
    if request.headers.get("Sec-Fetch-Site") in {"cross-site", "same-site"}:
        return True
    ours = {request.get_host(), settings.SITE_URL.partition("://")[2].partition("/")[0]}
    named = (request.headers.get(name, "null") for name in ("Origin", "Referer"))
    return any(one.partition("://")[2].partition("/")[0] not in ours for one in named if one != "null")


def _entry(link: ConfirmationLink) -> Entry:
    entry = access.my_entry(link.user, link.kind, link.slug)
    if entry is None or not link.user.has_perm("publishing.edit_entry", entry):
        raise Unusable(_("Länken hör till någon som inte längre svarar för posten."))
    return entry
