"""The chapters of a printed edition: functions in the matrix's order, then money, federations, facts and sources."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, TypeVar

from activities.printed import activity
from activities.schemas.types import ActivityDocument, FunctionDocument
from federations.facts import by_topic
from federations.printed import federation
from federations.printed.facts import printed_fact, printed_source
from federations.schemas.types import FactDocument, FederationDocument, SourceDocument
from financing.printed import agreement, budget, stream
from financing.schemas.types import AgreementDocument, BudgetDocument, FinancingStreamDocument
from samverkan.pages.templatetags.catalogue import capitalised
from samverkan.printing.blocks import Block, entry, prose
from samverkan.publishing.models import Publication
from samverkan.publishing.schemas.typed import typed
from samverkan.publishing.schemas.types import Verified

Chapter = dict[str, Any]
Rows = Mapping[str, Sequence[Publication]]  # By kind.
T = TypeVar("T")


def chapters(rows: Rows) -> list[Chapter]:
    """Everything that an edition holds, each part from its own page on; a part without entries is left out."""
    found = [
        *_functions(rows),
        _chapter(
            "Finansiering", (stream.printed(*row) for row in _of(rows, "financing_stream", FinancingStreamDocument))
        ),
        _chapter("Överenskommelser", (agreement.printed(*row) for row in _of(rows, "agreement", AgreementDocument))),
        _chapter("Budgetar", (budget.printed(*row) for row in _of(rows, "budget", BudgetDocument))),
        _chapter(
            "Samordningsförbund", (federation.printed(*row) for row in _of(rows, "federation", FederationDocument))
        ),
        _chapter("Uppgifter om samverkan", _topics(rows.get("fact", ()))),
        _chapter("Källor", (printed_source(source) for source, _ in _of(rows, "source", SourceDocument)), listed=False),
    ]
    return [chapter for chapter in found if chapter["body"]]


def _chapter(title: str, body: Iterable[Block], *, listed: bool = True) -> Chapter:
    """What begins on its own page; `listed` says whether its entries stand in the contents."""
    return {"title": title, "body": list(body), "listed": listed}


def _of(rows: Rows, kind: str, form: type[T]) -> Iterator[tuple[T, Verified | None]]:
    return ((typed(row.document, form), row.verified) for row in rows.get(kind, ()))


def _functions(rows: Rows) -> Iterator[Chapter]:
    """The functions that have activities."""
    by_function: dict[str, list[Block]] = {}
    for document, verified in _of(rows, "activity", ActivityDocument):
        by_function.setdefault(document["function"]["slug"], []).append(activity.printed(document, verified))
    functions = [function for function, _ in _of(rows, "function", FunctionDocument)]
    for function in sorted(functions, key=lambda function: (function["position"], function["slug"])):
        activities = by_function.get(function["slug"])
        if activities:
            yield _chapter(function["name"], [*prose(function["description"]), *activities])


def _topics(facts: Iterable[Publication]) -> Iterator[Block]:
    for topic, below in by_topic(facts):
        told = chain.from_iterable(printed_fact(typed(row.document, FactDocument)) for row in below)
        yield entry(f"amne-{topic}", capitalised(topic.label), told)
