"""Every kind of page, loaded once: no fault that axe knows in any look, nothing hidden or sideways, no trace left."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Page

from activities.models import Activity
from federations import glossary
from samverkan.publishing.append_only import lifted
from samverkan.publishing.importer import import_catalogue
from samverkan.publishing.publish import withdraw
from tests.browser.looking import faults, hidden_or_wide
from tests.editions import two_editions
from tests.factories import OFFICE, FollowUpFactory, published
from tests.fixture_files import GLOSSARY, SOURCE_CATALOGUE

pytestmark = pytest.mark.browser

PAGES = {
    "start": "/",
    "matrix": "/matris/sjuharad/",
    "matrix of a choice": "/matris/sjuharad/?finansiering=finsam",
    "two matrices": "/matris/sjuharad/?fran=1999-01-01",
    "list": "/verksamheter/",
    "list of two choices": "/verksamheter/?kommun=boras&kommun=mark&ordning=bekraftad",
    "empty list": "/verksamheter/?kommun=finns-inte",
    "search": "/verksamheter/?q=sjukskriven",
    "search without hits": "/verksamheter/?q=xyzzy",
    "activity": "/verksamheter/aktiv-sjukskrivning/",
    "activity with two groups": "/verksamheter/dialogforare/",
    "assignment": "/verksamheter/koordinator/",
    "proposal": "/verksamheter/lotsen/forslag/",
    "history": "/verksamheter/lotsen/historik/",
    "two versions": "/verksamheter/lotsen/historik/?fran=r1&till=r2",
    "history of a federation": "/forbund/bms/historik/",
    "history of a stream": "/finansiering/finsam/historik/",
    "changes": "/andringar/?bekraftelser=1",
    "past": "/verksamheter/lotsen/?vid=r1",
    "nothing saved": "/samtal/",
    "saved": "/samtal/?samtal=lotsen,finns-inte,sara",
    "municipality": "/kommuner/bollebygd/",
    "federations": "/forbund/",
    "federation": "/forbund/bms/",
    "streams": "/finansiering/",
    "stream": "/finansiering/finsam/",
    "endings": "/upphor/?datum=2010-01-01",
    "pay-off": "/aterbetalning/",
    "pay-off of shares": "/aterbetalning/?deltagare=10&kostnad=5000&betalare=A&effekt=1,5&andel=60",
    "pay-off with faults": "/aterbetalning/?deltagare=x&effekt=1",
    "results of one": "/resultat/?verksamhet=lotsen",
    "no results": "/resultat/?forbund=bms",
    "follow-up": "/resultat/lotsen-2008/",
    "partners": "/parter/",
    "glossary": "/ord/",
    "all results": "/resultat/",
    "finder": "/hitta/",
    "finder with an answer": "/hitta/?kommun=tranemo&alder=22",
    "finder with much answered": "/hitta/?kommun=boras&alder=40&sjukskriven=helt&fragar=forsakringskassan",
    "finder outside": "/hitta/?kommun=annan",
    "editions": "/utgavor/",
    "edition": "/utgavor/1/",
    "two editions": "/utgavor/jamfor/1/2/",
    "one edition twice": "/utgavor/jamfor/2/2/",
    "about": "/om/",
    "open data": "/oppna-data/",
    "accessibility": "/tillganglighet/",
    "on a day": "/?datum=2010-01-01",
    "in English": "/en/hitta/?kommun=boras&alder=40",
}
ERRORS = {
    "not found": "/verksamheter/finns-inte/",
    "withdrawn": "/verksamheter/ny-vag/",
    "no such moment": "/?vid=fel",
    "no such link": "/bekrafta/fel/",
}


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


def fill() -> None:
    """The source catalogue with words, something changed, something withdrawn, and editions to compare."""
    glossary.at.cache_clear()
    for folder in (SOURCE_CATALOGUE, GLOSSARY):
        import_catalogue(folder, OFFICE, and_publish=True)
    activity = Activity.objects.get(slug="lotsen")
    activity.summary += " Vi ringer upp dig."
    activity.purpose = "Att korta vägen till rätt stöd."
    activity.save()
    published(activity, note="Kortare syfte")
    counts = {"women": 3, "men": 10, "sex_unknown": 0, "with_plan": 12}
    published(FollowUpFactory.create(slug="lotsen-2008", name="Lotsen 2008", activity=activity, counted=counts))
    two_editions()
    withdraw([Activity.objects.get(slug="ny-vag")], OFFICE)


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
            for name, address in (PAGES | ERRORS).items():
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
