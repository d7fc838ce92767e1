"""What an agreement on a cooperation activity must contain, and when it needs a notice clause."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from financing.schemas.types import AgreementDocument
from samverkan.publishing.edtf import Edtf

MONTHS_WITHOUT_NOTICE = 12  # 000:72
SOURCE = {"slug": "regionalt-maldokument", "lines": "48-56, 72"}


@dataclass(frozen=True)
class Content:
    """One of the contents that an agreement must have, in words, and whether a document says something of it."""

    code: str
    words: Any
    is_in: Callable[[AgreementDocument], bool]


def _costs(document: AgreementDocument) -> Iterator[int | None]:
    for party in document["parties"] or ():
        yield from (party["cost_kr_per_year"], party["cost_percent"])
    yield from (row["amount_kr"] for row in document["budget"] or ())


# 000:48-56, in the source's order.
CONTENTS = (
    Content("purpose", gettext_lazy("Syfte"), lambda one: bool(one["purpose"])),
    Content("goals", gettext_lazy("Mål och målgrupp"), lambda one: bool(one["goals"] and one["target_group"])),
    Content("plan", gettext_lazy("Plan för aktiviteten"), lambda one: bool(one["plan"])),
    Content(
        "commitments",
        gettext_lazy("Åtagande från varje part"),
        lambda one: (
            bool(one["commitments"])
            or (bool(one["parties"]) and all(row["commitment"] for row in one["parties"] or ()))
        ),
    ),
    Content(
        "costs",
        gettext_lazy("Kostnader"),
        lambda one: bool(one["costs"]) or any(cost is not None for cost in _costs(one)),
    ),
    Content("expected_effects", gettext_lazy("Förväntade effekter"), lambda one: bool(one["expected_effects"])),
    Content(
        "evaluation_plan",
        gettext_lazy("Uppföljningsplan"),
        lambda one: bool(one["evaluation_plan"] or one["evaluation_steps"]),
    ),
)


def checklist(document: AgreementDocument) -> list[tuple[Content, bool]]:
    """The seven contents, each with whether the agreement has it."""
    return [(content, content.is_in(document)) for content in CONTENTS]


def missing(document: AgreementDocument) -> list[Content]:
    """The contents that the agreement says nothing of."""
    return [content for content, is_in in checklist(document) if not is_in]


def needs_notice(start: str | None, end: str | None, until_further_notice: bool | None) -> bool:
    """Whether a period is certainly longer than a year, however its imprecise dates are read (000:72)."""
    if until_further_notice:
        return True
    if not start or not end:
        return False
    return Edtf.parse(end).earliest >= Edtf.parse(start).months_later(MONTHS_WITHOUT_NOTICE)


def notice_complaint(
    start: str | None, end: str | None, until_further_notice: bool | None, clause: str | None
) -> str | None:
    """Why an agreement cannot stand without a notice clause, with what to do; None where it can."""
    if clause or not needs_notice(start, end, until_further_notice):
        return None
    return _(
        "En överenskommelse som gäller längre än ett år ska ha en uppsägningsklausul (regionens måldokument, rad 72)."
        " Skriv klausulen, korta perioden eller markera att överenskommelsen inte är ingången än."
    )


def shares_complaint(percents: Iterable[int | None]) -> str | None:
    """Why the parties' shares of the cost cannot stand: together they are more than everything."""
    total = sum(percent or 0 for percent in percents)
    return (
        _("andelarna blir tillsammans %(total)s procent. De kan vara högst 100.") % {"total": total}
        if total > 100
        else None
    )
