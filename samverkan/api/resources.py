"""What every address of the API is: read-only, strict about what it is asked, conditional and cacheable."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.request import MediaType
from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.views import APIView

from samverkan.api import conditional
from samverkan.api.parameters import AT, Bilingual, Parameter, read
from samverkan.api.problem import Problem
from samverkan.pages.etag import etag
from samverkan.publishing.models import Publication, PublicationQuerySet
from samverkan.publishing.moment import BadMoment, Moment, UnknownRevision, resolve
from samverkan.publishing.schemas import Schema

METHODS = "GET, HEAD, OPTIONS"
MAY_SEND = "Accept, If-None-Match, If-Modified-Since, Traceparent, Tracestate"


class Negotiation(BaseContentNegotiation):
    """What Accept allows; parameters such as charset never make a JSON answer unacceptable."""

    def select_parser(self, request: Request, parsers: Any) -> None:
        return None

    def select_renderer(self, request: Request, renderers: Any, format_suffix: Any = None) -> tuple[Any, str]:
        for wanted in self._accepted(request._request):
            for renderer in renderers:
                main, _, sub = renderer.media_type.partition("/")
                if wanted.main_type in ("*", main) and wanted.sub_type in ("*", sub):
                    return renderer, renderer.media_type
        raise NotAcceptable

    def _accepted(self, request: HttpRequest) -> list[Any]:
        if not request.headers.get("Accept", "").strip():
            return [MediaType("*/*")]
        try:
            return list(request.accepted_types)
        except (ValueError, LookupError):  # A malformed parameter.
            return []


@dataclass(frozen=True)
class Operation:
    """What the OpenAPI document says of an address, Swedish first."""

    name: str
    tag: Bilingual
    summary: Bilingual
    text: Bilingual
    answer: Schema
    path: tuple[Parameter, ...] = field(default=())
    statuses: tuple[int, ...] = field(default=())
    components: dict[str, Schema] = field(default_factory=dict)


def with_revision(schema: Schema) -> Schema:
    """The schema of an answer that begins with the revision that it shows."""
    revision = {
        "type": "integer",
        "description": "Revisionen som hela svaret visar. The revision that the whole answer shows.",
        "examples": [12],
    }
    required, properties = ["revision", *schema["required"]], {"revision": revision, **schema["properties"]}
    return {**schema, "required": required, "properties": properties}


class Resource(APIView):
    """One address. Subclasses say which parameters it takes and make the answer."""

    http_method_names = ["get", "head", "options"]
    content_negotiation_class = Negotiation
    renderer_classes = [JSONRenderer]
    parameters: tuple[Parameter, ...] = ()
    says_all_types = False  # Whether the document tells of every type that is answered, not of the first alone.
    may_be_kept = True  # Whether caches may keep the answer; not where the address tells of a person.
    operation: Operation

    def accepted_parameters(self) -> tuple[Parameter, ...]:
        """All query parameters, in the order in which they are documented."""
        return self.parameters

    def asked(self) -> dict[str, Any]:
        """The values of the query, strictly read."""
        return read(self.request.META.get("QUERY_STRING", ""), self.accepted_parameters())

    def answer(self, content: str | bytes) -> HttpResponse:
        """The content in the negotiated type."""
        body = content.encode() if isinstance(content, str) else content
        media_type = self.request.accepted_media_type
        charset = "; charset=utf-8" if media_type.startswith("text/") else ""
        answer = HttpResponse(body, content_type=f"{media_type}{charset}")
        answer["Content-Language"] = "sv"
        return answer

    def options(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:  # type: ignore[override]
        """What one may do here, also as the answer to a browser's preflight."""
        answer = HttpResponse(status=204)
        answer["Access-Control-Allow-Methods"] = METHODS
        answer["Access-Control-Allow-Headers"] = MAY_SEND
        answer["Access-Control-Max-Age"] = "86400"
        return answer


class FixedResource(Resource, ABC):
    """An address whose answer depends on the program alone."""

    def get(self, request: Request, **path: Any) -> HttpResponse:
        self.asked()
        answer = self.answer(self.content(**path))
        tag = etag(answer.content, answer["Content-Type"])
        return conditional.marked(conditional.evaluate(request._request, tag, None, answer) or answer, tag, None)

    @abstractmethod
    def content(self, **path: Any) -> str:
        """The answer's text."""


class LogResource(Resource):
    """An address that answers from the log, at one moment throughout."""

    parameters: tuple[Parameter, ...] = (AT,)
    always_answers = False
    moment: Moment

    def newest(self) -> conditional.Newest:
        """The log's end, which the answer's validators are made of."""
        return conditional.Newest.read()

    def _early(self, asked: dict[str, Any], newest: conditional.Newest, tag: str) -> HttpResponse | None:
        """304 before any work, where the newest revision alone shows that the client has the answer.

        A condition holds only for what would be answered, so a date is not enough where the entry may be unknown.
        """
        certain = self.always_answers and "at" not in asked
        if certain or conditional.is_known(self.request._request, tag):
            return conditional.evaluate(self.request._request, tag, newest.tells_apart)
        return None

    def _moment(self, asked: dict[str, Any], newest: conditional.Newest) -> Moment:
        try:
            return resolve(asked.get("at", ""), newest.number)
        except BadMoment as error:
            raise Problem(400, str(error), parameter="at") from error
        except UnknownRevision as error:
            raise Problem(404, str(error), parameter="at") from error

    def publications(self) -> PublicationQuerySet:
        """All that the catalogue held at the moment."""
        return Publication.objects.at(self.moment.number, self.moment.current)

    def publication(self, kind: str, slug: str) -> Publication:
        """One entry at the moment, in one query: 404 where it never was, 410 where it is withdrawn."""
        number = self.moment.number
        latest = Publication.objects.latest_at(number).filter(kind=kind, slug=slug).with_verified(number)
        found = next(iter(latest), None)
        if found is None:
            raise Problem(404, "Posten finns inte i katalogen. Kontrollera adressnamnet.")
        if found.withdrawn:
            raise Problem(410, f"Posten återkallades i revision {found.revision_id}.", revision=found.revision_id)
        return found


class CatalogueResource(LogResource, ABC):
    """An address whose answer from the log is one text."""

    def get(self, request: Request, **path: Any) -> HttpResponse:
        asked = self.asked()
        if not self.may_be_kept:
            self.moment = self._moment(asked, conditional.Newest.read())
            return conditional.unkept(self.answer(self.content(asked, **path)))
        newest = self.newest()
        tag = conditional.of_log(request._request, newest, request.accepted_media_type)
        early = self._early(asked, newest, tag)
        if early is None:
            self.moment = self._moment(asked, newest)
            answer = self.answer(self.content(asked, **path))
            early = conditional.evaluate(request._request, tag, newest.tells_apart, answer) or answer
        return conditional.marked(early, tag, newest.last_modified)

    @abstractmethod
    def content(self, asked: dict[str, Any], **path: Any) -> str:
        """The answer's text."""
