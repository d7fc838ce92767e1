"""What browsers and tracing need of every answer."""

import re

import pytest

from tests.api.asking import ask

pytestmark = pytest.mark.django_db
PATHS = ["/activities", "/activities/nagon", "/nagot", "/changes", "/api-info", "/docs", "/openapi.json"]
FORM = re.compile(r"00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")


@pytest.mark.parametrize("path", PATHS)
def test_a_script_from_anywhere_may_read(path: str) -> None:
    answer = ask(path, Origin="https://partner.example")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert {"ETag", "Last-Modified"} <= set(answer["Access-Control-Expose-Headers"].split(", "))
    assert "Access-Control-Allow-Credentials" not in answer


@pytest.mark.parametrize("path", ["/activities", "/activities/nagon", "/changes", "/docs", "/"])
def test_a_preflight_is_answered(path: str) -> None:
    asked = {"Origin": "https://partner.example", "Access_Control_Request_Method": "GET"}
    answer = ask(path, method="OPTIONS", **asked, Access_Control_Request_Headers="if-none-match, traceparent")
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Access-Control-Allow-Methods"] == answer["Allow"] == "GET, HEAD, OPTIONS"
    assert {"If-None-Match", "Traceparent"} <= set(answer["Access-Control-Allow-Headers"].split(", "))


@pytest.mark.parametrize("path", PATHS)
def test_a_trace_context_comes_back(path: str) -> None:
    given = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    assert ask(path, traceparent=given)["Traceparent"] == given


@pytest.mark.parametrize(
    "given",
    [
        "",
        "nonsense",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-extra",
        "x" * 7000,
    ],
)
def test_a_missing_or_malformed_trace_context_is_replaced(given: str) -> None:
    first, second = (ask("/activities", traceparent=given)["Traceparent"] for _ in range(2))
    assert FORM.fullmatch(first)
    assert first not in (given, second)
