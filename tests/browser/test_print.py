"""Print is a design of its own: the matrix on one landscape A4, an activity on one A4."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Chromium writes each page as an object of its own; its box is in points.
A_PAGE = re.compile(rb"/Type /Page\b")
LANDSCAPE = re.compile(rb"/MediaBox \[0 0 841\.")


def printed(page: Page, address: str, folder: Path) -> bytes:
    page.goto(address)
    page.pdf(path=folder / "sida.pdf", prefer_css_page_size=True)
    return (folder / "sida.pdf").read_bytes()


@pytest.mark.parametrize("slug", ["lotsen", "dialogforare"])  # Other fonts than ours may be wider: not the longest.
def test_an_activity_fits_on_one_page(catalogue: str, page: Page, tmp_path: Path, slug: str) -> None:
    assert len(A_PAGE.findall(printed(page, f"{catalogue}/verksamheter/{slug}/", tmp_path))) == 1


@pytest.mark.parametrize("query", ["", "?fran=1999-01-01"])  # The second marks every activity as new.
def test_the_matrix_fits_on_one_landscape_page(catalogue: str, page: Page, tmp_path: Path, query: str) -> None:
    sheet = printed(page, f"{catalogue}/matris/sjuharad/{query}", tmp_path)
    assert len(A_PAGE.findall(sheet)) == 1
    assert LANDSCAPE.search(sheet)
