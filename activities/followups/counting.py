"""What a coordinator counted, checked, and made into what may be public. Pure, but for keeping the exact counts."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from activities.followups.small_numbers import (
    AMONG_PARTICIPANTS,
    BY_SEX,
    COUNTS,
    FEW,
    FEWEST,
    FINISHED,
    OUTCOMES,
    PARTICIPANTS,
    WITHHELD,
    Shown,
    View,
    protected,
    revealed,
)
from activities.models import ExactCounts, FollowUp
from federations.vocabulary import Count
from samverkan.publishing.kinds import Document, Fault

Exact = dict[str, int | None]


def completed(counts: View) -> dict[str, Shown]:
    """The counts with the participants summed up where they are only told by sex."""
    parts = [counts[name] for name in BY_SEX]
    total = counts[PARTICIPANTS]
    numbers = [part for part in parts if isinstance(part, int)]
    return {**counts, PARTICIPANTS: sum(numbers) if total is None and len(numbers) == len(parts) else total}


def count_faults(counts: View) -> Iterator[Fault]:
    """Why counts cannot stand, each with the sum that shows it. What is protected is not summed."""
    for name, count in counts.items():
        if isinstance(count, int) and count < 0:
            yield Fault(name, _("Antalet är %(count)s. Det kan inte vara mindre än 0.") % {"count": count})
    for names in (BY_SEX, OUTCOMES):
        stated = [counts[name] is not None for name in names]
        if any(stated) and not all(stated):
            missing = ", ".join(str(Count(name).label) for name in names if counts[name] is None)
            yield Fault(names[0], _("Fyll i alla i gruppen, 0 där det inte är någon. Saknas: %s.") % missing)
    total, by_sex = counts[PARTICIPANTS], _sum(counts, BY_SEX)
    if isinstance(total, int) and by_sex is not None and by_sex != total:
        shown = {"sum": by_sex, "total": total}
        yield Fault(PARTICIPANTS, _("Kvinnor, män och kön okänt blir %(sum)s, men deltagarna är %(total)s.") % shown)
    yield from _above(counts)


def _above(counts: View) -> Iterator[Fault]:
    for name in (*AMONG_PARTICIPANTS, FINISHED):
        yield from _more_than(counts, name, counts[name], PARTICIPANTS)
    bound = FINISHED if isinstance(counts[FINISHED], int) else PARTICIPANTS
    yield from _more_than(counts, OUTCOMES[0], _sum(counts, OUTCOMES, at_least=True), bound)


def _more_than(counts: View, name: str, count: Shown, bound: str) -> Iterator[Fault]:
    most = counts[bound]
    if isinstance(count, int) and isinstance(most, int) and count > most:
        what = _("Utfallen") if name in OUTCOMES else str(Count(name).label).capitalize()
        shown = {"what": what, "sum": count, "bound": str(Count(bound).label), "most": most}
        yield Fault(name, _("%(what)s blir %(sum)s, fler än %(bound)s (%(most)s).") % shown)


def _sum(counts: View, names: tuple[str, ...], *, at_least: bool = False) -> int | None:
    """The sum of counts where all are told; `at_least` takes those that are."""
    told = [count for name in names if isinstance(count := counts[name], int)]
    return sum(told) if at_least or len(told) == len(names) else None


# The protected form


def view_of(document: Mapping[str, Any]) -> dict[str, Shown]:
    """A document's counts, with what is protected marked so."""
    marks = dict.fromkeys(document["fewer_than_five"], FEW) | dict.fromkeys(document["withheld"], WITHHELD)
    return {name: _shown(document[name], marks.get(name)) for name in COUNTS}


def _shown(count: object, mark: str | None) -> Shown:
    """What is typed over a mark counts; else the mark."""
    return count if isinstance(count, int) else mark


def with_counts(document: Mapping[str, Any], view: View) -> Document:
    """The document with these counts in its public form."""
    told = {name: count if isinstance(count := view[name], int) else None for name in COUNTS}
    marks = {
        "fewer_than_five": [name for name in COUNTS if view[name] == FEW],
        "withheld": [name for name in COUNTS if view[name] == WITHHELD],
    }
    return {**document, **told, **marks}


def protect(document: Document) -> Document:
    """A document with exact counts in it, as it may be public; one that cannot stand is left for its faults."""
    view = completed(view_of(document))
    return document if any(count_faults(view)) else with_counts(document, protected(view))


def document_faults(document: Mapping[str, Any]) -> Iterator[Fault]:
    """Why a document's counts may not be public as they stand."""
    view = view_of(document)
    if faults := [*count_faults(view)]:
        yield from faults
        return
    for name in COUNTS:
        marked = [mark for mark in ("fewer_than_five", "withheld") if name in document[mark]]
        if marked and (document[name] is not None or len(marked) > 1):
            yield Fault(marked[0], f"{name} är både utskrivet och skyddat, eller skyddat två gånger.")
        count = document[name]
        if isinstance(count, int) and 0 < count < FEWEST:
            yield Fault(name, "ett antal från 1 till 4 får inte stå i klartext. Skriv fältets namn i fewer_than_five.")
    for name in revealed(view):
        yield Fault(name, "går att räkna ut ur de andra talen. Skriv ett av dem i withheld i stället.")
    if view[PARTICIPANTS] is None and all(view[name] is not None for name in BY_SEX):
        yield Fault(PARTICIPANTS, "behövs när kvinnor, män och kön okänt anges.")


# The exact counts


def exact_of(follow_up: FollowUp) -> Exact:
    """The exact counts, where those kept can be what the public form hides; else what that tells."""
    return _exact(follow_up, view_of(vars(follow_up)))


def _exact(follow_up: FollowUp, view: View) -> Exact:
    kept = ExactCounts.objects.filter(follow_up=follow_up).first()
    if kept and all(_can_be(count, view[name]) for name, count in completed(kept.counts).items()):
        return kept.counts
    return {name: count if isinstance(count := view[name], int) else None for name in COUNTS}


def _can_be(count: Shown, shown: Shown) -> bool:
    """Whether a count can be what is shown as this."""
    if shown == FEW:
        return isinstance(count, int) and 0 < count < FEWEST
    return count is not None if shown == WITHHELD else count == shown


def keep_exact(follow_up: FollowUp, counts: Exact) -> None:
    """Keep what was counted beside the entry."""
    kept = ExactCounts.objects.filter(follow_up=follow_up).first() or ExactCounts(follow_up=follow_up)
    kept.counts = counts
    kept.save()


def keep(document: Document, before: Document | None) -> None:
    """Keep the counts of a document that was typed over another, once its protected form is loaded."""
    follow_up = FollowUp.objects.get(slug=document["slug"])
    typed = completed(view_of(document))
    known = _exact(follow_up, view_of(before)) if before else dict.fromkeys(COUNTS)
    keep_exact(follow_up, {name: _kept(typed[name], known[name]) for name in COUNTS})


def _kept(typed: Shown, known: int | None) -> int | None:
    """A count that was left protected is the one that is known already."""
    return typed if isinstance(typed, int) else None if typed is None else known
