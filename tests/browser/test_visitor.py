"""What a visitor's browser meets: the keyboard leads everywhere, narrow screens and forced colours lose nothing."""

import pytest
from playwright.sync_api import Browser, Page, expect

from activities.models import Activity
from tests.factories import published

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_keyboard_alone_leads_from_the_start_page_to_a_phone_number(catalogue: str, page: Page) -> None:
    page.goto(catalogue)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert "Lotsen" in _tabbed(page, "Lotsen")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert outline == "3px"
    page.keyboard.press("Enter")
    page.wait_for_url("**/verksamheter/lotsen/")
    assert "033-35 51 41" in page.inner_text(".contact")


def test_the_keyboard_alone_answers_the_finder(catalogue: str, page: Page) -> None:
    page.goto(f"{catalogue}/hitta/")
    page.locator("#kommun").focus()
    page.keyboard.type("Borås")
    page.keyboard.press("Tab")
    page.keyboard.type("40")
    page.keyboard.press("Tab")
    page.keyboard.type("Försäk")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.type") == "radio"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/hitta/?kommun=boras&alder=40&fragar=forsakringskassan&**")
    assert "passa" in page.title(), "what was found is told first"
    page.locator("#fragor summary").press("Enter")
    expect(page.locator("#alder")).to_have_value("40")
    first = page.locator(".answer h3 a").first
    name = first.inner_text()
    first.press("Enter")
    expect(page.locator("h1")).to_have_text(name)


def test_the_keyboard_alone_searches_filters_and_takes_a_choice_away(catalogue: str, page: Page) -> None:
    page.goto(f"{catalogue}/verksamheter/")
    page.locator("#q").focus()
    page.keyboard.type("byggsten")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=byggsten**")
    expect(page.locator(".heard[role=status]")).to_have_text("1 verksamhet")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.locator("#kommun").focus()
    page.keyboard.type("T")  # One key: on a slow machine a longer word is taken for several.
    page.keyboard.press("Enter")
    page.wait_for_url("**kommun=tranemo**")
    expect(page.locator("#kommun")).to_be_focused()
    assert "Byggstenen Tranemo" in _tabbed(page, "T-SAM Gruppen")
    page.locator(".chips a").first.press("Enter")
    expect(page.locator("[data-announce]")).to_be_focused()
    assert "Arbetscenter i Herrljunga" in _tabbed(page, "Arbetscenter i Herrljunga")


def test_the_keyboard_alone_works_every_tool_of_the_matrix(catalogue: str, page: Page) -> None:
    page.goto(f"{catalogue}/matris/sjuharad/")
    page.locator("summary").first.press("Enter")
    reached = _tabbed(page, "CSV för Excel på svenska")
    assert {"Visa", "Excel (XLSX)"} <= reached
    page.locator("#finansiering").focus()
    page.keyboard.type("M")
    page.keyboard.press("Enter")
    expect(page.locator(".chips b")).to_have_text("Miljarden")
    expect(page.locator("#finansiering")).to_be_focused()
    page.locator("#fran").focus()
    page.keyboard.type("19990101" if page.evaluate("navigator.language") == "sv-SE" else "01011999")
    page.keyboard.press("Enter")
    expect(page.locator(".placed .new").first).to_be_visible()
    page.locator(".chips a").first.press("Enter")
    expect(page.locator(".chips")).to_have_count(0)


def _tabbed(page: Page, until: str) -> set[str]:
    """The first line of everything that Tab reaches, up to those."""
    reached: set[str] = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.innerText.split('\\n')[0].trim()"))
        if until in reached:
            return reached
    return reached


def test_narrow_screens_get_the_matrix_as_one_card_a_municipality(catalogue: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 700})
    page.goto(catalogue + "/matris/sjuharad/")
    boxes = [row.bounding_box() for row in page.locator(".matrix tbody tr").all()]
    page.close()
    assert len(boxes) == 9
    assert all(box and box["width"] <= 320 and box["height"] > 200 for box in boxes)


def test_two_versions_stand_side_by_side_from_700_pixels_marked_without_colour(
    catalogue: str, browser: Browser
) -> None:
    activity = Activity.objects.get(slug="lotsen")
    activity.summary += " Vi ringer upp dig."
    activity.purpose = "Att korta vägen till rätt stöd."
    activity.save()
    activity.placements.update(label="Lotsen i Borås")
    published(activity)
    page = browser.new_page(forced_colors="active")
    page.goto(f"{catalogue}/verksamheter/lotsen/historik/?fran=r1&till=r2")
    tops = []
    for width in (700, 699):
        page.set_viewport_size({"width": width, "height": 700})
        before, after = (page.locator(f"tr:has(ins) >> nth=0 >> td >> nth={i}").bounding_box() for i in (0, 1))
        assert before
        assert after
        tops.append(before["y"] == after["y"])
    lines = [
        page.locator(f".difference {name} >> nth=0").evaluate("node => getComputedStyle(node).textDecorationLine")
        for name in ("del", "ins")
    ]
    page.close()
    assert tops == [True, False]
    assert lines == ["line-through", "underline"]
