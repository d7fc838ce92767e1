import pytest

from samverkan.publishing.publish import withdraw
from tests.api.asking import ask, json_of, problem_of, slugs
from tests.factories import OFFICE, ActivityFactory, FunctionFactory, PartnerFactory, published
from tests.versions import as_if_in_version

pytestmark = pytest.mark.django_db


def test_an_entry_is_found_by_its_slug() -> None:
    published(ActivityFactory.create(slug="lotsen", name="Lotsen"))
    found = json_of("/activities/lotsen")
    assert (found["kind"], found["slug"], found["name"], found["revision"]) == ("activity", "lotsen", "Lotsen", 1)
    assert found["verified"] is None


@pytest.mark.parametrize("slug", ["finns-inte", "Lotsen", "a" * 500, "a_b"])
def test_an_unknown_slug_is_not_found(slug: str) -> None:
    published(ActivityFactory.create(slug="lotsen"))
    problem_of(ask(f"/activities/{slug}"), 404)


def test_the_slug_of_another_kind_is_not_found() -> None:
    published(PartnerFactory.create(slug="parten"))
    problem_of(ask("/activities/parten"), 404)


def test_a_withdrawn_entry_is_gone_but_stays_at_its_moment() -> None:
    partner = PartnerFactory.create(slug="borta")
    published(partner)
    withdraw([partner], OFFICE)
    problem = problem_of(ask("/partners/borta"), 410)
    assert problem["revision"] == 2
    assert json_of("/partners/borta", "at=r1")["name"] == partner.name
    problem_of(ask("/partners/borta", "at=r2"), 410)


def test_what_is_published_again_is_there_again() -> None:
    partner = PartnerFactory.create(slug="ater")
    published(partner)
    withdraw([partner], OFFICE)
    published(partner)
    assert json_of("/partners/ater")["revision"] == 3


@pytest.fixture
def function_version_two(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the schema of functions had a second version, with one field more."""
    as_if_in_version(monkeypatch, "function", {1: lambda old: old | {"schema_version": 2, "colour": None}})


def test_a_document_of_an_older_schema_version_is_brought_up(request: pytest.FixtureRequest) -> None:
    published(FunctionFactory.create(slug="gammal"))
    request.getfixturevalue("function_version_two")
    found = json_of("/functions/gammal")
    assert (found["schema_version"], found["colour"], found["revision"]) == (2, None, 1)
    assert json_of("/functions")["results"] == [found]
    [change] = [change for change in json_of("/changes", "limit=100")["results"] if change["kind"] == "function"]
    assert change["document"]["schema_version"] == 2
    assert slugs("/functions") == ["gammal"]
