"""Words are explained where they stand: which words count, once a page, at the page's own moment, outside of links."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.template import Context, Template
from django.test import Client

from federations import glossary
from federations.glossary import Glossary
from samverkan.publishing.moment import Moment
from samverkan.publishing.publish import withdraw
from samverkan.removal.redact import find, redact
from tests.factories import (
    OFFICE,
    ActivityFactory,
    AreaFactory,
    FederationFactory,
    FinancingStreamFactory,
    TermFactory,
    published,
)


def term(name: str, *synonyms: str) -> Any:
    return {"slug": name.casefold(), "name": name, "explanation": f"Om <{name}>.", "synonyms": list(synonyms) or None}


WORDS = Glossary(
    [
        term("samordningsförbund"),
        term("samtycke", "medgivande"),
        term("sjukskriven"),
        term("DELTA"),
        term("FK"),
        term("rehabilitering"),
        term("arbetslivsinriktad rehabilitering"),
        term("tjänsteman"),
    ]
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Samordningsförbundets styrelse", ["Samordningsförbundets"]),
        ("samtycket och medgivandet", ["samtycket", "medgivandet"]),
        ("sjukskrivna, sjukskrivs", ["sjukskrivna", "sjukskrivs"]),
        ("tjänstemännen", ["tjänstemännen"]),
        ("Arbetslivsinriktade\nrehabiliteringen", ["Arbetslivsinriktade\nrehabiliteringen"]),
        ("arbetslivsinriktad, rehabilitering", ["rehabilitering"]),
        ("du ska delta i fk", []),
        ("DELTA-huset, FK:s handläggare", ["DELTA", "FK"]),
        ("förbund, tycke och skriven", []),
        ("&samtycke; &#samtycke;", []),
    ],
)
def test_a_term_is_found_in_its_forms_as_long_as_it_can_be_and_with_its_capitals(text: str, found: list[str]) -> None:
    assert [text[hit.start : hit.end] for hit in WORDS.hits(text)] == found


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """The HTML with its words explained, as a page shows it."""
    monkeypatch.setattr(glossary, "at", lambda number, newest: WORDS)
    context = Context({"moment": Moment(1, 1), "kept": "?vid=r1"})
    return lambda html: Template(f'{{% load glossary %}}{{% explained "ord" %}}{html}{{% endexplained %}}').render(
        context
    )


def test_the_first_occurrence_is_a_button_that_opens_its_explanation(shown: Callable[[str], str]) -> None:
    page = shown("<p>Ditt samtycke &amp; medgivande.</p><p>Samtycke igen.</p>")
    [button] = re.findall(r"<button[^>]*>([^<]*)</button>", page)
    assert button == "samtycke"
    assert 'popovertarget="ord-samtycke"' in page
    assert '<span popover role="note" class="explained" id="ord-samtycke"><b>samtycke:</b> Om &lt;samtycke&gt;.' in page
    assert '<a href="/ord/?vid=r1#samtycke">Ordlistan</a></span> &amp; medgivande.</p><p>Samtycke igen.</p>' in page


@pytest.mark.parametrize("tag", ["a", "h2", "label", "summary", "button", "aside"])
def test_nothing_is_explained_where_a_button_cannot_stand(tag: str, shown: Callable[[str], str]) -> None:
    page = shown(f"<{tag}><b>samtycke</b></{tag}><i>samtycke</i>")
    assert page.startswith(f"<{tag}><b>samtycke</b></{tag}><i><button")


@pytest.mark.django_db
def test_pages_explain_what_the_glossary_said_at_their_moment(client: Client) -> None:
    area = AreaFactory.create()
    activity = ActivityFactory.create(slug="lotsen", area=area, method="Vi ber om samtycke.")
    federation = FederationFactory.create(slug="norra", area=area, purpose="Samtycken samlas in.")
    stream = FinancingStreamFactory.create(slug="formen", summary="Kräver samtycket.")
    published(activity, federation, stream)
    words = TermFactory.create(slug="samtycke", name="samtycke", explanation="Ditt ja.")
    published(words)
    for address in ("/verksamheter/lotsen/", "/forbund/norra/", "/finansiering/formen/"):
        assert "Ditt ja." not in client.get(f"{address}?vid=r1").content.decode(), address
        assert client.get(address).content.decode().count("Ditt ja.") == 1, address
    words.explanation = "Ett ja från dig."
    words.save()
    published(words)
    assert "Ett ja från dig." in client.get("/verksamheter/lotsen/").content.decode()
    assert "Ditt ja." in client.get("/verksamheter/lotsen/?vid=r2").content.decode()
    withdraw([words], OFFICE)
    assert "popovertarget" not in client.get("/verksamheter/lotsen/").content.decode()


@pytest.mark.django_db
def test_the_glossary_page_lists_words_with_their_synonyms_and_what_they_lead_on_to(client: Client) -> None:
    first = TermFactory.create(slug="ja", name="ja", explanation="Ett svar.\n\nDet andra är nej.", synonyms=["jo"])
    second = TermFactory.create(slug="nej", name="nej")
    second.see_also.create(term=first)
    published(first, second)
    page = client.get("/ord/").content.decode()
    assert '<div id="ja">' in page
    assert "<p>Ett svar.</p>" in page
    assert "Kallas även jo" in page
    assert 'Se även <a href="#ja">ja</a>' in page
    assert client.get("/ord/?vid=r9").status_code == 404
    assert '<a href="/ord/?vid=r1#ja">ja</a>' in client.get("/andringar/?vid=r1").content.decode()
    withdraw([second], OFFICE)
    assert 'id="nej"' not in client.get("/ord/").content.decode()
    assert 'id="nej"' in client.get("/ord/?vid=r1").content.decode()


@pytest.mark.django_db
def test_a_word_that_was_removed_everywhere_is_explained_nowhere_even_at_a_moment_seen_before(
    client: Client, settings: Any, tmp_path: Path
) -> None:
    settings.DATA_DIR = tmp_path
    activity = ActivityFactory.create(slug="lotsen", method="Vi ber om samtycke.")
    published(activity, TermFactory.create(slug="samtycke", name="samtycke", explanation="Fråga Ymer Ymersson om det."))
    assert "Ymer" in client.get("/verksamheter/lotsen/?vid=r1").content.decode()
    redact(["Ymer Ymersson"], OFFICE, find(["Ymer Ymersson"]).times)
    page = client.get("/verksamheter/lotsen/?vid=r1").content.decode()
    assert "Ymer" not in page
    assert 'popovertarget="ord-samtycke"' in page
