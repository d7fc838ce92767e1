"""What a request asks, as far as a kept answer depends on it."""

from collections.abc import Callable, Collection
from typing import Any, NamedTuple
from urllib.parse import unquote_plus

FREE = frozenset({"q", "text", "samtal"})  # What somebody writes or saves: an answer to it is never kept.
_NEVER = ("authorization", "range", "if-match", "if-modified-since", "if-unmodified-since")


class Asked(NamedTuple):
    """An address in its one form, as the client reached it; for programs also the type that they accept."""

    path: str
    query: str
    host: str
    scheme: str
    accept: str


class Addresses:
    """The one form of every address: parameters in order, and of pages only those that some page knows.

    Paths that begin like one of `private` are never kept, and their queries are left as they are.
    """

    def __init__(
        self, known: Collection[str], is_for_programs: Callable[[str], bool], private: tuple[str, ...]
    ) -> None:
        self.known = known
        self.is_for_programs = is_for_programs
        self.private = private

    def query(self, path: str, query: str) -> str:
        """The query as a whole answer depends on it; empty and unknown parameters are nothing to a page."""
        if not query or path.startswith(self.private):
            return query
        named = [(_name(part), part) for part in query.split("&")]
        if not self.is_for_programs(path):
            named = [(name, part) for name, part in named if name in self.known and part.partition("=")[2]]
        named.sort(key=lambda pair: pair[0])
        return "&".join(part for _name, part in named)

    def asked(self, scope: Any, own_cookies: Collection[str], scheme_header: str) -> Asked | None:
        """What a GET or HEAD asks; None where its answer is for who asks alone."""
        path, headers = scope.path, scope.headers
        if path.startswith(self.private) or any(name in headers for name in _NEVER):
            return None
        cookies = headers.get("cookie")
        if cookies and any(part.partition("=")[0].strip() in own_cookies for part in cookies.split(";")):
            return None
        query = self.query(path, scope.query_string)
        if query and any(_name(part) in FREE and part.partition("=")[2] for part in query.split("&")):
            return None
        scheme = (headers.get(scheme_header) or "") if scheme_header else ""
        accept = (headers.get("accept") or "") if self.is_for_programs(path) else ""
        return Asked(path, query, headers.get("host") or "", scheme, accept)


def _name(part: str) -> str:
    name = part.partition("=")[0]
    return unquote_plus(name) if "%" in name or "+" in name else name
