"""Words are explained on the spot without scripts, by keyboard and touch, on the narrowest screen."""

import pytest
from playwright.sync_api import Browser

from samverkan.exchange.importer import import_catalogue
from tests.factories import OFFICE
from tests.fixture_files import GLOSSARY

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_word_opens_its_explanation_by_touch_and_by_keyboard_without_scripts(
    catalogue: str, browser: Browser
) -> None:
    import_catalogue(GLOSSARY, OFFICE, and_publish=True)
    context = browser.new_context(
        viewport={"width": 320, "height": 600}, java_script_enabled=False, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(f"{catalogue}/verksamheter/lotsen/")
    word, explanation = page.locator("[popovertarget=ord-samtycke]"), page.locator("#ord-samtycke")
    assert not explanation.is_visible()
    word.tap()
    box = explanation.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    page.keyboard.press("Escape")
    assert not explanation.is_visible()
    word.focus()
    page.keyboard.press("Enter")
    assert explanation.is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ord/#samtycke")
    context.close()
