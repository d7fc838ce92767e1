"""The cost of an answer does not grow with the catalogue."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.asking import LISTS, ask, json_of
from tests.factories import (
    ActivityFactory,
    AgreementFactory,
    AreaFactory,
    BudgetFactory,
    EntryFactory,
    FactFactory,
    FederationFactory,
    FinancingStreamFactory,
    FollowUpFactory,
    FunctionFactory,
    MunicipalityFactory,
    PartnerFactory,
    SourceFactory,
    TermFactory,
    published,
)

pytestmark = pytest.mark.django_db
MOST = {
    "/activities?limit=100": 3,
    "/activities?limit=2": 3,
    "/activities?limit=2&page=2&function=alla&municipality=har": 3,
    "/activities?limit=100&at=r1": 3,
    "/activities?on=2026-11-22&modified_after=2020-01-01": 3,
    "/activities/verksamhet": 2,
    "/activities/verksamhet?at=r1": 2,
    "/activities/nagon": 2,
    "/matrix/omrade": 4,
    "/endings?on=2010-01-01": 3,
    "/agreement-rules": 0,
    "/payoff": 2,
    "/payoff?participants=1": 1,
    "/facts": 2,
    "/federations?on=2010-01-01": 2,
    "/changes?limit=100": 2,
    "/editions": 2,
    "/editions?page=2&limit=1": 3,
    "/editions/1": 2,
    "/api-info": 0,
    "/openapi.json": 0,
    "/docs": 0,
    "/schemas/activity/1": 0,
}

MADE_BY: dict[str, type[EntryFactory]] = {  # type: ignore[type-arg]
    "/activities": ActivityFactory,
    "/agreements": AgreementFactory,
    "/areas": AreaFactory,
    "/budgets": BudgetFactory,
    "/facts": FactFactory,
    "/federations": FederationFactory,
    "/financing-streams": FinancingStreamFactory,
    "/follow-ups": FollowUpFactory,
    "/functions": FunctionFactory,
    "/municipalities": MunicipalityFactory,
    "/partners": PartnerFactory,
    "/sources": SourceFactory,
    "/terms": TermFactory,
}


def queries() -> dict[str, int]:
    counted = {}
    for path in MOST:
        place, _, query = path.partition("?")
        with CaptureQueriesContext(connection) as captured:
            assert ask(place, query).status_code in (200, 404)
        counted[path] = len(captured)
    return counted


def test_three_entries_cost_what_sixty_do() -> None:
    municipality = MunicipalityFactory.create(slug="har")
    area = AreaFactory.create(slug="omrade", municipalities=[municipality])
    same = {"area": area, "function": FunctionFactory.create(slug="alla"), "placed_in": [municipality]}
    published(ActivityFactory.create(slug="verksamhet", **same), *ActivityFactory.create_batch(2, **same))
    few = queries()
    published(*ActivityFactory.create_batch(57, **same))
    assert {path: (count, MOST[path]) for path, count in queries().items() if count > MOST[path]} == {}
    assert few.keys() == MOST.keys()
    assert all(few[path] <= most for path, most in MOST.items())


def costs(path: str, query: str = "", **headers: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert ask(path, query, **headers).status_code in (200, 304)
    return len(captured)


def test_a_list_of_any_kind_costs_three_an_entry_two_and_a_known_answer_one() -> None:
    assert set(LISTS) == MADE_BY.keys()
    dear = {}
    for path, factory in MADE_BY.items():
        for _ in range(2):
            published(*factory.create_batch(3))
            entry = f"{path}/{json_of(path)['results'][0]['slug']}"
            tag = ask(path, "limit=100")["ETag"]
            found = costs(path, "limit=100"), costs(entry), costs(path, "limit=100", If_None_Match=tag)
            if any(cost > most for cost, most in zip(found, (3, 2, 1), strict=True)):
                dear[path] = found
    assert dear == {}
