"""Every error below /api is a problem document, whoever finds it, and tells nothing about the inside."""

import json
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from samverkan.api import problem
from samverkan.api.collection import CollectionList
from tests.api.asking import ask, problem_of
from tests.factories import PartnerFactory, published

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path",
    [
        "/api",
        "/api/",
        "/api/v1",
        "/api/v2/activities",
        "/api/v1/nagot",
        "/api/v1/activities/",
        "/api/v1/activities/lotsen/",
        "/api/v1/activities.json",
        "/api/v1//activities",
        "/api/v1/schemas/activity",
        "/api/v1/schemas/activity/0",
        "/api/v1/schemas/activity/99",
        "/api/v1/schemas/nagot/1",
        "/api/v1/editions/1",
        "/api/v1/matrix",
        "/api/v1/matrix/nagot",
        "/api/v1/activities/%00",
        "/api/v1/activities/%ED%A0%80",
        "/api/v1/activities/..%2f..%2fetc",
    ],
)
def test_an_unknown_address_is_a_problem_and_never_a_redirect(path: str) -> None:
    answer = Client().get(path)
    assert problem_of(answer, 404)["instance"].startswith("/api")  # type: ignore[arg-type]


def test_addresses_beside_the_api_keep_their_own_errors() -> None:
    for path in ("/nagot", "/apix"):
        answer = Client().get(path)
        assert answer.status_code == 404
        assert answer["Content-Type"].startswith("text/html")
        assert "Access-Control-Allow-Origin" not in answer


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND"])
@pytest.mark.parametrize("path", ["/activities", "/partners/parten", "/changes", "/api-info", "/docs", "/"])
def test_other_methods_than_reading_are_refused(method: str, path: str) -> None:
    published(PartnerFactory.create(slug="parten"))
    answer = ask(path, method=method)
    problem_of(answer, 405)
    assert answer["Allow"] == "GET, HEAD, OPTIONS"


def test_a_deeply_nested_body_is_refused_unread() -> None:
    for body in ("[" * 20_000, '{"a":' * 20_000):
        answer: Any = Client().post("/api/v1/activities", body, content_type="application/json")
        problem_of(answer, 405)
        answer = Client().generic("GET", "/api/v1/activities", body, content_type="application/json")
        assert answer.status_code == 200


@pytest.mark.parametrize(
    "accept", ["text/html", "application/xml, text/*", "application/json;q=0", "json", "x;a*=b'c'd"]
)
def test_a_format_that_there_is_not_is_refused(accept: str) -> None:
    problem_of(ask("/activities", accept=accept), 406)


@pytest.mark.parametrize(
    "accept",
    ["*/*", "", "application/json", "application/*;q=0.1", "application/json; charset=utf-8", "text/html, */*;q=0.5"],
)
def test_what_may_be_json_is_json(accept: str) -> None:
    answer = ask("/activities", accept=accept)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")


def test_a_page_is_not_given_to_who_asks_for_json() -> None:
    problem_of(ask("/docs", accept="application/json"), 406)


def test_a_forged_host_is_refused_without_being_repeated() -> None:
    answer = ask("/activities", host="evil.example")
    problem_of(answer, 400)
    assert b"evil" not in answer.content


def test_a_fault_of_ours_tells_nothing_of_the_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **kwargs: Any) -> str:
        raise RuntimeError("SELECT secret FROM publishing_publication")

    monkeypatch.setattr(CollectionList, "content", fail)
    answer = ask("/activities")
    problem_of(answer, 500)
    assert not [word for word in (b"SELECT", b"Runtime", b"Traceback", b".py") if word in answer.content]


def test_a_fault_outside_the_endpoints_is_a_problem_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **kwargs: Any) -> Any:
        raise RuntimeError("hemlighet")

    monkeypatch.setattr("django.middleware.common.CommonMiddleware.process_response", fail)
    answer = ask("/activities")
    problem_of(answer, 500)
    assert b"hemlighet" not in answer.content


def test_a_silent_database_is_unavailable_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **kwargs: Any) -> str:
        raise OperationalError("could not connect to server on /run/postgresql")

    monkeypatch.setattr("samverkan.api.conditional.Newest.read", fail)
    answer = ask("/activities")
    problem_of(answer, 503)
    assert answer["Retry-After"] == "5"
    assert b"postgres" not in answer.content


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/activities", {}),
        ("/activities/nagot", {}),
        ("/nagot", {}),
        ("/activities?x=1", {}),
        ("/activities", {"accept": "text/html"}),
        ("/activities", {"host": "evil.example"}),
        ("/docs", {}),
    ],
)
def test_every_answer_carries_the_security_headers_and_no_cookie(path: str, headers: dict[str, str]) -> None:
    place, _, query = path.partition("?")
    answer = ask(place, query, **headers)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert not answer.cookies
    assert "Server" not in answer
    assert "X-Powered-By" not in answer


def test_the_problem_of_an_odd_status_is_still_whole() -> None:
    assert problem.document(418, "/api/å?")["instance"] == "/api/%C3%A5%3F"
    assert problem.document(418, "/api")["type"].endswith("#fel-400")
    assert problem.document(507, "/api")["type"].endswith("#fel-500")


def test_every_problem_leads_to_its_place_in_the_documentation() -> None:
    page = ask("/docs").content.decode()
    assert [status for status in problem.TITLES if f'id="fel-{status}"' not in page] == []
    assert json.loads(ask("/nagot").content)["type"].partition("#")[0] == problem.DOCS
