"""Errors as problem documents (RFC 9457): Swedish words, never a trace, a query or a version."""

import json
from typing import Any

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.signals import got_request_exception
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.encoding import escape_uri_path
from django.utils.log import log_response
from rest_framework.exceptions import APIException

MEDIA_TYPE = "application/problem+json"
DOCS = "/api/v1/docs"
RETRY_AFTER = "5"
TITLES = {
    400: "Begäran går inte att förstå",
    403: "Det är inte tillåtet",
    404: "Det finns inte",
    405: "Metoden går inte att använda här",
    406: "Formatet finns inte",
    409: "Uppgifterna motsäger varandra",
    410: "Posten är återkallad",
    412: "Villkoret är inte uppfyllt",
    429: "För många anrop på kort tid",
    500: "Något gick fel hos oss",
    503: "Katalogen svarar inte just nu",
}
DETAILS = {
    400: f"Rätta begäran och försök igen. {DOCS} beskriver vad som går att fråga efter.",
    403: "Adressen är inte öppen.",
    404: f"Adressen finns inte. {DOCS} räknar upp dem som finns; ingen slutar med snedstreck.",
    405: "Katalogen går bara att läsa. Använd GET, HEAD eller OPTIONS.",
    406: "Adressen har inget av de format som Accept anger.",
    409: "Det som begäran säger kan inte allt vara sant.",
    410: "Posten är återkallad och finns inte längre i katalogen.",
    412: "Svaret har en annan ETag eller är nyare än vad begäran kräver.",
    429: "Vänta så länge som Retry-After säger. Följ /changes i stället för att hämta om.",
    500: "Felet är antecknat. Försök igen om en stund.",
    503: "Försök igen om några sekunder.",
}


class Problem(Exception):
    """The answer is an error: its status, what is wrong and how to put it right."""

    def __init__(self, status: int, detail: str = "", **members: Any) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.members = members


class BadParameter(Problem):
    """A parameter is unknown, empty, repeated or malformed."""

    def __init__(self, name: str, detail: str) -> None:
        super().__init__(400, detail, parameter=name)


def document(status: int, path: str, detail: str = "", **members: Any) -> dict[str, Any]:
    """A problem document about a path."""
    known = status if status in TITLES else (500 if status >= 500 else 400)
    return {
        "type": f"{DOCS}#fel-{known}",
        "title": TITLES[known],
        "status": status,
        "detail": detail or DETAILS[known],
        "instance": escape_uri_path(path),
        **members,
    }


def response(request: HttpRequest, problem: Problem) -> HttpResponse:
    """The answer that says what went wrong; nobody may keep it."""
    content = json.dumps(document(problem.status, request.path, problem.detail, **problem.members), ensure_ascii=False)
    answer = HttpResponse(content.encode(), status=problem.status, content_type=MEDIA_TYPE)
    answer["Cache-Control"] = "no-store"
    answer["Content-Language"] = "sv"
    if problem.status == 503:
        answer["Retry-After"] = RETRY_AFTER
    return answer


def exception_handler(error: Exception, context: dict[str, Any]) -> HttpResponse:
    """Django REST framework's hook: whatever an endpoint raises becomes a problem document."""
    request: HttpRequest = context["request"]._request
    problem = _problem_of(error)
    answer = response(request, problem)
    if problem.status >= 500:
        got_request_exception.send(sender=None, request=request)
        log_response(
            "%s: %s",
            answer.reason_phrase,
            request.path,
            response=answer,
            request=request,
            level="error",
            exception=error,
        )
    return answer


def _problem_of(error: Exception) -> Problem:
    match error:
        case Problem():
            return error
        case APIException():
            return Problem(error.status_code)
        case Http404():
            return Problem(404)
        case PermissionDenied():
            return Problem(403)
        case SuspiciousOperation():
            return Problem(400)
        case OperationalError() | InterfaceError():
            return Problem(503)
        case _:
            return Problem(500)
