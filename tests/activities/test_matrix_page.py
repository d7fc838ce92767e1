"""The matrix as a tool: its filters, gaps, two moments beside each other, and the sheets that leave it."""

import csv
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django.fixtures import DjangoAssertNumQueries

from activities.models import Activity, FinancingStatement
from samverkan.publishing.publish import withdraw
from tests.editions import frozen
from tests.factories import (
    OFFICE,
    ActivityFactory,
    AreaFactory,
    FinancingStreamFactory,
    FunctionFactory,
    MunicipalityFactory,
    published,
)

pytestmark = pytest.mark.django_db
PAGE = "/matris/norr/"
Text = Callable[[str], str]


@pytest.fixture
def shared() -> Activity:
    """Two municipalities and two functions: one activity that both share, and one that Finsam pays in one of them."""
    places = [MunicipalityFactory.create(slug=name.lower(), name=name) for name in ("Vik", "Bro")]
    area = AreaFactory.create(slug="norr", name="Norr", municipalities=places)
    first = FunctionFactory.create(slug="samordnande", name="Samordnande insatser", position=1)
    other = FunctionFactory.create(slug="trana", name="Träna", position=2)
    shared = ActivityFactory.create(slug="delad", name="Delad", area=area, function=other, placed_in=places)
    paid = ActivityFactory.create(slug="betald", name="Betald", area=area, function=first, placed_in=places[:1])
    stream = FinancingStreamFactory.create(slug="finsam", name="Finsam")
    FinancingStatement.objects.create(activity=paid, said_by="activity", label="Finsam", stream=stream, position=0)
    FinancingStreamFactory.create(slug="ovrig", name="Övrig form")
    published(shared, paid, area, stream)
    return shared


@pytest.fixture
def text(client: Client) -> Text:
    def text(address: str) -> str:
        response = client.get(address)
        assert response.status_code == 200, address
        return response.content.decode()

    return text


@pytest.mark.usefixtures("shared")
def test_gaps_are_counted_and_said_function_by_function(text: Text) -> None:
    page = text(PAGE)
    assert "1 luckor av 4" not in page
    assert "1 lucka av 4" in page
    assert "1 lucka: ingen uppgift om samordnande insatser i Bro." in page
    assert "Inga luckor: alla kommuner har uppgift om träna." in page


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("address", [PAGE, "/", "/utgavor/1/", "/kommuner/bro/"])
def test_an_empty_cell_says_that_nothing_is_stated_wherever_it_is_shown(
    text: Text, settings: Any, address: str
) -> None:
    settings.DEFAULT_AREA = "norr"
    frozen()
    matrix = re.search(r'<table class="matrix".*?</table>|<dl class="facts offer">.*?</dl>', text(address), re.S)
    assert matrix, address
    assert re.findall(r'<(?:span class="none"|em class="unknown")>([^<]*)<', matrix[0]) == ["ingen uppgift"], address


@pytest.mark.usefixtures("shared")
def test_a_choice_says_how_many_it_leaves_and_none_leaves_nothing(text: Text) -> None:
    page = text(PAGE)
    assert "Finsam (1)" in page
    assert "Övrig form" not in page
    assert "Samordnande insatser (1)" in page


@pytest.mark.usefixtures("shared")
def test_a_cell_without_what_was_chosen_is_not_called_unknown(text: Text) -> None:
    page = text(f"{PAGE}?finansiering=finsam")
    assert "Betald" in page
    assert "Delad" not in page
    assert page.count("inget av det valda") == 4  # Three cells and the count above them.
    assert "ingen uppgift" not in page


@pytest.mark.usefixtures("shared")
def test_a_function_chooses_its_column_and_leaves_unknown_unknown(text: Text) -> None:
    page = text(f"{PAGE}?funktion=samordnande")
    assert "Delad" not in page
    assert "ingen uppgift" in page


@pytest.mark.usefixtures("shared")
def test_what_was_chosen_can_be_taken_away_one_by_one(text: Text) -> None:
    page = text(f"{PAGE}?funktion=trana&funktion=samordnande&finansiering=finsam&okand=&vid=r1")
    assert f'href="{PAGE}?finansiering=finsam&amp;funktion=samordnande&amp;vid=r1"' in page
    assert f'href="{PAGE}?funktion=trana&amp;funktion=samordnande&amp;vid=r1"' in page
    assert f'href="{PAGE}?vid=r1">Ta bort alla' in page


def test_two_moments_stand_beside_each_other(text: Text, shared: Activity) -> None:
    place = MunicipalityFactory._meta.model.objects.get(slug="bro")
    published(ActivityFactory.create(name="Nykomling", area=shared.area, function=shared.function, placed_in=[place]))
    withdraw([shared], OFFICE)
    page = text(f"{PAGE}?fran=r1")
    assert "1 tillkommen:" in page
    assert "2 upphörda:" in page
    assert page.count("<s>Delad</s>") == 2
    assert "Ingenting har tillkommit" in text(f"{PAGE}?fran=r1&vid=r1")
    assert "1 lucka av 4" in text(f"{PAGE}?vid=r1&fran=r1")


@pytest.mark.usefixtures("shared")
def test_before_the_area_was_there_everything_is_new(text: Text) -> None:
    page = text(f"{PAGE}?fran=1999-01-01")
    assert "Jämfört med när ingenting var publicerat" in page
    assert "3 tillkomna:" in page
    assert page.count(">tillkommen<") == 3


@pytest.mark.usefixtures("shared")
def test_a_later_moment_cannot_be_the_earlier_one(client: Client) -> None:
    published(ActivityFactory.create())
    response = client.get(f"{PAGE}?vid=r1&fran=r2")
    assert (response.status_code, "tidigare tidpunkt" in response.content.decode()) == (400, True)


@pytest.mark.parametrize("query", ["", "?funktion=trana&finansiering=finsam", "?fran=1999-01-01&vid=2099-01-01"])
def test_no_choice_makes_the_page_ask_more_of_the_database(
    client: Client, shared: Activity, django_assert_max_num_queries: DjangoAssertNumQueries, query: str
) -> None:
    client.get(PAGE + query)  # What a process learns of a revision it learns once.
    with django_assert_max_num_queries(4):
        assert client.get(PAGE + query).status_code == 200


@pytest.mark.usefixtures("shared")
def test_excel_in_swedish_opens_the_sheet_that_the_page_shows(client: Client) -> None:
    response = client.get(f"{PAGE}matris.csv")
    assert response["Content-Disposition"] == 'attachment; filename="matris-norr-r1.csv"'
    lines = list(csv.reader(io.StringIO(response.content.decode("cp1252")), delimiter=";"))
    assert lines[1:] == [["Vik", "Betald", "Delad"], ["Bro", "ingen uppgift", "Delad"]]
    narrowed = client.get(f"{PAGE}matris.csv?finansiering=finsam").content.decode("cp1252")
    assert "Bro;inget av det valda;inget av det valda" in narrowed


@pytest.mark.usefixtures("shared")
def test_a_workbook_has_the_grid_and_its_placements(client: Client) -> None:
    book = load_workbook(io.BytesIO(client.get(f"{PAGE}matris.xlsx").content))
    grid, placements = book.worksheets
    assert [[cell.value for cell in row] for row in grid.iter_rows(min_row=2)] == [
        ["Vik", "Betald", "Delad"],
        ["Bro", "ingen uppgift", "Delad"],
    ]
    assert [cell.value for cell in placements[2]] == ["Vik", "Samordnande insatser", "Betald", "Betald", "betald", 1]


def test_no_cell_of_a_sheet_is_calculated_and_no_character_is_lost_silently(client: Client, shared: Activity) -> None:
    shared.placements.update(label="=1+1 Ω")
    published(shared)
    page = client.get(f"{PAGE}matris.csv").content.decode("cp1252")
    assert "Vik;Betald;'=1+1 ?" in page
    assert "Hämta XLSX" in page
    grid = load_workbook(io.BytesIO(client.get(f"{PAGE}matris.xlsx").content)).worksheets[0]
    assert (grid["C2"].value, grid["C2"].data_type) == ("=1+1 Ω", "s")


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_sheet_of_no_area_is_not_found(client: Client, ending: str) -> None:
    assert client.get(f"/matris/ingenstans/matris.{ending}").status_code == 404
