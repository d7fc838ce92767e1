"""Texts come out as they went in, whatever they hold, and no character stops a document."""

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest

from samverkan.printing import pdf
from samverkan.printing.blocks import Block, Inline, card, entry, fact, paragraph, prose, strong, table
from samverkan.printing.glyphs import MISSING, shown
from tests.pdfs import all_words, opened

MOMENT = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
MARKUP = r"""#import "/x": y; #panic() $ x^2 $ *_fet_* @ref <label> `kod` \ \u{41} "citat" 'enkla' = - + / // /* ~ --"""


def printed(body: list[Block], title: str = "Lotsen") -> bytes:
    data: dict[str, Any] = {"title": title, "description": title, "brand": "Samverkanskatalogen", "foot": []}
    return pdf.as_pdf("sheet", data | {"body": [entry("verksamhet-lotsen", title, body)]}, MOMENT)


def said(*words: Inline) -> str:
    return all_words(opened(printed([paragraph(*words)])))


def test_markup_is_text_wherever_it_stands() -> None:
    told = opened(printed([paragraph(MARKUP), fact("#a $b$", MARKUP), table(["_c_ @d"], [[MARKUP]])], title=MARKUP))
    assert all_words(told).count(MARKUP) == 1 + 1 + 1 + 1
    assert "#a $b$" in all_words(told)
    assert "_c_ @d" in all_words(told)
    assert told.metadata
    assert told.metadata.title == MARKUP


def test_an_editor_s_text_keeps_what_is_markup_to_others_than_editors() -> None:
    text = r"Se #import $x$ @ref <label> \# ~ -- 'ett' \"två\" = rubrik"
    assert r"Se #import $x$ @ref <label> # ~ -- 'ett' \"två\" = rubrik" in all_words(opened(printed(prose(text))))


def test_all_that_is_unknown_is_said_to_be() -> None:
    told = all_words(opened(printed([fact("Period", None), fact("Syfte", []), table(["År"], [[None]])])))
    assert told.count("uppgift saknas") == 3


@pytest.mark.parametrize(
    ("text", "shown_as"),
    [
        ("👍🏽 bra", f"{MISSING}{MISSING} bra"),
        ("中文", MISSING * 2),
        ("مرحبا", MISSING * 5),
        ("👩\u200d👧", MISSING * 2),
        ("x\u200by", "xy"),
        ("☎\ufe0f", MISSING),
        ("ж ₤", "ж ₤"),
        ("① ＝ 3\u202f000", "1 = 3 000"),
        ("KRAFT\u2011team", "KRAFT-team"),
    ],
)
def test_a_character_that_the_face_lacks_is_replaced(text: str, shown_as: str) -> None:
    assert shown_as in said(f"Så: {text}.")


def test_what_was_replaced_is_told_to_readers_and_to_whoever_runs_the_catalogue(
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert "Tecken som typsnittet saknar står som □: U+4E2D, U+1F600." in said("中 och 😀 och 中")
    assert "U+4E2D U+1F600" in caplog.text
    assert "Tecken som" not in said("Bara åäö.")


@pytest.mark.parametrize("style", ["plain", "strong", "em", "small", "unknown", "link"])
def test_every_character_that_the_face_has_can_be_printed_in_every_style(style: str) -> None:
    every = " ".join(sorted(shown()))
    words: Inline = every if style == "plain" else {"type": style, "target": "verksamhet-lotsen", "body": [every]}
    assert "Tecken som" not in said(words, strong(words))


def test_lists_and_emphasis_within_each_other_stop_at_no_depth() -> None:
    deep = "\n\n".join("    " * depth + "- djup" for depth in range(60))
    assert all_words(opened(printed(prose(deep)))).count("djup") == 60
    assert "ord" in all_words(opened(printed(prose("*_" * 60 + "ord" + "_*" * 60))))


def test_long_words_are_divided_as_swedish_divides_them() -> None:
    book = opened(printed([table(["A"] * 12, [["arbetsförmedlingarnas"] * 12])]))
    lines = book.pages[0].extract_text().splitlines()
    ends = {line.rstrip("-\u00ad") for line in lines if line.endswith(("-", "\u00ad"))}
    assert ends
    assert all(re.fullmatch("(ar)?(bets)?(för)?(med)?(ling)?(ar)?", end) for end in ends)


def test_what_does_not_fit_on_one_page_goes_on_to_the_next() -> None:
    ways = [[paragraph(f"Kansliet {number}"), paragraph("033-35 51 41")] for number in range(300)]
    told = opened(printed([card("Kontakt", ways)]))
    assert len(told.pages) > 1
    words = all_words(told)
    assert [number for number in range(300) if f"Kansliet {number} " not in words] == []


def test_the_same_data_gives_the_same_bytes() -> None:
    assert printed([paragraph("Ett.")]) == printed([paragraph("Ett.")])


def test_what_typst_refuses_is_an_error_that_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sheet.typ").write_text('#panic("inget dokument")')
    monkeypatch.setattr(pdf, "LAYOUTS", tmp_path)
    with pytest.raises(pdf.CannotPrint, match="inget dokument"):
        printed([])
    (tmp_path / "sheet.typ").write_text("En text utan titel.")
    with pytest.raises(pdf.CannotPrint, match="PDF/UA-1"):
        printed([])
