"""A day at the desk in a real browser: an editor asks, a publisher publishes and confirms, under the strict policy."""

import pytest
from playwright.sync_api import Browser, Page

from federations.models import Area
from tests.factories import works_for

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def logged_in(browser: Browser, address: str, user: str, complaints: list[str]) -> Page:
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(f"{address}/admin/")
    page.fill("#id_username", user)
    page.fill("#id_password", "ett-långt-lösenord")
    page.click("input[type=submit]")
    return page


def test_an_editor_asks_and_a_publisher_publishes_and_confirms(catalogue: str, browser: Browser) -> None:
    area = Area.objects.get(slug="sjuharad")
    works_for("editor", area, username="redaktor")
    works_for("publisher", area, username="publicist")
    complaints: list[str] = []

    editor = logged_in(browser, catalogue, "redaktor", complaints)
    editor.goto(f"{catalogue}/admin/activities/activity/?q=byggstenen")
    editor.click("text=Byggstenen Tranemo")
    editor.fill("#id_summary", "Ny sammanfattning.")
    editor.click("input[name=_review] >> nth=0")
    assert editor.locator("button[value=publish]").count() == 0
    editor.fill("#id_note", "Titta gärna")
    editor.click("button[value=ask]")
    assert "Granskning är begärd" in editor.inner_text(".messagelist")

    publisher = logged_in(browser, catalogue, "publicist", complaints)
    publisher.click("text=Granska Byggstenen Tranemo, på begäran av redaktor")
    assert "Titta gärna" in publisher.inner_text(".review")
    publisher.fill("#id_note", "Kortare")
    publisher.click("button[value=publish]")
    publisher.click("text=Stämmer fortfarande >> nth=0")
    assert "Byggstenen Tranemo är bekräftad" in publisher.inner_text(".messagelist")
    publisher.goto(f"{catalogue}/verksamheter/byggstenen/")
    assert "Ny sammanfattning." in publisher.inner_text("main")
    assert "Skulle ha bekräftats" not in publisher.inner_text("main")
    assert complaints == []
