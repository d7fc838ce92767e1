"""A coordinator's first edit in a real browser, under the strict content security policy."""

import pytest
from playwright.sync_api import Page

from federations.models import Area
from tests.factories import works_for

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_an_edit_is_saved_reviewed_previewed_and_published(catalogue: str, page: Page) -> None:
    works_for("publisher", Area.objects.get(slug="sjuharad"))
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(f"{catalogue}/admin/")
    page.fill("#id_username", "samordnare")
    page.fill("#id_password", "ett-långt-lösenord")
    page.click("input[type=submit]")
    page.click("text=Verksamheter >> nth=-1")
    page.click("text=Byggstenen Tranemo")
    page.fill("#id_summary", "Ny sammanfattning.")
    page.click("input[name=_review] >> nth=0")
    assert "Ny sammanfattning." in page.inner_text(".difference")
    page.fill("#id_note", "Kortare")
    page.click("button[value=publish]")
    assert "Publicerat som r2" in page.inner_text(".messagelist")
    page.goto(f"{catalogue}/verksamheter/byggstenen/")
    assert "Ny sammanfattning." in page.inner_text("main")
    assert complaints == []
