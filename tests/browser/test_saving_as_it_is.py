"""Every published entry opened in a real browser and saved: as it is nothing changes, one word changes one field."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from samverkan.publishing import kinds
from samverkan.publishing.difference import difference
from samverkan.publishing.documents import build
from samverkan.publishing.models import Publication, Revision
from tests.factories import works_for
from tests.pages import fill

pytestmark = [pytest.mark.browser, pytest.mark.rehearsal, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def catalogue(live_server: Any) -> str:
    """The address of a server that has published entries of every kind."""
    fill()
    return str(live_server.url)


@pytest.fixture
def editor(catalogue: str, page: Page) -> Page:
    """A browser in which somebody with every right is logged in."""
    user = works_for("publisher")
    user.is_superuser = user.is_staff = True
    user.save()
    page.goto(f"{catalogue}/admin/")
    page.fill("#id_username", "samordnare")
    page.fill("#id_password", "ett-långt-lösenord")
    page.click("input[type=submit]")
    return page


def entries(kind: kinds.Kind) -> list[Any]:
    current = Publication.objects.at(Revision.current_number()).of_kind(kind.name).values_list("slug", flat=True)
    return list(kind.model._default_manager.filter(slug__in=list(current)).order_by("slug"))


def address(catalogue: str, entry: Any, page: str) -> str:
    return catalogue + reverse(f"admin:{entry._meta.app_label}_{entry._meta.model_name}_{page}", args=[entry.pk])


def latest(entry: Any) -> Publication:
    return Publication.objects.filter(kind=kinds.of(entry).name, slug=entry.slug).latest("revision")


def test_saved_as_it_is_no_entry_of_any_kind_has_changed(catalogue: str, editor: Page) -> None:
    for kind in kinds.every():
        found = entries(kind)
        assert found, kind.name
        for entry in found:
            before = build(entry)
            editor.goto(address(catalogue, entry, "change"), wait_until="domcontentloaded")
            editor.click("input[name=_review] >> nth=0")
            assert "Utkastet säger detsamma som katalogen" in editor.inner_text("main"), entry.slug
            after = kind.model._default_manager.get(pk=entry.pk)
            assert build(after) == before, entry.slug
            assert after.working_fingerprint == after.loaded_fingerprint, entry.slug


def test_one_word_in_an_entry_of_several_paragraphs_is_published_and_differs_alone(
    catalogue: str, editor: Page
) -> None:
    found = [entry for kind in kinds.every() for entry in entries(kind) if r"\n\n" in str(latest(entry).body)]
    assert len(found) >= 10
    for entry in found:
        before = latest(entry)
        editor.goto(address(catalogue, entry, "change"), wait_until="domcontentloaded")
        areas = editor.locator("textarea").filter(visible=True).all()
        several = [area for area in areas if "\n\n" in area.input_value()]
        several[0].press("Control+End")
        several[0].press_sequentially(" Ändrat.")
        editor.click("input[name=_review] >> nth=0")
        editor.click("button[value=publish]")
        assert "Publicerat" in editor.inner_text(".messagelist"), editor.inner_text("main")
        [change] = difference(before.document, latest(entry).document)
        assert change.after == f"{change.before} Ändrat.", (entry.slug, change.path)
        assert r"\r" not in str(latest(entry).body), "what is stored is tidy, not only what is read of it"
