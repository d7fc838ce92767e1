"""What a visitor's browser meets: no fault that axe knows, no sideways scrolling, nothing stored or from elsewhere."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from activities.models import Activity
from samverkan.publishing.importer import import_catalogue
from tests.editions import two_editions
from tests.factories import OFFICE, published
from tests.fixture_files import GLOSSARY

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = {
    "start": "/",
    "matrix": "/matris/sjuharad/",
    "matrix of a choice": "/matris/sjuharad/?finansiering=finsam",
    "two matrices": "/matris/sjuharad/?fran=1999-01-01",
    "list": "/verksamheter/",
    "list of two choices": "/verksamheter/?kommun=boras&kommun=mark&ordning=bekraftad",
    "empty list": "/verksamheter/?kommun=finns-inte",
    "activity": "/verksamheter/aktiv-sjukskrivning/",
    "activity with two groups": "/verksamheter/dialogforare/",
    "assignment": "/verksamheter/koordinator/",
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
    "partners": "/parter/",
    "glossary": "/ord/",
    "finder with an answer": "/hitta/?kommun=tranemo&alder=22",
    "editions": "/utgavor/",
    "edition": "/utgavor/1/",
    "two editions": "/utgavor/jamfor/1/2/",
    "one edition twice": "/utgavor/jamfor/2/2/",
    "about": "/om/",
    "open data": "/oppna-data/",
    "accessibility": "/tillganglighet/",
    "on a day": "/?datum=2010-01-01",
    "not found": "/verksamheter/finns-inte/",
}


@pytest.fixture
def catalogue(catalogue: str) -> str:
    """The source catalogue with one change since, so that there is something to compare."""
    activity = Activity.objects.get(slug="lotsen")
    activity.summary += " Vi ringer upp dig."
    activity.purpose = "Att korta vägen till rätt stöd."
    activity.save()
    activity.placements.update(label="Lotsen i Borås")
    published(activity, note="Kortare syfte")
    import_catalogue(GLOSSARY, OFFICE, and_publish=True)
    two_editions()
    return catalogue


def faults(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{fault['id']}: {fault['nodes'][0]['html'][:150]}" for fault in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page_narrow_or_wide(catalogue: str, browser: Browser, scheme: Any) -> None:
    found = {}
    for width in (320, 1280):
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        for name, address in PAGES.items():
            page.goto(catalogue + address)
            found[name, width] = faults(page)
        page.close()
    assert {place: what for place, what in found.items() if what} == {}


def test_no_page_scrolls_sideways_at_320_pixels(catalogue: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 700})
    widths = {}
    for name, address in PAGES.items():
        page.goto(catalogue + address)
        widths[name] = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert {name: width for name, width in widths.items() if width > 320} == {}


def test_a_visit_leaves_no_trace_and_asks_nobody_else(catalogue: str, context: BrowserContext) -> None:
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    for address in list(PAGES.values())[:-1]:
        page.goto(catalogue + address)
        stored = page.evaluate("[localStorage.length, sessionStorage.length, document.cookie.length]")
        assert stored == [0, 0, 0]
    assert context.cookies() == []
    assert [url for url in asked if not url.startswith(catalogue)] == []
    assert complaints == []


def test_the_keyboard_alone_leads_from_the_start_page_to_a_phone_number(catalogue: str, page: Page) -> None:
    page.goto(catalogue)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    for _ in range(40):
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.innerText")
        if focused and focused.startswith("Lotsen"):
            break
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert outline == "3px"
    page.keyboard.press("Enter")
    page.wait_for_url("**/verksamheter/lotsen/")
    assert "033-35 51 41" in page.inner_text(".contact")


def test_the_keyboard_reaches_every_filter_and_every_answer_of_the_list(catalogue: str, page: Page) -> None:
    for name, leads_to in (("Mark", "**/kommuner/mark/"), ("Verksamheter", "**/verksamheter/")):
        page.goto(f"{catalogue}/matris/sjuharad/")
        page.locator(f"a:text-is('{name}') >> nth=0").focus()
        page.keyboard.press("Enter")
        page.wait_for_url(leads_to)
    page.locator("#kommun").focus()
    page.keyboard.type("Tranemo")
    page.keyboard.press("Enter")
    page.locator("main form button").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**kommun=tranemo**")
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.innerText"))
    assert {"Byggstenen Tranemo", "T-SAM Gruppen"} <= reached


def test_narrow_screens_get_the_matrix_as_one_card_a_municipality(catalogue: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 700})
    page.goto(catalogue + "/matris/sjuharad/")
    boxes = [row.bounding_box() for row in page.locator(".matrix tbody tr").all()]
    page.close()
    assert len(boxes) == 9
    assert all(box and box["width"] <= 320 and box["height"] > 200 for box in boxes)


@pytest.mark.parametrize("width", [700, 699])
def test_two_versions_stand_side_by_side_from_700_pixels_marked_without_colour(
    catalogue: str, browser: Browser, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 700}, forced_colors="active")
    page.goto(f"{catalogue}/verksamheter/lotsen/historik/?fran=r1&till=r2")
    before, after = (page.locator(f"tr:has(ins) >> nth=0 >> td >> nth={i}").bounding_box() for i in (0, 1))
    lines = [
        page.locator(f".difference {name} >> nth=0").evaluate("node => getComputedStyle(node).textDecorationLine")
        for name in ("del", "ins")
    ]
    page.close()
    assert before
    assert after
    assert (before["y"] == after["y"]) == (width == 700)
    assert lines == ["line-through", "underline"]
