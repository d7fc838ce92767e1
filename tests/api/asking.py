"""Asking the API as a partner does."""

from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.utils.http import urlencode

BASE = "/api/v1"
LISTS = (
    "/activities",
    "/areas",
    "/federations",
    "/financing-streams",
    "/follow-ups",
    "/functions",
    "/municipalities",
    "/partners",
    "/sources",
    "/terms",
)


def ask(path: str, query: dict[str, Any] | str = "", method: str = "GET", **headers: str) -> HttpResponse:
    """The answer to one request; header names with underscores."""
    raw = query if isinstance(query, str) else urlencode(query, doseq=True)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    answer: HttpResponse = Client(raise_request_exception=False).generic(  # type: ignore[assignment]
        method, f"{BASE}{path}", QUERY_STRING=raw, headers=named
    )
    return answer


def json_of(path: str, query: dict[str, Any] | str = "", **headers: str) -> Any:
    """The content of an answer that must be a success."""
    answer = ask(path, query, **headers)
    assert answer.status_code == 200, answer.content
    return answer.json()  # type: ignore[attr-defined]


def slugs(path: str, query: dict[str, Any] | str = "") -> list[str]:
    """Which entries a list shows, in its order."""
    return [entry["slug"] for entry in json_of(path, query)["results"]]


def problem_of(answer: HttpResponse, status: int) -> dict[str, Any]:
    """The problem document of an answer that must be that error, whole and in its form."""
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    problem: dict[str, Any] = answer.json()  # type: ignore[attr-defined]
    assert problem["status"] == status
    assert problem["type"] == f"/api/v1/docs#fel-{status}"
    assert all(isinstance(problem[name], str) and problem[name] for name in ("title", "detail", "instance"))
    assert answer["Cache-Control"] == "no-store"
    return problem
