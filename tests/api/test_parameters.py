"""The API refuses what it does not understand, by name, and never guesses."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.api.changes import CURSOR
from samverkan.api.parameters import AT, LENGTH_MAX, LIMIT, MODIFIED_AFTER, ON, PAGE, read
from samverkan.api.problem import Problem
from tests.api.asking import LISTS, ask, json_of, problem_of
from tests.factories import PartnerFactory, published


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "query", "name", "allowed"),
    [
        ("/activities", "kommun=boras", "kommun", "municipality"),  # The pages' name.
        ("/activities", "foo=1", "foo", "limit"),
        ("/activities", "ordering=name", "ordering", ""),
        ("/activities", "municipality__slug=boras", "municipality__slug", ""),
        ("/activities", "Page=1", "Page", ""),
        ("/activities", "=1", "", ""),
        ("/activities", "&", "", ""),
        ("/activities", "page", "page", "tom"),
        ("/activities", "page=", "page", "tom"),
        ("/activities", "municipality=", "municipality", "tom"),
        ("/activities", "municipality=boras&municipality=", "municipality", "tom"),
        ("/activities", "page=1&page=2", "page", "en gång"),
        ("/activities", "page=0", "page", "från 1"),
        ("/activities", "page=-1", "page", "från 1"),
        ("/activities", "page=1.5", "page", "från 1"),
        ("/activities", "page=1e3", "page", "från 1"),
        ("/activities", "page=%D9%A3", "page", "från 1"),  # An Arabic three.
        ("/activities", "page=1000000000", "page", "999999999"),
        ("/activities", "limit=0", "limit", "1 till 100"),
        ("/activities", "limit=101", "limit", "1 till 100"),
        ("/activities", "limit=1000000", "limit", "1 till 100"),
        ("/activities", "limit=alla", "limit", "1 till 100"),
        ("/activities", "municipality=Bor%C3%A5s", "municipality", "u-sam"),
        ("/activities", "municipality=a,b", "municipality", "u-sam"),
        ("/activities", "municipality=../etc", "municipality", "u-sam"),
        ("/activities", "municipality=x'%20OR%201=1--", "municipality", "u-sam"),
        ("/activities", f"municipality={'a' * 7000}", "municipality", "200"),
        ("/activities", "municipality=%00", "municipality", "UTF-8"),
        ("/activities", "municipality=%ED%A0%80", "municipality", "UTF-8"),
        ("/activities", "municipality=%zz", "municipality", "UTF-8"),
        ("/activities", "municipality=%", "municipality", "UTF-8"),
        ("/activities", "%ED%A0%80=1", "", "UTF-8"),
        ("/activities", "at=ig%C3%A5r", "at", "r12"),
        ("/activities", "at=2026-13-01", "at", "r12"),
        ("/activities", "at=2026-11-22T12:00:00", "at", "tidszon"),
        ("/activities", "at=12", "at", "r12"),
        ("/activities", "at=r-1", "at", "r12"),
        ("/activities", "at=20261122", "at", "r12"),
        ("/activities", "on=2026-02-30", "on", "datum"),
        ("/activities", "on=2026", "on", "datum"),
        ("/activities", "on=2026-11-22T12:00:00Z", "on", "datum"),
        ("/activities", "modified_after=2026-11-22T12:00:00", "modified_after", "tidszon"),
        ("/partners", "on=2026-11-22", "on", "page"),  # Partners have no period.
        ("/partners/parten", "page=1", "page", "at"),
        ("/partners/parten", "on=2026-11-22", "on", "at"),
        ("/changes", "at=r1", "at", "cursor"),
        ("/changes", "page=1", "page", "cursor"),
        ("/api-info", "at=r1", "at", ""),
        ("/openapi.json", "format=yaml", "format", ""),
        ("/docs", "x=1", "x", ""),
        ("/schemas/activity/1", "x=1", "x", ""),
        ("/", "x=1", "x", ""),
        ("/editions", "on=2026-11-22", "on", "page"),
        ("/matrix/omrade", "page=1", "page", "function"),
    ],
)
def test_a_bad_parameter_is_refused_by_name(path: str, query: str, name: str, allowed: str) -> None:
    problem = problem_of(ask(path, query), 400)
    assert problem["parameter"] == name
    assert allowed in problem["detail"]
    assert len(problem["detail"]) < 500


@pytest.mark.django_db
def test_a_value_of_seven_thousand_characters_is_never_repeated() -> None:
    for query in (f"municipality={'a' * 7000}", f"{'a' * 7000}=1"):
        assert len(ask("/activities", query).content) < 700


@pytest.mark.django_db
def test_more_than_a_hundred_parameters_are_refused() -> None:
    problem_of(ask("/activities", "&".join(["municipality=boras"] * 101)), 400)
    problem_of(ask("/activities", "&".join(["municipality=boras"] * 20_000)), 400)


@pytest.mark.django_db
@pytest.mark.parametrize("path", LISTS)
def test_the_smallest_and_the_largest_page_are_accepted(path: str) -> None:
    assert json_of(path, "limit=1&page=1")["limit"] == 1
    assert json_of(path, "limit=100")["limit"] == 100


@pytest.mark.django_db
def test_percent_encoded_names_and_values_are_read() -> None:
    published(PartnerFactory.create(slug="parten"))
    assert json_of("/partners", "%6Cimit=%31")["limit"] == 1


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-11-22T12:00:00Z", "2026-11-22T12:00:00+00:00"),
        ("2026-11-22t12:00:00z", "2026-11-22T12:00:00+00:00"),
        ("2026-11-22%2012:00:00Z", "2026-11-22T12:00:00+00:00"),
        ("2026-11-22T12:00:00.5Z", "2026-11-22T12:00:00.500000+00:00"),
        ("2026-11-22T12:00:00%2B01:00", "2026-11-22T11:00:00+00:00"),
        ("2026-11-22T12:00:00+01:00", "2026-11-22T11:00:00+00:00"),
        ("2026-11-22", "2026-11-21T23:00:00+00:00"),  # Midnight in Stockholm.
        ("2026-07-01", "2026-06-30T22:00:00+00:00"),
    ],
)
def test_points_in_time_follow_rfc_3339(text: str, meant: str) -> None:
    assert read(f"modified_after={text}", [MODIFIED_AFTER])["modified_after"].isoformat() == meant


EVERY = [PAGE, LIMIT, AT, ON, MODIFIED_AFTER, CURSOR]
NAMES = st.sampled_from([parameter.name for parameter in EVERY])
TEXTS = st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=LENGTH_MAX + 20)
LIKELY = st.from_regex(
    r"(r?[0-9]{1,12}|[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt+ ][0-9:.]{1,15}([Zz]|[-+][0-9:]{5}))?)", fullmatch=True
)


@given(st.lists(st.tuples(NAMES | TEXTS, TEXTS | LIKELY), max_size=4))
def test_any_query_is_read_or_refused(pairs: list[tuple[str, str]]) -> None:
    try:
        values: dict[str, Any] = read("&".join(f"{name}={value}" for name, value in pairs), EVERY)
    except Problem as problem:
        assert problem.status == 400  # noqa: PT017 - either outcome is right
    else:
        assert values.keys() <= {parameter.name for parameter in EVERY}
