"""The accessibility statement holds all that lagen (2018:1937) and MDFFS 2019:2 ask for, from one place."""

import html
import re
from typing import Any

import pytest
from django.test import Client
from django.utils.formats import date_format

from samverkan.pages import accessibility


def page(client: Client) -> str:
    """The statement as a reader has it: words and addresses, no other mark-up."""
    content = client.get("/tillganglighet/").content.decode()
    linked = re.sub(r'<a href="([^"]+)"[^>]*>', r" \1 ", content)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", linked)))


@pytest.mark.django_db
def test_the_statement_holds_everything_that_the_law_asks_for(client: Client, settings: Any) -> None:
    settings.RESPONSIBLE, settings.FEEDBACK_TO = "Samordningsförbundet Vik", "kontoret@vik.example"
    settings.SITE_URL = "https://katalogen.vik.example"
    shown = page(client)
    needed = {
        "who": "Ansvarar för webbplatsen Samordningsförbundet Vik",
        "which service": "Samverkanskatalogen, https://katalogen.vik.example",
        "how far": f"{str(accessibility.conformance()).capitalize()} med lagen om tillgänglighet",
        "assessed": f"Bedömd {date_format(accessibility.ASSESSED, 'j F Y')}",
        "updated": f"Uppdaterad {date_format(accessibility.UPDATED, 'j F Y')}",
        "method": "Vi bedömer själva.",
        "exempted": "Inget innehåll är undantaget från lagen",
        "feedback": "mailto:kontoret@vik.example",
        "on request": "om du behöver innehållet på ett annat sätt",
        "then": "Det här händer sedan",
        "supervision": "https://www.digg.se/tdosanmalan",
    } | {str(one.what): f"{one.what} Varför: {one.why} Så länge: {one.instead}" for one in accessibility.SHORTCOMINGS}
    assert {name: text for name, text in needed.items() if text not in shown} == {}


@pytest.mark.django_db
def test_who_answers_is_never_guessed(client: Client, settings: Any) -> None:
    settings.RESPONSIBLE = settings.FEEDBACK_TO = ""
    shown = page(client)
    assert "Ansvarar för webbplatsen uppgift saknas" in shown
    assert "E-post: uppgift saknas" in shown
    assert "localhost " not in shown.partition("Säg till")[2]
    assert len(accessibility.check_who_answers()) == 2


def test_compliance_is_whole_only_without_a_known_shortcoming(monkeypatch: pytest.MonkeyPatch) -> None:
    assert accessibility.conformance() == "delvis förenlig"
    monkeypatch.setattr(accessibility, "SHORTCOMINGS", ())
    assert accessibility.conformance() == "helt förenlig"
    assert accessibility.ASSESSED <= accessibility.UPDATED, "what was assessed later is an update"
