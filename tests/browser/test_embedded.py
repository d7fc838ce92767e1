"""The worked example of docs/ shows the matrix and the finder's answer on a site of another origin."""

import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page, Request

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
EXAMPLES = settings.BASE_DIR / "docs" / "examples"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def example(catalogue: str, page: Page, tmp_path: Path) -> Iterator[Page]:
    """The example as a municipality's site serves it, with the catalogue's address in it."""
    for name in ("inbaddad.html", "inbaddad.js"):
        text = (EXAMPLES / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace("https://katalogen.example", catalogue), encoding="utf-8")
    site = ThreadingHTTPServer(("127.0.0.1", 0), lambda *args: Quiet(*args, directory=str(tmp_path)))
    threading.Thread(target=site.serve_forever, daemon=True).start()
    page.goto(f"http://127.0.0.1:{site.server_port}/inbaddad.html")
    page.wait_for_selector("#matris tbody tr")
    yield page
    site.shutdown()
    site.server_close()


def test_the_matrix_stands_on_another_site(example: Page) -> None:
    assert example.locator("#matris tbody tr").count() == 9
    assert example.locator("#matris thead th").count() == 6
    row = example.locator("#matris tbody tr", has_text="Tranemo")
    assert "T-SAM" in row.inner_text()
    link = row.locator("a", has_text="T-SAM").first
    assert "/verksamheter/" in str(link.get_attribute("href"))
    assert "ingen uppgift" in example.locator("#matris tbody tr", has_text="Borås").inner_text()


def test_the_finder_answers_on_another_site_and_tells_nobody_where_it_was_asked(example: Page) -> None:
    asked: list[Request] = []
    example.on("request", lambda request: asked.append(request) if "/match" in request.url else None)
    example.select_option("select[name=municipality]", "tranemo")
    example.fill("input[name=age]", "22")
    example.check("input[value=sick_leave_full]")
    example.click("button")
    example.wait_for_selector("#svar li")
    answer = example.inner_text("#svar")
    assert "Psykisk" not in answer.partition("Kan passa")[0]
    assert "Har psykisk ohälsa: du har inte sagt." in answer
    first = example.locator("#svar li").first
    assert "/verksamheter/" in str(first.locator("a").get_attribute("href"))
    assert first.locator("p").inner_text()  # Who may refer.
    [question] = asked
    assert "referer" not in question.all_headers()


def test_a_refusal_is_told_in_the_catalogue_s_words(example: Page) -> None:
    example.evaluate("document.querySelector('input[name=age]').type = 'text'")
    example.fill("input[name=age]", "gammal")
    example.click("button")
    example.wait_for_function("document.getElementById('svar').textContent.includes('ska vara ett heltal')")
