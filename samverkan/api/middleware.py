"""What holds for every answer to another system: problem documents, CORS, a trace context and fair use."""

import re
import secrets
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from samverkan.api import problem
from samverkan.api.fair_use import FairUse

EXPOSED = "ETag, Last-Modified, Link, Retry-After, Allow, Revision, Traceparent"
_TRACEPARENT = re.compile(r"(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}", re.ASCII)
_CONDITIONS = {"If-None-Match", "If-Modified-Since"}
_OF_THE_BODY = {"content-type", "content-length", "content-language", "etag", "last-modified"}


class ApiMiddleware:
    """Stands outermost, so that Django's own errors, such as a forged host, are answered as all others are."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = self.get_response(request)
        if request.path_info == reverse("changes-feed"):
            _opened(answer)
        if not is_below_api(request.path_info):
            return answer
        if answer.status_code >= 400 and answer.headers.get("Content-Type") != problem.MEDIA_TYPE:
            answer = _as_problem(request, answer)
        _opened(answer)
        answer["Link"] = f"<{reverse('api-openapi')}>; rel=service-desc, <{reverse('api-docs')}>; rel=service-doc"
        answer["Traceparent"] = traceparent(request.headers.get("traceparent", ""))
        return _without_body(request, answer)


class FairUseMiddleware:
    """Stands inside those that set headers on every answer, and outside all that costs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method == "OPTIONS" or not is_below_api(request.path_info):
            return self.get_response(request)
        if not _CONDITIONS & request.headers.keys():
            return _too_many(request) or self.get_response(request)
        answer = self.get_response(request)
        if answer.status_code == 304:  # Free, also for who has spent all; so the answer must be known first.
            return answer
        refusal: Any = _too_many(request)
        if refusal:  # What it replaces may hold an open file, which is closed when the refusal has been sent.
            refusal._resource_closers += answer._resource_closers  # type: ignore[attr-defined]
        return refusal or answer


def _too_many(request: HttpRequest) -> HttpResponse | None:
    """Count the request; the refusal, where its address has asked too much."""
    throttle = FairUse()
    if throttle.allow_request(request):
        return None
    refusal = problem.response(request, problem.Problem(429))
    refusal["Retry-After"] = str(throttle.wait())
    refusal["Content-Length"] = str(len(refusal.content))
    return refusal


def is_below_api(path: str) -> bool:
    """Whether partner systems, not people, ask for the path."""
    return path == "/api" or path.startswith(("/api/", "/datasets/"))


def traceparent(given: str) -> str:
    """The caller's trace context (W3C Trace Context), or a new one where theirs is missing or malformed."""
    return given if _TRACEPARENT.fullmatch(given) else f"00-{secrets.token_hex(16)}-{secrets.token_hex(8)}-00"


def _opened(answer: HttpResponseBase) -> None:
    """Lets pages of any other origin read the answer."""
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Access-Control-Expose-Headers"] = EXPOSED


def _without_body(request: HttpRequest, answer: HttpResponseBase) -> HttpResponseBase:
    """HEAD keeps the length that GET would have; an answer without a body has neither length nor type."""
    if answer.status_code in (204, 304):
        for name in ("Content-Length", "Content-Type"):
            answer.headers.pop(name, None)
    elif request.method == "HEAD" and isinstance(answer, HttpResponse):
        answer["Content-Length"] = str(len(answer.content))
        answer.content = b""
    return answer


def _as_problem(request: HttpRequest, answer: HttpResponseBase) -> HttpResponseBase:
    """The same error in our form, with the headers that other middleware has set."""
    replaced = problem.response(request, problem.Problem(answer.status_code))
    for name, value in answer.headers.items():
        if name.lower() not in _OF_THE_BODY and name not in replaced.headers:
            replaced[name] = value
    return replaced
