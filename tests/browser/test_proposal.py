"""A reader proposes a change by keyboard alone: no cookie, no complaint from the policy, nothing that axe minds."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from samverkan.publishing import proposal_views
from samverkan.publishing.models import Proposal

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FORM = "/verksamheter/byggstenen/forslag/"


def test_a_proposal_is_sent_by_keyboard(catalogue: str, page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proposal_views, "TOO_QUICK", -1)  # Nobody waits for the test.
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(f"{catalogue}/verksamheter/byggstenen/")
    page.get_by_text("Föreslå ändring").press("Enter")
    page.locator("#id_section").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("Telefonen har ett nytt nummer.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "BUTTON", "the trap is out of the keyboard's way"
    page.keyboard.press("Enter")
    page.wait_for_url("**?tack")
    assert "Tack för ditt förslag" in page.inner_text("h1")
    assert Proposal.objects.get().text == "Telefonen har ett nytt nummer."
    assert page.context.cookies() == []
    assert complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_form_and_its_faults_are_accessible_on_a_phone(catalogue: str, browser: Browser, scheme: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(catalogue + FORM)
    for step in ("empty", "faulty"):
        if step == "faulty":
            page.click("main button")
            assert "Skriv vad du vill ändra" in page.inner_text("[role=alert]")
        assert Axe().run(page).response["violations"] == []
        assert page.evaluate("document.documentElement.scrollWidth") == 320
    context.close()
