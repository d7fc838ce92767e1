"""What printed entries of all kinds share, in Swedish like all that is printed."""

from collections.abc import Iterable, Mapping
from typing import Any

from samverkan.pages.templatetags.catalogue import cited, dated
from samverkan.printing.blocks import Answer, Block, aside, paragraph, whole
from samverkan.publishing.schemas.types import Reference, Source, Verified


def ground(owners: list[Reference], sources: list[Source] | None, verified: Verified | None) -> Block:
    """What an entry stands on: who confirmed it and when, its sources, and who answers for it."""
    told = [_confirmed(verified)]
    if sources:
        told.append(f"Källor: {names(cited(sources))}.")
    return aside([paragraph(" ".join([*told, f"Ansvarar för uppgifterna: {names(owners)}."]))])


def names(references: Iterable[Mapping[str, Any]]) -> str:
    """The names of references, in a row."""
    return ", ".join(reference["name"] for reference in references)


def in_a_row(references: Iterable[Mapping[str, Any]] | None) -> Answer:
    """The same as an answer: None where they are unknown, and words where there are none."""
    return None if references is None else [paragraph(whole(names(references) or "inga"))]


def period(since: str | None, until: str | None) -> str:
    """A span of imprecise dates, either of which may be unknown."""
    return f"{dated(since)}–{dated(until)}"


def per(number: int | None, one: str, many: str) -> str | None:
    """A number with its noun; None where it is unknown."""
    return None if number is None else f"{number} {one if number == 1 else many}"


def _confirmed(verified: Verified | None) -> str:
    if verified is None:
        return "Uppgifterna är inte bekräftade."
    concluded = " (slutsats)" if verified["inferred"] else ""
    by = f", {verified['by']}" if verified["by"] else ""
    return f"Bekräftad {dated(verified['on'])}{concluded}{by}."
