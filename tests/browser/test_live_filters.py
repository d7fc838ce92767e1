"""Filters that change the page in place where scripts run, and by an ordinary form where they do not."""

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_choice_changes_the_list_in_place_and_is_told(catalogue: str, page: Page) -> None:
    page.goto(f"{catalogue}/verksamheter/")
    page.evaluate("window.mine = true")
    page.locator("#kommun").focus()
    page.locator("#kommun").select_option("boras")
    expect(page.locator(".chips li")).to_have_count(1)
    assert page.url == f"{catalogue}/verksamheter/?kommun=boras"
    assert page.evaluate("window.mine")
    expect(page.locator("body > [role=status]")).to_have_text("4 verksamheter")
    expect(page.locator("#kommun")).to_be_focused()
    page.locator(".chips a").first.click()
    expect(page.locator(".chips")).to_have_count(0)
    expect(page.locator("[data-announce]")).to_be_focused()
    page.go_back()
    expect(page.locator("#kommun")).to_have_value("boras")
    assert page.evaluate("window.mine")


def test_the_matrix_changes_in_place_and_marks_one_activity_wherever_it_stands(catalogue: str, page: Page) -> None:
    page.goto(f"{catalogue}/matris/sjuharad/")
    page.evaluate("window.mine = true")
    page.locator(".placed", has_text="Krafthuset").first.hover()
    expect(page.locator(".placed.same")).to_have_count(3)
    page.locator("summary").first.click()
    page.locator("#finansiering").select_option("miljarden")
    expect(page.locator(".chips b")).to_have_text("Miljarden")
    expect(page.locator("#finansiering")).to_be_visible()
    assert page.evaluate("window.mine")


def test_without_scripts_the_same_form_leads_to_the_same_address(catalogue: str, browser: Browser) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{catalogue}/verksamheter/")
    page.locator("#kommun").select_option("boras")
    page.locator("main form button").click()
    page.wait_for_url("**kommun=boras**")
    assert page.locator(".chips li").count() == 1
    assert page.locator(".cards li").count() == 4
    page.close()


def test_an_answer_that_fails_is_loaded_as_a_page(catalogue: str, page: Page) -> None:
    page.goto(f"{catalogue}/matris/sjuharad/")
    page.locator("summary").first.click()
    page.route(
        "**/matris/**", lambda route: route.abort() if route.request.resource_type == "fetch" else route.continue_()
    )
    page.evaluate("window.mine = true")
    page.locator("#finansiering").select_option("miljarden")
    page.wait_for_url("**finansiering=miljarden**")
    expect(page.locator(".chips b")).to_have_text("Miljarden")
    assert not page.evaluate("window.mine")


def test_typing_searches_after_a_moment_and_goes_on_undisturbed(catalogue: str, page: Page) -> None:
    page.goto(f"{catalogue}/verksamheter/")
    page.evaluate("window.mine = true")
    page.locator("#q").press_sequentially("lots")
    expect(page.locator(".chips b")).to_have_text("lots")
    page.locator("#q").press_sequentially("en")
    expect(page.locator(".chips b")).to_have_text("lotsen")
    expect(page.locator("#q")).to_be_focused()
    expect(page.locator(".cards h2")).to_have_text(["Lotsen"])
    assert page.evaluate("window.mine")
    page.go_back()
    expect(page.locator(".chips")).to_have_count(0)
