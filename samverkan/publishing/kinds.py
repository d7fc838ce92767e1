"""The kinds of documents: each app registers its own, the ground floor knows none of them."""

import datetime as dt
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import TextChoices

from samverkan.language.incoming import is_unusual
from samverkan.publishing import schemas
from samverkan.publishing.incoming import tidied
from samverkan.remembered import remembered

if TYPE_CHECKING:
    from samverkan.publishing.models import Entry

Document = dict[str, Any]
Key = tuple[str, str]
Days = tuple[dt.date | None, dt.date | None]


@dataclass(frozen=True)
class Fault:
    """Something wrong in a document: the field's path and a Swedish sentence that says what to do."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


Check = Callable[[Any], Iterator[Fault]]


def _nothing(document: Document) -> Iterator[Any]:
    return iter(())


def _unbounded(document: Document) -> Days:
    return None, None


def _as_it_is(document: Document) -> Document:
    return document


def _on_any_day(document: Document, day: dt.date) -> Document:
    return document


def _keep_nothing(document: Document, before: Document | None) -> None:
    return None


@dataclass(frozen=True)
class Kind:
    """One kind of entry: its model, its schema, what the schema cannot say (`check`) and what is indexed.

    What a person writes may be more exact than what may be public: `protect` makes the public form of it, and `keep`
    stores the rest beside the entry that the public form was loaded into, by what was there before.
    `facets` are the values that it is found by, `span` the first and last day on which it can have held, `on_day` the
    document with what held on a day (the name of that time), `texts` what the search finds it by, each with its weight
    (`search.analyser`), `synonyms` rows of names that mean the same. `upcasts` lead from a version to the next where
    more is needed than to leave unknown what the next one added. The functions take the kind's own type of document
    (`ActivityDocument`), which the log, knowing no kind, can only call anything.

    A kind with many entries says what is asked of them all at once: `parts`, by which they are chosen, and `brief`, the
    properties by which many are shown (`models.Extract`).

    Where it is found: `api` is its path below /api/v1, `swedish` and `english` its singular and plural there; `page`
    and `listed` name the routes of an entry's own page and of the list that shows it, which may be `anchored` (a place
    for each entry); `place` is what the addresses of its entries' pages begin with; some have a `history` there, and
    some take `proposals`. "" is none. `pages.addresses` makes addresses of them.
    """

    name: str
    model: "type[Entry]"
    api: str = ""
    swedish: tuple[str, str] = ("", "")
    english: tuple[str, str] = ("", "")
    page: str = ""
    listed: str = ""
    anchored: bool = False
    place: str = ""
    history: bool = False
    proposals: bool = False
    check: Check = _nothing
    facets: Callable[[Any], Iterator[tuple[str, str]]] = _nothing
    span: Callable[[Any], Days] = _unbounded
    on_day: Callable[[Any, dt.date], Any] = _on_any_day
    texts: Callable[[Any], Iterator[tuple[str, int]]] = _nothing
    synonyms: Callable[[Any], Iterator[list[str]]] | None = None
    parts: Callable[[Any], dict[str, Any]] | None = None
    brief: tuple[str, ...] = ()
    upcasts: dict[int, Callable[[Document], Document]] = field(default_factory=dict)
    protect: Callable[[Any], Any] = _as_it_is
    keep: Callable[[Any, Any], None] = _keep_nothing

    @property
    def version(self) -> int:
        """The newest version of its documents, as its schema says."""
        return schemas.newest(self.name)

    @property
    def schema(self) -> schemas.Schema:
        """The newest JSON Schema, self-contained."""
        return schemas.expanded(self.name, self.version)

    @property
    def tag(self) -> tuple[str, str]:
        """What its part of the API is called, in Swedish and in English."""
        return self.swedish[1].capitalize(), self.english[1]

    @property
    def has_period(self) -> bool:
        """Whether its documents can say when they hold."""
        return self.span is not _unbounded

    @property
    def differs_by_day(self) -> bool:
        """Whether its documents say something else on another day than they do as a whole."""
        return self.on_day is not _on_any_day

    @property
    def title(self) -> str:
        """The word for the kind."""
        return schemas.titled(self.schema, self.name)


_kinds: dict[str, Kind] = {}
_words: dict[str, Any] = {}


def register(kind: Kind) -> None:
    """Make a kind known; an entry's references point to kinds registered before its own, or to its own."""
    _kinds[kind.name] = kind


def get(name: str) -> Kind:
    """The kind of that name; KeyError for an unknown one."""
    return _kinds[name]


def every() -> list[Kind]:
    """All kinds in order of registration, which is an order of loading."""
    return list(_kinds.values())


def of(entry: "Entry") -> Kind:
    """The kind of a working entry; KeyError where its model is not published."""
    for kind in _kinds.values():
        if isinstance(entry, kind.model):
            return kind
    raise KeyError(type(entry).__name__)


def register_words(*vocabularies: type[TextChoices]) -> None:
    """Make codes' Swedish words known, for whoever shows a document without knowing its domain."""
    for vocabulary in vocabularies:
        _words.update(vocabulary.choices)


def word(code: str) -> str:
    """A code's word; the code itself where no vocabulary has it."""
    return str(_words.get(code, code))


def key_of(document: Mapping[str, Any]) -> Key:
    """Kind and slug: what a document is about."""
    return document["kind"], document["slug"]


def slugs_by_kind(keys: Iterable[Key]) -> dict[str, list[str]]:
    """The slugs of entries, each once, under their kinds: one question for each kind."""
    found: dict[str, list[str]] = {}
    for kind, slug in dict.fromkeys(keys):
        found.setdefault(kind, []).append(slug)
    return found


@remembered(most=150)  # Some megabytes.
def read(body: str) -> Document:
    """The document of a stored body as `upcast` brings it up, without a second look at texts that need none.

    Many read the same one, so nobody may change it.
    """
    document: Document = json.loads(body)
    return upcast(document) if is_untidy(body) else _newest(document)


def is_untidy(body: str) -> bool:
    """Whether a stored body may hold text that is read otherwise than it stands."""
    return bool(_ESCAPED.search(body)) or is_unusual(body)


_ESCAPED = re.compile(r"\\[^\"\\n]")  # A control character in JSON.


def upcast(document: Document) -> Document:
    """The document in the newest schema version of its kind, its texts tidy; pure, and idempotent."""
    newest = _newest(document)
    tidy: Document = tidied({}, newest)
    if tidy is not newest:  # Nearly always they are one: then the schema need not be asked which form each text has.
        tidy = tidied(get(newest["kind"]).schema, newest)
    return tidy


def _newest(document: Document) -> Document:
    kind = get(document["kind"])
    while document["schema_version"] < kind.version:
        document = kind.upcasts.get(document["schema_version"], schemas.brought_up)(document)
    return document
