"""Every way in leads through one place: forms, files, the API's words, and what stood there before."""

import json
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from activities.models import Activity
from samverkan.exchange.files import read
from samverkan.proposals.models import Proposal
from samverkan.publishing import kinds
from samverkan.publishing.append_only import unlocked
from samverkan.publishing.difference import difference
from samverkan.publishing.documents import build
from samverkan.publishing.models import Publication
from samverkan.publishing.publish import publish
from tests.browser_forms import form_on
from tests.factories import OFFICE, ActivityFactory, MunicipalityFactory, published
from tests.publishing.test_proposals import send

pytestmark = pytest.mark.django_db
FROM_WORD = "Första\x0braden.\r\n\r\nAndra\u00ad stycket\u200b i Bora\u030as, 10\u00a0procent.\u202e"
TIDY = "Första\nraden.\n\nAndra stycket i Borås, 10\u00a0procent."


@pytest.fixture
def activity() -> Activity:
    activity = ActivityFactory.create(slug="lotsen", name="Lotsen", for_whom={}, way_in={})
    published(activity)
    return activity


def change_page(entry: Any) -> str:
    return reverse(f"admin:{entry._meta.app_label}_{entry._meta.model_name}_change", args=[entry.pk])


def test_what_is_pasted_from_a_word_processor_is_saved_and_published(admin_client: Client, activity: Activity) -> None:
    form = form_on(admin_client, change_page(activity), holding="began_at")
    form.fill("method", FROM_WORD)
    form.fill("operator", "Arbets\u00admarknads\u2028enheten\u200e")
    form.fill("limits_hours", "09.00\u201112.00\u00a0")
    form.fill("period_start", "2007\u201310")
    assert form.send(admin_client, press="_save").redirect_chain
    activity.refresh_from_db()
    assert activity.method == TIDY
    assert activity.operator == "Arbetsmarknads enheten"
    assert (activity.limits_hours, activity.period_start) == ("09.00–12.00", "2007-10")
    assert publish([activity], OFFICE)


@pytest.mark.parametrize("sign", ["\u2011", "\u2013", "\u2212", "-\u00ad", "-\u200b"])
def test_a_number_looks_and_is_right_whichever_dash_it_was_copied_with(admin_client: Client, sign: str) -> None:
    town = MunicipalityFactory.create(slug="mark", name="Mark", code="1463")
    form = form_on(admin_client, reverse("admin:activities_contact_add"), holding="office")
    form.fill("office", "Lotsens kontor\u200b")
    form.fill("phone", f"\u00a00320{sign}21\u00a070\u202f00")
    form.fill("postal_code", "511\u00a080")
    form.fill("email", "\u200blotsen@example.se\u202c")
    form.values = [(name, value) for name, value in form.values if name not in ("owners", "municipality")]
    form.values += [("municipality", str(town.pk))]
    response = form.send(admin_client, press="_save")
    faults = response.context["adminform"].form.errors if response.context and "adminform" in response.context else {}
    assert not {"phone", "postal_code", "email", "office"} & set(faults), faults


def test_passwords_and_what_hidden_fields_carry_are_never_touched() -> None:
    class Secret(forms.Form):
        password = forms.CharField(widget=forms.PasswordInput, strip=False)
        stamp = forms.CharField(widget=forms.HiddenInput, strip=False)
        words = forms.CharField()

    raw = " a\u030a\u200b\u00a0–\u00ad "
    form = Secret({"password": raw, "stamp": raw, "words": raw})
    assert form.is_valid()
    assert (form.cleaned_data["password"], form.cleaned_data["stamp"]) == (raw, raw)
    assert form.cleaned_data["words"] == "å\u00a0–"


def test_a_password_with_odd_characters_opens_the_door(rf: Any) -> None:
    User.objects.create_user("samordnare", password="lösen\u00a0ord\u200b–lång")
    said = {"username": "samordnare\u200b", "password": "lösen\u00a0ord\u200b–lång"}
    assert AuthenticationForm(rf.post("/"), data=said).is_valid()


def test_a_file_is_read_as_a_form_is(tmp_path: Path, activity: Activity) -> None:
    document = build(activity) | {"method": FROM_WORD, "name": "Lot\u00adsen", "slug": "lotsen\u00a0"}
    document["limits"] |= {"hours": "09.00-12.00"}
    (tmp_path / "lotsen.json").write_text(json.dumps(document), encoding="utf-8")
    [item] = read(tmp_path)
    assert item.document["method"] == TIDY
    assert (item.document["name"], item.document["slug"]) == ("Lotsen", "lotsen")
    assert item.document["limits"]["hours"] == "09.00–12.00"


def test_a_stored_document_is_read_tidy_and_stays_as_it_was_stored(activity: Activity) -> None:
    body = json.dumps(build(activity) | {"summary": FROM_WORD}, ensure_ascii=False, separators=(",", ":"))
    publication = Publication(kind="activity", slug="lotsen", body=body)
    assert publication.document["summary"] == TIDY
    assert kinds.upcast(json.loads(body)) == publication.document
    assert difference(publication.document, build(activity) | {"summary": TIDY}) == []
    assert publication.body == body


def test_what_differs_only_in_what_nobody_sees_is_nothing_new(activity: Activity) -> None:
    body = json.dumps(build(activity) | {"summary": "Kort\u00ad sagt."}, ensure_ascii=False, separators=(",", ":"))
    with unlocked():
        Publication.objects.filter(slug="lotsen").update(body=body)
    activity.summary = "Kort sagt."
    activity.save()
    assert publish([activity], OFFICE) is None
    activity.summary = "Kortare sagt."
    activity.save()
    assert publish([activity], OFFICE)


def test_a_reader_s_proposal_is_kept_as_it_reads(client: Client, activity: Activity) -> None:
    assert send(client, text=FROM_WORD, email="\u200blasare@example.se\u00a0").status_code == 302
    proposal = Proposal.objects.get()
    assert (proposal.text, proposal.email) == (TIDY, "lasare@example.se")


@pytest.mark.parametrize("asked", ["depression\r\n", "\u00a0depression\u00ad", "de\u200bpression", "\tdepression"])
def test_the_api_reads_words_as_people_copy_them(client: Client, asked: str) -> None:
    published(ActivityFactory.create(slug="lotsen", summary="För den som har en depression.", for_whom={}, way_in={}))
    for address, name, total in (("/api/v1/activities", "q", "total"), ("/api/hsds/services", "search", "total_items")):
        assert client.get(address, {name: asked}).json()[total] == 1, address
    assert "/verksamheter/lotsen/" in client.get("/verksamheter/", {"q": asked}).content.decode()


@pytest.mark.parametrize("asked", [" ", "\u200b", "\u00a0\u00ad", "\x00"])
def test_words_that_nobody_can_see_are_refused_in_words(client: Client, asked: str) -> None:
    for address, name in (("/api/v1/activities", "q"), ("/api/hsds/services", "search")):
        answer = client.get(address, {name: asked})
        assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json"), address
