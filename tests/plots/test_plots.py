"""Plots say in picture, words and table the same, and never more than is known."""

import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from samverkan.pages.plot_sheet import csv_answer
from samverkan.plots import Bars, Lines, Plot, Series, Shares, exactly, less_than, unknown

NAMESPACE = "{http://www.w3.org/2000/svg}"
BARS = Bars(
    "effekt",
    "Effekt <år>",
    "A & B",
    "Vem",
    "Mkr",
    (("A", exactly(Decimal("5.0"))), ("B", exactly(-2)), ("C", unknown())),
)
SHARES = Shares("andel", "Vem betalar", "Två parter", "Part", (("Kassan", exactly(69)), ("Kommunen", unknown())))
LINES = Lines(
    "trend",
    "Till arbete",
    "Andel över tid",
    "Period",
    "%",
    ("2006", "2007", "2008", "2009"),
    (Series("Lotsen", (exactly(40), unknown(), less_than(25, "mindre än 25"), exactly(60))),),
    goal=exactly(70),
    most=100,
)


def picture(plot: Plot) -> ElementTree.Element:
    return ElementTree.fromstring(plot.svg)


def found(plot: Plot, tag: str) -> list[ElementTree.Element]:
    return picture(plot).findall(f".//{NAMESPACE}{tag}")


@pytest.mark.parametrize("plot", [BARS, SHARES, LINES])
def test_a_plot_is_an_image_with_a_title_and_a_description_and_no_style_of_its_own(plot: Plot) -> None:
    svg = picture(plot)
    assert svg.get("role") == "img"
    named = (svg.get("aria-labelledby") or "").split()
    assert [svg.findtext(f"*[@id='{name}']") for name in named] == [plot.title, plot.description]
    assert not re.search(r"style|<script|#[0-9a-f]{3,6}\b|rgb", plot.svg)
    paints = {node.get(name) for node in svg.iter() for name in ("fill", "stroke") if node.get(name)}
    own = {f"url(#{node.get('id')})" for node in found(plot, "pattern")}
    assert paints <= {"currentColor", "none"} | own


@pytest.mark.parametrize("plot", [BARS, SHARES, LINES])
def test_each_row_of_the_table_has_a_cell_for_each_heading(plot: Plot) -> None:
    assert {len(row) for row in plot.rows} == {len(plot.head)}


def test_an_unknown_bar_is_said_to_be_unknown_and_not_drawn() -> None:
    assert len(found(BARS, "rect")) == 2
    assert BARS.rows[2] == ["C", "uppgift saknas"]
    assert "C: uppgift saknas" in [node.text for node in found(BARS, "text")]


def test_a_loss_reaches_left_from_where_a_gain_begins_in_another_texture() -> None:
    gain, loss = found(BARS, "rect")
    assert float(loss.get("x", "")) + float(loss.get("width", "")) == pytest.approx(float(gain.get("x", "")), abs=0.2)
    assert float(gain.get("width", "")) / float(loss.get("width", "")) == pytest.approx(2.5, abs=0.01)
    assert gain.get("fill") != loss.get("fill")


def test_what_no_part_is_known_to_have_is_an_open_rest() -> None:
    assert SHARES.rows == [["Kassan", "69"], ["Kommunen", "uppgift saknas"], ["Uppgift saknas om resten", "31"]]
    whole = Shares("hel", "Vem", "Alla", "Part", (("A", exactly(75)), ("B", exactly(25))))
    assert len(whole.rows) == 2


def test_a_line_breaks_where_nothing_is_known_and_an_untold_figure_shows_only_how_far_it_can_reach() -> None:
    texts = [node.text for node in found(LINES, "text")]
    assert texts.count("?") == 1
    [box] = found(LINES, "rect")
    assert float(box.get("height", "")) == pytest.approx(150 * 25 / 100, abs=0.1)
    drawn = [
        node for node in found(LINES, "path") if node.get("stroke-width") == "2" and not node.get("stroke-dasharray")
    ]
    assert [node.get("d", "").count("L") for node in drawn] == [0, 0, 1]  # Two lone points, and the legend's sample.
    assert LINES.rows[2] == ["2008", "mindre än 25", "70"]


def test_the_file_holds_numbers_that_a_spreadsheet_reads_and_words_that_it_does_not_run() -> None:
    rows = [["Stöd", "\N{MINUS SIGN}0,2"], ["=1+1", "12\u00a0500"], ["C", "uppgift saknas"]]
    content = csv_answer("siffror", ["Vem", "Mkr"], rows).content.decode("cp1252")
    assert content.splitlines() == ["Vem;Mkr", "Stöd;-0,2", "'=1+1;12500", "C;uppgift saknas"]
