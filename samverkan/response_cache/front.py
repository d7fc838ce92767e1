"""The asynchronous front: kept answers at once, everything else from Django's threads, and never a hang."""

import asyncio
import io
import logging
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from samverkan.response_cache.asked import Addresses, Asked
from samverkan.response_cache.bodies import Bodies
from samverkan.response_cache.bodies import Refused as BodyRefused
from samverkan.response_cache.encodings import BROTLI, chosen
from samverkan.response_cache.environ import environ_of
from samverkan.response_cache.kept import Answer, Headers, Kept, Store
from samverkan.response_cache.threads import Busy, Long, Threads
from samverkan.response_cache.tip import Away, Tip, Tips

WARMED = 40  # So many of the addresses that are asked for most are answered anew after a publication.
WATCH = 1.0  # Seconds between two looks at the tip, so that a removal empties the memory though nobody asks.
PIECE = 64 * 1024
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Rules:
    """What the front is told of the site."""

    addresses: Addresses
    own_cookies: Collection[str]
    scheme_header: str  # Of a trusted proxy, else "".
    new_each_time: Collection[str]  # Headers that are no part of a kept answer,
    each_time: Callable[[str, Any], Headers]  # and those of an address, made for each request.
    stale_seconds: float
    alive: str  # The address that tells that the process lives, whatever the database does.


@dataclass
class Front:
    """An RSGI application."""

    threads: Threads
    tips: Tips
    store: Store
    rules: Rules
    refusal: Callable[[int, str], Answer]  # By status and path: what Django is not asked for.
    bodies: Bodies = field(default_factory=Bodies)
    _making: dict[Asked, "asyncio.Task[Kept | Answer | Long]"] = field(default_factory=dict)
    seen: Tip | None = None
    warming: "asyncio.Task[None] | None" = None

    async def __call__(self, scope: Any, protocol: Any) -> None:
        method = scope.method
        if method in ("GET", "HEAD"):
            if scope.path == self.rules.alive:
                self._send(protocol, self.refusal(200, scope.path))
                return
            asked = self.rules.addresses.asked(scope, self.rules.own_cookies, self.rules.scheme_header)
            if asked is not None:
                await self._kept(scope, protocol, asked)
                return
        await self._unkept(scope, protocol)

    # --- what may be kept ---

    async def _kept(self, scope: Any, protocol: Any, asked: Asked) -> None:
        """An answer that anybody may have, from what is kept where that still holds."""
        encoding = chosen((scope.headers.get("accept-encoding") or "")[:200])  # No browser says more.
        try:
            await self._answer(scope, protocol, asked, encoding)
        except (Away, Busy):
            self._from_the_last_good_copy(scope, protocol, asked, encoding)

    async def _answer(self, scope: Any, protocol: Any, asked: Asked, encoding: str) -> None:
        """The answer at the newest tip. Raises Away and Busy."""
        tip = await self._tip()
        found: Kept | Answer | Long | None = self.store.get(asked)
        if found is None or found.tip is not tip:  # type: ignore[union-attr]
            found = await self._made(scope, asked, tip, encoding)
        if isinstance(found, Kept):
            found.hits += 1
            if encoding not in found.ready:
                await self._make_ready(asked, found, encoding)
            self._send_kept(scope, protocol, found, encoding)
        elif found.status >= 500 and self.store.get(asked):
            self._from_the_last_good_copy(scope, protocol, asked, encoding)
        else:
            await self._send_made(scope, protocol, found)

    async def _made(self, scope: Any, asked: Asked, tip: Tip, encoding: str) -> Kept | Answer | Long:
        """Django's answer; who asks the same meanwhile waits for it, and shares it where it may be shared."""
        making = self._making.get(asked)
        if making is not None:
            shared = await asyncio.shield(making)
            if isinstance(shared, Kept) and shared.tip is tip:
                return shared
        instead = {"REQUEST_METHOD": "GET", "QUERY_STRING": asked.query.encode().decode("latin-1")}
        environ = environ_of(scope, io.BytesIO(), None, **instead)
        making = asyncio.get_running_loop().create_task(self._make(environ, asked, tip, encoding))
        self._making[asked] = making
        making.add_done_callback(lambda done: self._making.pop(asked) if self._making.get(asked) is done else None)
        return await asyncio.shield(making)

    async def _make(self, environ: dict[str, Any], asked: Asked, tip: Tip, encoding: str) -> Kept | Answer | Long:
        """Django's answer, kept where it may be."""
        made: Kept | Answer | Long = await self.threads.run(self._ask, environ, tip, encoding)
        if isinstance(made, Kept) and tip is self.seen:  # Else something was published while it was made.
            self.store.keep(asked, made)
        return made

    def _ask(self, environ: dict[str, Any], tip: Tip, encoding: str) -> Kept | Answer | Long:
        """In a thread: the whole answer, packed; its condition is judged afterwards."""
        environ.pop("HTTP_IF_NONE_MATCH", None)
        answer = self.threads.ask(environ)
        if isinstance(answer, Long):
            return answer
        if not answer.may_be_kept:
            return answer.packed(encoding) if answer.status == 200 else answer
        kept = Kept(tip, answer.without(*self.rules.new_each_time))
        kept.make_ready(encoding)
        return kept

    async def _make_ready(self, asked: Asked, kept: Kept, encoding: str) -> None:
        """Pack a kept answer in an encoding that nobody asked for before. Raises Busy."""
        if kept.answer.may_be_packed and encoding:
            await self.threads.run(kept.make_ready, encoding)
        else:
            kept.make_ready(encoding)
        if self.store.get(asked) is kept:
            self.store.keep(asked, kept)  # It has grown.

    # --- when the catalogue changes, or the database is away ---

    async def _tip(self) -> Tip:
        """The newest tip, noticed. Raises Away."""
        tip = self.tips.known() or await self.tips.read()
        if tip is not self.seen:
            tip = self.tips.last or tip  # Which another request may have moved on meanwhile.
            await self._at_a_new_tip(tip)
        return tip

    async def _at_a_new_tip(self, tip: Tip) -> None:
        """Notice that the catalogue has changed: forget what removed words may stand in, make the most asked anew."""
        before, self.seen = self.seen, tip
        if before is None:
            return
        try:
            removed = tip.revision != before.revision and await self.tips.removals_since(before.revision)
        except Away:
            removed = True
        if removed:
            self.store.empty()
        elif self.warming is None or self.warming.done():
            self.warming = asyncio.get_running_loop().create_task(self._warm())

    async def _warm(self) -> None:
        """Answer what is asked for most at the new tip, one after the other, before somebody has to wait for it."""
        for key in list(self.store.most_asked(WARMED, lambda kept: kept.tip is not self.seen)):
            asked, tip = key, self.seen
            if not isinstance(asked, Asked) or tip is None:
                continue
            try:
                await self._make(self._environ_again(asked), asked, tip, BROTLI)
            except Busy:
                return

    def _environ_again(self, asked: Asked) -> dict[str, Any]:
        """A request like the one that made a kept answer."""
        headers = {"host": asked.host, "accept": asked.accept}
        if self.rules.scheme_header:
            headers[self.rules.scheme_header] = asked.scheme
        scope = Again("GET", asked.path, asked.query, {name: value for name, value in headers.items() if value})
        return environ_of(scope, io.BytesIO(), None)

    def _from_the_last_good_copy(self, scope: Any, protocol: Any, asked: Asked, encoding: str) -> None:
        """What was answered last, with its age; where there is none, a calm word that it goes on soon."""
        kept = self.store.get(asked)
        age = time.monotonic() - kept.made if kept else 0.0
        if kept is None or age > self.rules.stale_seconds:
            self._send(protocol, self.refusal(503, scope.path))
            return
        if encoding not in kept.ready:  # Here, since every thread may be waiting for the database.
            kept.make_ready(encoding)
        self._send_kept(scope, protocol, kept, encoding, [("age", str(int(age)))])

    async def watch(self) -> None:
        """Look at the tip now and then, for as long as the process lives."""
        while True:
            try:
                await self._tip()
            except Away:
                pass
            except Exception:
                logger.exception("The tip could not be watched")
            await asyncio.sleep(WATCH)

    # --- what is never kept ---

    async def _unkept(self, scope: Any, protocol: Any) -> None:
        """A form, the coordinators' side, a search: Django's own answer."""
        body, length = None, None
        try:
            if scope.method not in ("GET", "HEAD", "OPTIONS", "TRACE"):
                body, length = await self.bodies.read(scope, protocol)
            answer = await self.threads.answer(environ_of(scope, body or io.BytesIO(), length))
        except BodyRefused as refused:
            self._send(protocol, self.refusal(refused.status, scope.path))
        except Busy:
            self._send(protocol, self.refusal(503, scope.path))
        else:
            await self._send_whole(scope, protocol, answer)

    # --- sending ---

    def _send_kept(self, scope: Any, protocol: Any, kept: Kept, encoding: str, more: Headers | None = None) -> None:
        whole, unchanged = kept.ready[encoding]
        condition = scope.headers.get("if-none-match")
        answer = unchanged if condition and whole.is_known(condition) else whole
        self._send(protocol, answer, self.rules.each_time(scope.path, scope.headers) + (more or []))

    async def _send_made(self, scope: Any, protocol: Any, answer: Answer | Long) -> None:
        """An answer of Django's to a question without its condition, which is judged here."""
        condition, known = scope.headers.get("if-none-match"), Answer(answer.status, answer.headers, b"")
        if condition and answer.status == 200 and known.is_known(condition):
            if isinstance(answer, Long):
                answer.body.close()
            answer = known.unchanged()
        await self._send_whole(scope, protocol, answer)

    async def _send_whole(self, scope: Any, protocol: Any, answer: Answer | Long) -> None:
        if isinstance(answer, Answer):
            self._send(protocol, answer)
            return
        with answer.body as body:
            if scope.method == "HEAD":
                protocol.response_empty(answer.status, answer.headers)
                return
            transport = protocol.response_stream(answer.status, answer.headers)
            while piece := body.read(PIECE):
                await transport.send_bytes(piece)

    def _send(self, protocol: Any, answer: Answer, more: Headers | None = None) -> None:
        headers = answer.headers + more if more else answer.headers
        if answer.body:
            protocol.response_bytes(answer.status, headers, answer.body)
        else:
            protocol.response_empty(answer.status, headers)


@dataclass
class Again:
    """As much of a scope as a request without a client has."""

    method: str
    path: str
    query_string: str
    headers: dict[str, str]
    http_version: str = "1.1"
    scheme: str = "http"
    server: str = "127.0.0.1:80"
    client: str = "127.0.0.1:0"
