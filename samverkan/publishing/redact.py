"""Remove words that slipped into texts: from every version at once, the only change that the log ever suffers.

What partners are told is an event without content; what is left is a line without content, by which the removal is
repeated after a restored backup.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from samverkan.publishing import kinds, printed, removals
from samverkan.publishing.append_only import unlocked
from samverkan.publishing.documents import Refused, fingerprint, validate
from samverkan.publishing.index import rewrite_index
from samverkan.publishing.kinds import Fault, Key
from samverkan.publishing.models import Edition, Entry, Event, Publication, Removal, Review, Revision
from samverkan.publishing.phrases import LONGEST, MARK, SHORTEST, Phrases, candidates
from samverkan.publishing.publish import Author, lock_log, tell_of_removal
from samverkan.publishing.texts import Place, every_text, places
from samverkan.publishing.whole import build_every

_LOG = (Publication, Event, Revision, Edition)


@dataclass(frozen=True)
class Traces:
    """Where the words stand, before they are removed."""

    places: tuple[Place, ...]

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
    with transaction.atomic():
        lock_log()
        traces = _traces(phrases)
        faults = list(_against(traces, phrases, times))
        if faults:
            raise Refused(faults)
        _remove(traces, by)
        for phrase in phrases.normal:
            removals.note(Removal.Op.REDACT, phrase, by.office, len(phrase))
    return traces


@transaction.atomic
def again(digest: str, length: int) -> None:
    """Repeat a removal of which only the digest and the length are known, after a restored backup."""
    lock_log()
    tried: set[str] = set()
    found = ""
    for text in every_text():
        for phrase in candidates(text, length):
            if phrase not in tried and removals.digest(phrase) == digest:
                found = phrase
            tried.add(phrase)
        if found:
            break
    if found:
        traces = _traces(Phrases([found]))
        faults = [fault for place in traces.places for fault in place.faults]
        if faults:
            raise Refused(faults)
        _remove(traces, Author("Samverkanskatalogens redaktion"))


def _phrases(words: Iterable[str]) -> Phrases:
    phrases = Phrases(words)
    short = [phrase for phrase in phrases.normal if not SHORTEST <= len(phrase) <= LONGEST]
    if short or not phrases.normal:
        told = {"shortest": SHORTEST, "longest": LONGEST}
        raise Refused([Fault("", _("Skriv ord på %(shortest)s till %(longest)s tecken, ett uttryck per rad.") % told)])
    return phrases


def _traces(phrases: Phrases) -> Traces:
    return Traces(tuple(places(phrases)))


def _against(traces: Traces, phrases: Phrases, times: int) -> Iterator[Fault]:
    """What speaks against the removal."""
    if not traces.places:
        yield Fault("", _("Orden står ingenstans. Kontrollera stavningen."))
    elif traces.times != times:
        told = {"seen": times, "now": traces.times}
        yield Fault("", _("Orden står nu på %(now)s ställen, inte %(seen)s. Se efter igen.") % told)
    for place in traces.places:
        yield from place.faults
    for kind in kinds.every():
        for slug, name in kind.model._default_manager.values_list("slug", "name"):
            if phrases.count(slug.replace("-", " ")) or phrases.count(slug):
                yield Fault(f"{kind.name}/{slug}", _("har orden i sitt adressnamn, som aldrig ändras."))
            if phrases.count(name) and not any(map(str.isalnum, phrases.without(name).replace(MARK, ""))):
                message = _("heter bara så. Ge posten ett annat namn och publicera den först.")
                yield Fault(f"{kind.name}/{slug}", message)
    yield from _invalid(traces)


def _invalid(traces: Traces) -> Iterator[Fault]:
    """Documents of today that could not be published any more."""
    newest = Publication.objects.at(Revision.current_number()).in_bulk(
        [place.pk for place in traces.places if place.model is Publication]
    )
    for place in traces.places:
        if place.model is Publication and place.pk in newest and not place.faults:
            publication = Publication(kind=newest[place.pk].kind, body=place.values["body"])
            for fault in validate(publication.document):
                yield Fault(f"{'/'.join(place.key or ())}.{fault.path}", fault.message)


def _remove(traces: Traces, by: Author) -> None:
    before = _fingerprints()
    log = [place for place in traces.places if place.model in _LOG]
    try:
        if log:
            with unlocked():
                _write(log)
            rewrite_index(place.pk for place in log if place.model is Publication)
        _write([place for place in traces.places if place.model not in _LOG])
    except IntegrityError as error:
        raise Refused([Fault("", _("Två rader skulle bli lika. Ändra den ena först."))]) from error
    _keep_pace(before, {place.key for place in log if place.model is Publication and place.key})
    if log:
        tell_of_removal(traces.entries, by)
    transaction.on_commit(_forget_copies)


def _write(found: list[Place]) -> None:
    for place in found:
        place.model._default_manager.filter(pk=place.pk).update(**place.values)


def _fingerprints() -> dict[Key, str]:
    return {kinds.key_of(document): fingerprint(document) for kind in kinds.every() for document in build_every(kind)}


def _keep_pace(before: dict[Key, str], published: set[Key]) -> None:
    """Let drafts stay what they were beside what is published: unchanged ones unchanged, approved ones approved."""
    for key, now in _fingerprints().items():
        touched: Any = kinds.get(key[0]).model._default_manager.filter(slug=key[1])
        if now == before[key] and key not in published:
            continue
        for row in touched:
            values = {"working_fingerprint": now, "edit_version": F("edit_version") + 1}
            if row.loaded_fingerprint == before[key]:
                values["loaded_fingerprint"] = now
            elif key in published:
                values["loaded_fingerprint"] = _published_fingerprint(row, key)
            if row.due_fingerprint == before[key]:
                values["due_fingerprint"] = now
            touched.update(**values)
        waiting = Review.objects.filter(kind=key[0], slug=key[1], fingerprint=before[key])
        waiting.update(fingerprint=now)


def _published_fingerprint(row: Entry, key: Key) -> str:
    latest = Publication.objects.filter(kind=key[0], slug=key[1], body__isnull=False).order_by("-revision").first()
    return fingerprint(latest.document) if latest else row.loaded_fingerprint


def _forget_copies() -> None:
    """Throw away what was made of the texts and lies beside the database."""
    printed.forget()
    waiting = Path(settings.DATA_DIR) / "inlasning"
    for file in waiting.glob("*") if waiting.is_dir() else ():
        file.unlink(missing_ok=True)
