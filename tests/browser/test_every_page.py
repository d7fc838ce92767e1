"""Every kind of page, loaded once: no fault that axe knows in any look, nothing hidden or sideways, no trace left."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Page

from samverkan.publishing.append_only import lifted
from tests.browser.looking import faults, hidden_or_wide
from tests.pages import ENGLISH, ERRORS, PAGES, fill

pytestmark = [pytest.mark.browser, pytest.mark.rehearsal]


@dataclass
class Visit:
    """What the pages showed, by their names, and what the browser asked and kept."""

    faults: dict[str, Any] = field(default_factory=dict)
    hidden: dict[str, Any] = field(default_factory=dict)
    stored: dict[str, Any] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def note(self, name: str, page: Page) -> None:
        page.set_viewport_size({"width": 1280, "height": 1024})
        stored = page.evaluate("[localStorage.length, sessionStorage.length, document.cookie.length]")
        found = {"faults": faults(page), "hidden": hidden_or_wide(page), "stored": stored if any(stored) else None}
        for what, value in found.items():
            if value:
                getattr(self, what)[name] = value


@pytest.fixture(scope="module")
def visit(live_server: Any, browser: Browser, django_db_setup: None, django_db_blocker: Any) -> Visit:
    """One walk in one browser over all pages; the tests read what it saw."""
    made = Visit()
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.on("request", lambda request: made.asked.append(request.url))
    page.on("console", lambda message: made.complaints.append(message.text) if message.type == "error" else None)
    with django_db_blocker.unblock():
        try:
            fill()
            for name, address in (PAGES | ENGLISH | ERRORS).items():
                page.goto(live_server.url + address)
                made.note(name, page)
            page.goto(f"{live_server.url}/verksamheter/lotsen/forslag/")
            page.click("main button")
            page.locator("[role=alert]").wait_for()
            made.note("proposal with faults", page)
        finally:
            made.stored |= {"cookies": context.cookies()} if context.cookies() else {}
            context.close()
            with lifted():
                call_command("flush", verbosity=0, interactive=False)
    return made


def test_axe_finds_nothing_on_any_page_in_any_width_or_look(visit: Visit) -> None:
    assert visit.faults == {}


def test_nothing_scrolls_sideways_or_hides_what_has_the_focus_even_at_400_percent(visit: Visit) -> None:
    assert visit.hidden == {}


def test_a_visit_leaves_no_trace_and_asks_nobody_else(visit: Visit, live_server: Any) -> None:
    assert visit.stored == {}
    assert [url for url in visit.asked if not url.startswith(live_server.url)] == []
    expected = "the server responded with a status of 4"  # The pages of errors, and a proposal with faults.
    assert [text for text in visit.complaints if expected not in text] == []
