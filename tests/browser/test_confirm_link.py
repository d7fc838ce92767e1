"""The link of a reminder in a real browser: the page is whole, the button works, and nothing is kept."""

from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page

from activities.models import Activity
from federations.models import Federation
from samverkan.desk.confirming import link as confirm_link
from samverkan.publishing.models import Event
from tests.browser.looking import faults, hidden_or_wide
from tests.factories import works_for

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def link(catalogue: str) -> str:
    """A link for a coordinator of the real catalogue, at the live server's address."""
    activity = Activity.objects.get(slug="lotsen")
    federation = Federation.objects.get(slug="bms")
    activity.owners.add(federation.scope)
    made = confirm_link.make(activity, works_for("editor", federation))
    return confirm_link.address(made).replace(settings.SITE_URL, catalogue)


WHOLE: Any = ({}, [], 0)


def looks(page: Page) -> Any:
    """What is wrong with the page as it stands: what axe knows, what is hidden or too wide, anything stored."""
    stored = page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length")
    return faults(page), hidden_or_wide(page), stored or len(page.context.cookies())


def test_the_button_confirms_and_the_pages_are_whole(link: str, browser: Browser) -> None:
    page = browser.new_context(reduced_motion="reduce").new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(link)
    assert looks(page) == WHOLE
    assert not Event.objects.filter(op="verify").exists()
    page.click("main form button")
    assert page.inner_text("h1") == "Tack!"
    assert looks(page) == WHOLE
    assert complaints == []
    assert Event.objects.get(op="verify").slug == "lotsen"
    page.goto(link)
    assert "använd" in page.inner_text("main")
    assert looks(page) == WHOLE
    page.context.close()
