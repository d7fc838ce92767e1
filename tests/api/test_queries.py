"""The cost of an answer does not grow with the catalogue."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.asking import ask
from tests.factories import ActivityFactory, AreaFactory, FunctionFactory, MunicipalityFactory, published

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
    "/endings?on=2010-01-01": 2,
    "/payoff": 0,
    "/changes?limit=100": 2,
    "/editions": 2,
    "/editions?page=2&limit=1": 3,
    "/editions/1": 2,
    "/api-info": 0,
    "/openapi.json": 0,
    "/docs": 0,
    "/schemas/activity/1": 0,
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
