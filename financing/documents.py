"""The public form of financing streams; the schema lies in schemas/."""

from collections.abc import Iterable, Iterator

from federations.documents import date_faults, days_of, owner_facets, span_faults
from financing.models import FinancingStream
from samverkan.publishing import kinds
from samverkan.publishing.kinds import Days, Document, Fault, Kind


def register() -> None:
    """Make the app's kind known."""
    kinds.register(Kind("financing_stream", FinancingStream, check=check, facets=facets, span=span))


def shares_complaint(percents: Iterable[int]) -> str | None:
    """Why a stream's contribution shares cannot stand: those stated sum to 100 (001:761: 50, 25, 25)."""
    total = sum(percents)
    return None if total in (0, 100) else f"andelarna blir tillsammans {total} procent. De ska bli 100."


def check(document: Document) -> Iterator[Fault]:
    """What the schema cannot say of a stream."""
    if complaint := shares_complaint(share["percent"] for share in document["contribution_shares"] or ()):
        yield Fault("contribution_shares", complaint)
    faults = [*date_faults(document["valid_from"], "valid_from"), *date_faults(document["valid_until"], "valid_until")]
    yield from faults
    if not faults:
        yield from span_faults(document["valid_from"], document["valid_until"], "valid_until")


def facets(document: Document) -> Iterator[tuple[str, str]]:
    """What streams can be found by."""
    yield from owner_facets(document)
    for federation in document["federations"] or ():
        yield "federation", federation["slug"]


def span(document: Document) -> Days:
    """The days between which a stream is in force."""
    return days_of(document["valid_from"], document["valid_until"])
