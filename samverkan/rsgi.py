"""The RSGI application that granian serves: kept answers, and Django behind them."""

import asyncio
import io
import json
import os
from functools import cache
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from samverkan.wsgi import application as django_application  # isort: skip # It makes Django ready.

from samverkan.addresses import ADDRESSES
from samverkan.api import problem
from samverkan.api.middleware import is_below_api, traceparent
from samverkan.response_cache.environ import environ_of
from samverkan.response_cache.front import Again, Front, Rules
from samverkan.response_cache.kept import Answer, Headers, Store
from samverkan.response_cache.threads import Threads
from samverkan.response_cache.tip import tips
from samverkan.translations import of_path

ALIVE = "/healthz"
SOON = "2"  # Seconds until one may ask again.


class Application:
    """The front, made when the worker's event loop runs."""

    front: Front

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        asyncio.set_event_loop(loop)
        self.front = front()
        self.beside = [loop.create_task(self.front.watch()), loop.create_task(end_with(os.getppid()))]

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        await self.front(scope, protocol)


async def end_with(watcher: int) -> None:
    """End when the process that started this one is gone, which granian leaves alone."""
    while os.getppid() == watcher:
        await asyncio.sleep(1)
    os._exit(1)


def front() -> Front:
    """The front before this site's Django."""
    threads = Threads(django_application)
    rules = Rules(
        addresses=ADDRESSES,
        own_cookies=(settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME),
        scheme_header="x-forwarded-proto" if settings.PROXY_COUNT else "",
        new_each_time=("traceparent",),
        each_time=_each_time,
        stale_seconds=settings.STALE_HOURS * 3600,
        alive=ALIVE,
    )
    return Front(threads, tips(), Store(settings.KEPT_MB * 1024 * 1024), rules, refusals(threads))


def _each_time(path: str, headers: Any) -> Headers:
    return [("traceparent", traceparent(headers.get("traceparent") or ""))] if is_below_api(path) else []


def refusals(threads: Threads) -> Any:
    """What is answered without Django, with the headers that all answers have; made once."""
    alive = threads.ask(environ_of(Again("GET", ALIVE, "", {"host": _host()}), io.BytesIO(), None))
    assert isinstance(alive, Answer)
    common = alive.without("content-type", "content-length", "content-language", "cache-control").headers

    @cache
    def of(status: int, is_for_programs: bool, language: str) -> Answer:
        with translation.override(language):
            kind, text = _problem(status) if is_for_programs else _page(status)
        again = [("retry-after", SOON)] if status in (408, 503) else []
        headers = [("content-type", kind), ("content-language", language), ("cache-control", "no-store"), *again]
        return Answer(status, common + headers, text.encode())

    def refusal(status: int, path: str) -> Answer:
        if status == 200:
            return alive
        answer = of(status, is_below_api(path), of_path(path))
        return Answer(status, answer.headers + _each_time(path, {}), answer.body)

    return refusal


def _host() -> str:
    """A host that the site answers to."""
    names = [name.lstrip(".") for name in settings.ALLOWED_HOSTS if name != "*"]
    return names[0] if names else "localhost"


def _problem(status: int) -> tuple[str, str]:
    return problem.MEDIA_TYPE, json.dumps(problem.document(status, "/", ""), ensure_ascii=False)


def _page(status: int) -> tuple[str, str]:
    words = {
        400: _("Begäran kom inte fram hel. Försök igen."),
        408: _("Begäran kom inte fram i tid. Försök igen."),
        411: _("Begäran säger inte hur lång den är."),
        413: _("Det som skickades är för stort. Dela upp det och försök igen."),
        503: _("Katalogen svarar inte just nu. Försök igen om en liten stund."),
    }
    return "text/html; charset=utf-8", render_to_string("errors/503.html", {"message": words[status]})


application = Application()
