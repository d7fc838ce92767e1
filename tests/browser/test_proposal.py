"""A reader proposes a change by keyboard alone: no cookie, no complaint, faults tied to their fields."""

import pytest
from playwright.sync_api import Page, expect

from samverkan.proposals import views as proposal_views
from samverkan.proposals.models import Proposal

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_proposal_is_sent_by_keyboard(catalogue: str, page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proposal_views, "TOO_QUICK", -1)  # Nobody waits for the test.
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(f"{catalogue}/verksamheter/byggstenen/")
    page.get_by_text("Föreslå ändring").press("Enter")
    page.locator("main button").press("Enter")  # Nothing is written yet: the fault leads to its field.
    page.locator("[role=alert] a").press("Enter")
    text = page.locator("#id_text")
    expect(text).to_be_focused()
    expect(text).to_have_attribute("aria-invalid", "true")
    described = (text.get_attribute("aria-describedby") or "").split()
    assert any("Skriv vad du vill ändra" in page.locator(f"#{one}").inner_text() for one in described)
    page.keyboard.type("Telefonen har ett nytt nummer.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "BUTTON", "the trap is out of the keyboard's way"
    page.keyboard.press("Enter")
    page.wait_for_url("**?tack*")
    assert "Tack för ditt förslag" in page.inner_text("h1")
    assert Proposal.objects.get().text == "Telefonen har ett nytt nummer."
    assert page.context.cookies() == []
    assert [text for text in complaints if "status of 422" not in text] == []
