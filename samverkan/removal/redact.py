"""Remove words that slipped into texts: from every version at once, the only change that the log ever suffers.

What partners are told is an event without content; what is left is a line without content, by which the removal is
repeated after a restored backup. What it touches: `traces.places` finds every row of text, and here what holds bytes
goes whole (uploads and what was made of them, kept files).
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.text import slugify
from django.utils.translation import gettext as _

from samverkan.desk.keeping_pace import drafts_keep_pace
from samverkan.jobs.models import Job, Material
from samverkan.printing import kept_files
from samverkan.publishing import kinds
from samverkan.publishing.append_only import unlocked
from samverkan.publishing.documents import Refused, validate
from samverkan.publishing.index import rewrite_index
from samverkan.publishing.kinds import Fault, Key
from samverkan.publishing.models import Edition, Event, Publication, Revision
from samverkan.publishing.publish import Author, lock_log, tell_of_removal
from samverkan.removal import ledger
from samverkan.removal.models import Removal
from samverkan.removal.phrases import LONGEST, MARK, SHORTEST, Phrases, candidates
from samverkan.removal.text_columns import searched
from samverkan.removal.traces import Place, every_text, places

_LOG = (Publication, Event, Revision, Edition)
_ALONE = {
    # Longer than deadlock_timeout (1 s), after which PostgreSQL's own upkeep of a table gives way to us.
    "postgresql": ("SET LOCAL lock_timeout = '2s'", "LOCK TABLE {} IN EXCLUSIVE MODE", "SET LOCAL lock_timeout = 0"),
    "sqlite": ("PRAGMA secure_delete = ON",),  # Its transactions are alone from the beginning.
}
_TAKEN = ("55P03", "40P01")  # PostgreSQL's lock_not_available, and deadlock_detected.


@dataclass(frozen=True)
class Traces:
    """Where the words stand, before they are removed."""

    places: tuple[Place, ...]
    faults: tuple[Fault, ...] = ()  # What has to be changed first.

    @property
    def times(self) -> int:
        """How often they stand there; whoever removes them repeats this number."""
        return sum(len(place.excerpts) for place in self.places)

    @property
    def entries(self) -> list[Key]:
        """The published entries that they stand in, in any version."""
        return sorted({place.key for place in self.places if place.key and place.model in _LOG})


def find(words: Iterable[str]) -> Traces:
    """Where the words stand, one phrase a line. Refused where they are too short to be removed everywhere."""
    return _traces(_phrases(words))


def redact(words: Iterable[str], by: Author, times: int) -> Traces:
    """Remove the words everywhere, as one revision; `times` is how often the remover has seen that they stand.

    Refused, and nothing changed, where that has changed, where they stand in an address or are somebody's whole name,
    where a text would break its form, and where they stand nowhere.
    """
    phrases = _phrases(words)
    with _alone():
        traces = _traces(phrases)
        faults = [*_unseen(traces, times), *traces.faults]
        if faults:
            raise Refused(faults)
        by = replace(by, office=phrases.without(by.office)[:200])
        _remove(traces, by)
        _make_sure(phrases)
        ledger.note(Removal.Op.REDACT, by.office, *phrases.normal)
    return traces


def again(digest: str, length: int) -> None:
    """Repeat a removal of which only the digest and the length are known, after a restored backup."""
    with _alone():
        for phrases in map(Phrases, _known_by(digest, length)):
            traces = Traces(tuple(places(phrases)))
            faults = [fault for place in traces.places for fault in place.faults]
            if faults:
                raise Refused(faults)
            _remove(traces, Author("Samverkanskatalogens redaktion"))
            _make_sure(phrases)


def _known_by(digest: str, length: int) -> list[list[str]]:
    """The phrase of a digest, if it stands anywhere."""
    tried: set[str] = set()
    for text in every_text():
        for phrase in candidates(text, length):
            if phrase not in tried and ledger.digest(phrase) == digest:
                return [[phrase]]
            tried.add(phrase)
    return []


@contextmanager
def _alone() -> Iterator[None]:
    """A transaction beside which nobody writes, so that no words come back and nobody's text is lost; all can read.

    Refused where somebody is just saving. What SQLite writes over is overwritten in its file too.
    """
    try:
        with transaction.atomic():
            lock_log()
            tables = ", ".join(f'"{model._meta.db_table}"' for model in searched())
            with connection.cursor() as cursor:
                for statement in _ALONE[connection.vendor]:
                    cursor.execute(statement.format(tables))
            yield
    except OperationalError as error:
        if getattr(error.__cause__, "pgcode", None) not in _TAKEN:
            raise
        raise Refused([Fault("", _("Någon sparar just nu. Försök igen om en stund."))]) from error


def _phrases(words: Iterable[str]) -> Phrases:
    phrases = Phrases(words)
    short = [phrase for phrase in phrases.normal if not SHORTEST <= len(phrase) <= LONGEST]
    if short or not phrases.normal:
        told = {"shortest": SHORTEST, "longest": LONGEST}
        raise Refused([Fault("", _("Skriv ord på %(shortest)s till %(longest)s tecken, ett uttryck per rad.") % told)])
    return phrases


def _traces(phrases: Phrases) -> Traces:
    found = tuple(places(phrases))
    return Traces(found, tuple(_against(found, phrases)))


def _unseen(traces: Traces, times: int) -> Iterator[Fault]:
    if not traces.places:
        yield Fault("", _("Orden står ingenstans. Kontrollera stavningen."))
    elif traces.times != times:
        told = {"seen": times, "now": traces.times}
        yield Fault("", _("Orden står nu på %(now)s ställen, inte %(seen)s. Se efter igen.") % told)


def _against(found: tuple[Place, ...], phrases: Phrases) -> Iterator[Fault]:
    """What speaks against the removal."""
    for place in found:
        yield from place.faults
    latin = Phrases(slugify(phrase).replace("-", " ") for phrase in phrases.normal)
    for kind in kinds.every():
        for slug, name in kind.model._default_manager.values_list("slug", "name"):
            if latin.count(slug.replace("-", " ")):
                yield Fault(f"{kind.name}/{slug}", _("har orden i sitt adressnamn, som aldrig ändras."))
            if phrases.count(name) and not any(map(str.isalnum, phrases.without(name).replace(MARK, ""))):
                message = _("heter bara så. Ge posten ett annat namn och publicera den först.")
                yield Fault(f"{kind.name}/{slug}", message)
    yield from _invalid(found)


def _invalid(found: tuple[Place, ...]) -> Iterator[Fault]:
    """Documents of today that could not be published any more."""
    newest = Publication.objects.at(Revision.current_number()).in_bulk(
        [place.pk for place in found if place.model is Publication]
    )
    for place in found:
        if place.model is Publication and place.pk in newest and not place.faults:
            publication = Publication(kind=newest[place.pk].kind, body=place.values["body"])
            for fault in validate(publication.document):
                yield Fault(f"{'/'.join(place.key or ())}.{fault.path}", fault.message)


def _remove(traces: Traces, by: Author) -> None:
    log = [place for place in traces.places if place.model in _LOG]
    read_otherwise = {place.key for place in log if place.model is Publication and place.key}
    with drafts_keep_pace(read_otherwise):
        try:
            if log:
                with unlocked():
                    _write(log)
                rewrite_index(place.pk for place in log if place.model is Publication)
            _write([place for place in traces.places if place.model not in _LOG])
        except IntegrityError as error:
            raise Refused([Fault("", _("Två rader skulle bli lika. Ändra den ena först."))]) from error
    if log:
        tell_of_removal(traces.entries, by)
    # Bytes that nobody searches go whole; a worker that is just making some is refused when it wants to keep them.
    has_bytes = Exists(Material.objects.filter(job=OuterRef("pk")))
    Job.objects.filter(has_bytes | Q(state=Job.State.RUNNING)).delete()
    transaction.on_commit(_forget_copies)


def _make_sure(phrases: Phrases) -> None:
    """Refused where words still stand: such as also stand in what is written in their place."""
    left = next(places(phrases), None)
    if left:
        raise Refused([Fault(left.what, _("skulle ha kvar orden, som är för vanliga för att tas bort."))])


def _write(found: list[Place]) -> None:
    for place in found:
        place.model._default_manager.filter(pk=place.pk).update(**place.values)


def _forget_copies() -> None:
    """Throw away what was made of the texts and lies beside the database, or has been left in its own file."""
    kept_files.forget()
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # The log of changes has the pages from before, too.
