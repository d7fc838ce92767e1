import pytest

from activities.models import FinancingStatement
from samverkan.publishing.publish import withdraw
from tests.api.asking import ask, json_of, problem_of
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


@pytest.fixture
def matrix() -> None:
    """Two municipalities, two functions; one activity that both share, and one with a payer."""
    north, south = MunicipalityFactory.create(slug="norr"), MunicipalityFactory.create(slug="syd")
    elsewhere = MunicipalityFactory.create(slug="annorstades")
    area = AreaFactory.create(slug="omrade", name="Området", municipalities=[south, north])
    first, second = FunctionFactory.create(slug="forst", position=1), FunctionFactory.create(slug="sedan", position=2)
    shared = ActivityFactory.create(slug="delad", name="Delad", area=area, function=first, placed_in=[north, south])
    paid = ActivityFactory.create(slug="betald", area=area, function=second, placed_in=[north, elsewhere])
    stream = FinancingStreamFactory.create(slug="finsam", name="Finsam")
    FinancingStatement.objects.create(activity=paid, said_by="activity", label="Finsam", stream=stream, position=0)
    published(shared, paid, area)


@pytest.mark.usefixtures("matrix")
def test_rows_columns_and_cells_stand_in_order() -> None:
    shown = json_of("/matrix/omrade")
    assert (shown["revision"], shown["area"], shown["name"]) == (1, "omrade", "Området")
    assert [column["slug"] for column in shown["columns"]] == ["forst", "sedan"]
    assert [row["slug"] for row in shown["rows"]] == ["syd", "norr"]
    assert (shown["cells"], shown["gaps"], shown["placements"]) == (4, 1, 3)
    [south, north] = shown["rows"]
    shared = {"slug": "delad", "name": "Delad", "label": "Delad", "reach": 2, "dated": False}
    assert south["cells"][0]["placed"] == [shared]
    assert south["cells"][1]["placed"] == []
    assert [placed["slug"] for cell in north["cells"] for placed in cell["placed"]] == ["delad", "betald"]


@pytest.mark.usefixtures("matrix")
def test_a_function_chooses_its_column() -> None:
    shown = json_of("/matrix/omrade", "function=sedan")
    assert [column["slug"] for column in shown["columns"]] == ["sedan"]
    assert (shown["cells"], shown["gaps"], shown["placements"]) == (2, 1, 1)


@pytest.mark.usefixtures("matrix")
def test_a_financing_stream_chooses_its_activities() -> None:
    shown = json_of("/matrix/omrade", "financing_stream=finsam")
    assert (shown["cells"], shown["placements"]) == (4, 1)
    assert json_of("/matrix/omrade", "financing_stream=nagon")["placements"] == 0


@pytest.mark.usefixtures("matrix")
def test_an_unknown_area_is_not_found_and_a_withdrawn_one_is_gone() -> None:
    problem_of(ask("/matrix/nagot"), 404)
    lonely = AreaFactory.create(slug="tom")
    published(lonely)
    assert json_of("/matrix/tom")["rows"] == []
    withdraw([lonely], OFFICE)
    problem_of(ask("/matrix/tom"), 410)
    assert json_of("/matrix/tom", "at=r2")["rows"] == []
