"""What an activity is found by when somebody searches, and how much each text says of it."""

from collections.abc import Iterable, Iterator

from activities.schemas.types import ActivityDocument
from samverkan.language.analyser import BODY, GROUP, NAME, PLACE, TARGET
from samverkan.publishing import kinds
from samverkan.publishing.schemas.types import Reference

Texts = Iterator[tuple[str, int]]


def texts(document: ActivityDocument) -> Texts:
    """Each text with its weight, what says most first. The note about the source speaks of others, and is left out."""
    yield from _weighing(NAME, _names(document))
    yield from _weighing(TARGET, _for_and_with_whom(document))
    yield from _weighing(PLACE, _where(document))
    yield from _weighing(GROUP, _through_what(document))
    yield from _weighing(BODY, _body(document))


def _weighing(weight: int, found: Iterator[str | None]) -> Texts:
    yield from ((text, weight) for text in found if text)


def _names(document: ActivityDocument) -> Iterator[str | None]:
    yield from (document["name"], document["short_name"], document["spelled_out"])
    yield from document["aliases"] or ()
    for placement in document["placements"] or ():
        yield placement["label"]


def _where(document: ActivityDocument) -> Iterator[str | None]:
    yield document["area"]["name"]
    for placement in document["placements"] or ():
        yield placement["municipality"]["name"]
    for home in document["target_group"]["residence"] or ():
        yield home["name"]


def _through_what(document: ActivityDocument) -> Iterator[str | None]:
    yield document["function"]["name"]
    for statement in document["financing"] or ():
        yield _name(statement["stream"])
        yield _name(statement["federation"])


def _name(reference: Reference | None) -> str | None:
    return reference["name"] if reference else None


def _for_and_with_whom(document: ActivityDocument) -> Iterator[str | None]:
    target = document["target_group"]
    yield from (document["summary"], document["easy_summary"], target["description"], target["age_text"])
    for criterion in target["criteria"] or ():
        yield from _condition(criterion["text"], criterion["situations"])
    for group in target["priorities"] or ():
        yield from _condition(group["text"], group["situations"])
    yield _name(document["part_of"])
    for row in document["partners"] or ():
        yield row["label"]
        yield _name(row["partner"])


def _condition(text: str, situations: Iterable[str] | None) -> Iterator[str]:
    yield text
    yield from map(kinds.word, situations or ())


def _body(document: ActivityDocument) -> Iterator[str | None]:
    yield from (document["method"], document["purpose"], document["background"])
    yield from (document["organisation"], document["exit"], document["operator"])
    for row in document["target_group"]["exclusions"] or ():
        yield row["text"]
    route = document["entry_route"]
    yield from (route["description"], route["consent_text"], route["decision_text"])
    yield from (*(route["steps"] or ()), *(route["required_documents"] or ()))
    for referrer in route["referrers"] or ():
        yield from (referrer["text"], kinds.word(referrer["role"]))
        yield _name(referrer["partner"])
    yield from (document["limits"]["description"], document["staffing"]["description"])
    for role in document["staffing"]["roles"] or ():
        yield role["role"]
    for contact in document["contacts"] or ():
        yield from (contact["role"], contact["office"], contact["address"], contact["town"])
    for statement in document["financing"] or ():
        if statement["said_by"] == "activity":  # Others' lists name several in one label.
            yield statement["label"]
        yield _name(statement["payer"])
