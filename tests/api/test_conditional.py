"""Conditional requests: whoever holds the newest answer is told so, and never wrongly."""

import datetime as dt

import pytest
from django.http import HttpResponse
from django.test.utils import override_settings
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from samverkan.publishing.publish import publish
from tests.api.asking import LISTS, ask, problem_of
from tests.factories import OFFICE, AreaFactory, PartnerFactory, published

pytestmark = pytest.mark.django_db
OF_THE_LOG = ["/partners", "/partners/parten", "/matrix/omrade", "/changes", "/editions", "/partners?at=r1"]
FIXED = ["/", "/api-info", "/openapi.json", "/docs", "/schemas/activity/1"]


def ask_for(path: str, **headers: str) -> HttpResponse:
    place, _, query = path.partition("?")
    return ask(place, query, **headers)


@pytest.fixture
def catalogue() -> None:
    published(PartnerFactory.create(slug="parten"), AreaFactory.create(slug="omrade"))


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("path", OF_THE_LOG + FIXED)
def test_an_answer_can_be_kept_and_checked(path: str) -> None:
    answer = ask_for(path)
    tag = answer["ETag"]
    assert tag.startswith('"')
    assert answer["Cache-Control"] == "public, max-age=60"
    assert "Accept" in answer["Vary"]
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = ask_for(path, If_None_Match=known)
        assert (again.status_code, again.content) == (304, b""), known
        assert (again["ETag"], again["Cache-Control"], again["Vary"]) == (tag, "public, max-age=60", answer["Vary"])
        assert "Content-Length" not in again
    assert ask_for(path, If_None_Match='"other"').status_code == 200


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("path", OF_THE_LOG)
def test_a_date_serves_where_there_is_no_etag(path: str) -> None:
    answer = ask_for(path)
    assert ask_for(path, If_Modified_Since=answer["Last-Modified"]).status_code == 304
    assert ask_for(path, If_Modified_Since="Sun, 01 Jan 2006 00:00:00 GMT").status_code == 200
    assert ask_for(path, If_Modified_Since="igår").status_code == 200
    # The ETag decides where both are given.
    both = ask_for(path, If_None_Match='"other"', If_Modified_Since=answer["Last-Modified"])
    assert both.status_code == 200


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("path", OF_THE_LOG)
def test_every_revision_makes_a_new_etag(path: str) -> None:
    before = ask_for(path)["ETag"]
    published(PartnerFactory.create())
    assert ask_for(path)["ETag"] != before
    assert ask_for(path, If_None_Match=before).status_code == 200


@pytest.mark.usefixtures("catalogue")
def test_a_confirmation_alone_makes_a_new_etag() -> None:
    before = ask("/partners/parten")
    entry = PartnerFactory._meta.model.objects.get(slug="parten")
    entry.verified_on = "2026-11"
    entry.save()
    publish([entry], OFFICE)
    after = ask("/partners/parten", If_None_Match=before["ETag"])
    assert after.status_code == 200
    assert after.json()["verified"]["on"] == "2026-11"  # type: ignore[attr-defined]
    assert after.json()["revision"] == 1  # type: ignore[attr-defined]


@pytest.mark.usefixtures("catalogue")
def test_each_address_and_query_and_build_has_its_own_etag() -> None:
    paths = [*LISTS, "/partners?limit=1", "/partners?limit=2", "/partners/parten", "/partners?at=r1"]
    tags = [ask_for(path)["ETag"] for path in paths]
    with override_settings(BUILD="other"):
        tags += [ask_for(path)["ETag"] for path in paths]
    assert len(set(tags)) == 2 * len(paths)


def test_two_revisions_in_one_second_are_told_apart_by_etag_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = timezone.now().replace(microsecond=0) - dt.timedelta(hours=1)
    monkeypatch.setattr("samverkan.publishing.publish.timezone.now", lambda: moment)
    published(PartnerFactory.create(slug="forst"))
    seen = ask("/partners")["Last-Modified"]
    assert ask("/partners", If_Modified_Since=seen).status_code == 304
    published(PartnerFactory.create(slug="sedan"))
    assert ask("/partners")["Last-Modified"] == seen
    assert ask("/partners", If_Modified_Since=seen).status_code == 200


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("path", ["/partners/nagon", "/matrix/nagot", "/partners?at=r9", "/editions/1"])
def test_a_condition_never_hides_that_there_is_nothing(path: str) -> None:
    newest = ask("/partners")["Last-Modified"]
    for headers in ({"If_None_Match": "*"}, {"If_Modified_Since": newest}):
        problem_of(ask_for(path, **headers), 404)


@pytest.mark.usefixtures("catalogue")
def test_a_bad_parameter_is_refused_whatever_the_conditions() -> None:
    problem_of(ask("/partners", "x=1", If_None_Match="*"), 400)


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("path", OF_THE_LOG + FIXED)
def test_head_answers_as_get_without_the_body(path: str) -> None:
    get, head = ask_for(path), ask_for(path, method="HEAD")
    assert (head.status_code, head.content) == (200, b"")
    differs = {"Traceparent", "Content-Security-Policy"}  # The latter lists the same in any order.
    assert {k: v for k, v in head.items() if k not in differs} == {k: v for k, v in get.items() if k not in differs}
    assert int(head["Content-Length"]) == len(get.content)
    assert ask_for(path, method="HEAD", If_None_Match=get["ETag"]).status_code == 304


def test_head_of_an_error_is_that_error() -> None:
    head = ask("/partners/nagon", method="HEAD")
    assert (head.status_code, head.content, head["Content-Type"]) == (404, b"", "application/problem+json")


@pytest.mark.usefixtures("catalogue")
def test_a_failed_precondition_is_a_problem() -> None:
    problem_of(ask("/partners", If_Match='"other"'), 412)
    assert ask("/partners", If_Match=ask("/partners")["ETag"]).status_code == 200


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("path", OF_THE_LOG)
def test_not_modified_costs_one_query(path: str, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    tag = ask_for(path)["ETag"]
    for known in (tag, f"W/{tag}"):
        with django_assert_max_num_queries(1):
            assert ask_for(path, If_None_Match=known).status_code == 304


@pytest.mark.usefixtures("catalogue")
def test_an_unchanged_list_costs_one_query_by_date_too(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    seen = ask("/partners")["Last-Modified"]
    with django_assert_max_num_queries(1):
        assert ask("/partners", If_Modified_Since=seen).status_code == 304


def test_an_empty_catalogue_has_no_date() -> None:
    answer = ask("/partners")
    assert "Last-Modified" not in answer
    assert ask("/partners", If_None_Match=answer["ETag"]).status_code == 304
