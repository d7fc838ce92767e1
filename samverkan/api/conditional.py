"""Conditional requests: the newest revision is the one validator of everything that comes from the log."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Self

from django.conf import settings
from django.db.models import IntegerField
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date, parse_etags

from samverkan.pages.etag import etag
from samverkan.publishing import moment as moments
from samverkan.publishing.models import LAST_REMOVAL, Revision, Written

CACHE_CONTROL = "public, max-age=60"

# Asked, not built, each time.
_LAST_TWO = (
    Revision.objects.order_by("-number")
    .annotate(removal=Written(f"({LAST_REMOVAL})", gives=IntegerField()))
    .values_list("number", "moment", "removal")[:2]
)


@dataclass(frozen=True)
class Newest:
    """The log's end, read once a request."""

    number: int
    moment: dt.datetime | None = None
    is_alone: bool = True

    @classmethod
    def read(cls) -> Self:
        """One query, which also tells of removals; 0 in an empty catalogue."""
        rows = list(_LAST_TWO.all())
        if not rows:
            return cls(0)
        number, moment, removal = rows[0]
        moments.removals.heed(number, removal or 0)
        return cls(number, moment, len(rows) == 1 or int(rows[1][1].timestamp()) < int(moment.timestamp()))

    def of_day(self, day: dt.date) -> Self:
        """The same for answers that depend on the day too: they change at midnight, whatever is published."""
        midnight = dt.datetime.combine(day, dt.time.min, timezone.get_default_timezone())
        return self if self.moment is None or self.moment >= midnight else replace(self, moment=midnight, is_alone=True)

    @property
    def last_modified(self) -> int | None:
        """Whole seconds, as HTTP knows no finer ones."""
        return int(self.moment.timestamp()) if self.moment else None

    @property
    def tells_apart(self) -> int | None:
        """The same, unless the revision before it shares the second, so that a date cannot say which one was seen."""
        return self.last_modified if self.is_alone else None


def of_log(request: HttpRequest, newest: Newest, media_type: str) -> str:
    """The ETag of an answer that is a function of the address and the log."""
    return etag(settings.BUILD, newest.number, newest.moment, request.get_full_path(), media_type)


def is_known(request: HttpRequest, tag: str) -> bool:
    """Whether the client names the ETag, weak or strong, and so has had this very answer."""
    given = request.headers.get("If-None-Match", "")
    return bool(given) and tag in [known.removeprefix("W/") for known in parse_etags(given)]


def evaluate(
    request: HttpRequest, tag: str, last_modified: int | None, answer: HttpResponse | None = None
) -> HttpResponse | None:
    """304 or 412 where the request's conditions say so, else the answer itself."""
    result: HttpResponse | None = get_conditional_response(
        request, etag=tag, last_modified=last_modified, response=answer
    )
    return result


def marked(answer: HttpResponse, tag: str, last_modified: int | None) -> HttpResponse:
    """The answer with what a cache needs to know."""
    if answer.status_code in (200, 304):
        answer["ETag"] = tag
        answer["Cache-Control"] = CACHE_CONTROL
        if last_modified is not None:
            answer["Last-Modified"] = http_date(last_modified)
        patch_vary_headers(answer, ["Accept"])
    return answer


def unkept(answer: HttpResponse) -> HttpResponse:
    """An answer to a question that nobody but who asked should know of."""
    answer["Cache-Control"] = "no-store"
    answer["Referrer-Policy"] = "no-referrer"
    patch_vary_headers(answer, ["Accept"])
    return answer
