"""The public form of areas, municipalities, partners, federations, sources, facts and terms; see schemas/."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypedDict

from federations.ages import AgeLimits
from federations.models import Area, Fact, Federation, Municipality, Partner, Source, Term
from federations.over_time import Lasting, federation_on, named_on
from federations.schemas.types import AreaDocument, FactDocument, FederationDocument, PartnerDocument, TermDocument
from federations.vocabulary import Count, Precision, Sector, Situation, Topic, Unit
from samverkan.publishing import kinds
from samverkan.publishing.edtf import Edtf
from samverkan.publishing.kinds import Days, Fault, Kind
from samverkan.publishing.schemas.types import Reference


class Owned(TypedDict):
    """Any entry, as far as its owners go."""

    owners: list[Reference]


def check_dates(*names: str) -> kinds.Check:
    """A check that imprecise dates are real ones (the schema knows only their form)."""

    def check(document: Mapping[str, Any]) -> Iterator[Fault]:
        for name in names:
            yield from date_faults(document[name], name)

    return check


def date_faults(text: str | None, path: str) -> Iterator[Fault]:
    """What is wrong with one imprecise date."""
    try:
        if text is not None:
            Edtf.parse(text)
    except ValueError as error:
        yield Fault(path, str(error))


def span_faults(since: str | None, until: str | None, path: str) -> Iterator[Fault]:
    """What is wrong with a span of imprecise dates: it must not end before it can begin."""
    faults = [*date_faults(since, path), *date_faults(until, path)]
    yield from faults
    if since and until and not faults and Edtf.parse(until).latest < Edtf.parse(since).earliest:
        yield Fault(path, "slutar före sin början.")


def days_of(since: str | None, until: str | None) -> Days:
    """The first and last day that a period of imprecise dates can cover."""
    return Edtf.parse(since).earliest if since else None, Edtf.parse(until).latest if until else None


def age_faults(part: AgeLimits, path: str) -> Iterator[Fault]:
    """What is wrong with an age span."""
    if part["age_min"] is not None and part["age_max"] is not None and part["age_min"] > part["age_max"]:
        yield Fault(f"{path}.age_max", "lägsta ålder är högre än högsta ålder.")


def owner_facets(document: Owned) -> Iterator[tuple[str, str]]:
    """Which scopes own the entry: `owner`."""
    for owner in document["owners"]:
        yield "owner", "/".join(kinds.key_of(owner))


def _fact_facets(document: FactDocument) -> Iterator[tuple[str, str]]:
    yield from owner_facets(document)
    yield "topic", document["topic"]


def _check_fact(document: FactDocument) -> Iterator[Fault]:
    for index, row in enumerate(document["figures"] or ()):
        if row["lost"] and (row["value"] or row["value_max"]):
            yield Fault(f"figures[{index}].lost", "en förlorad siffra har inget värde.")
        if row["value_max"] and (not row["value"] or Decimal(row["value"]) >= Decimal(row["value_max"])):
            yield Fault(f"figures[{index}].value_max", "ska vara större än värdet som den börjar med.")


def _area_facets(document: AreaDocument) -> Iterator[tuple[str, str]]:
    yield from owner_facets(document)
    yield "area", document["slug"]  # Which it shares with all that belongs to it.
    for municipality in document["municipalities"] or ():
        yield "municipality", municipality["slug"]


def _federation_facets(document: FederationDocument) -> Iterator[tuple[str, str]]:
    yield from owner_facets(document)
    yield "area", document["area"]["slug"]
    for member in document["members"] or ():
        if member["municipality"]:
            yield "municipality", member["municipality"]["slug"]


def _federation_span(document: FederationDocument) -> Days:
    return days_of(document["founded"], None)


def _check_area(document: AreaDocument) -> Iterator[Fault]:
    places = [municipality["slug"] for municipality in document["municipalities"] or ()]
    if len(set(places)) < len(places):
        yield Fault("municipalities", "samma kommun förekommer flera gånger.")


def _check_partner(document: PartnerDocument) -> Iterator[Fault]:
    for index, period in enumerate(document["names"] or ()):
        yield from span_faults(period["since"], period["until"], f"names[{index}]")


def _names_over_time(document: PartnerDocument | FederationDocument) -> Iterator[list[str]]:
    yield [document["name"], *(period["name"] for period in document["names"] or ())]


def _partner_names(document: PartnerDocument) -> Iterator[list[str]]:
    for names in _names_over_time(document) if not document["municipality"] else ():  # Else the place is meant.
        yield names + (document["aliases"] or [])


def _term_names(document: TermDocument) -> Iterator[list[str]]:
    yield [document["name"], *(document["synonyms"] or ())]


def _check_term(document: TermDocument) -> Iterator[Fault]:
    called = [word.casefold() for word in (document["name"], *(document["synonyms"] or ()))]
    if len(set(called)) < len(called):
        yield Fault("synonyms", "samma ord förekommer flera gånger.")
    if any(reference["slug"] == document["slug"] for reference in document["see_also"] or ()):
        yield Fault("see_also", "ett ord kan inte leda till sig självt.")


def _check_federation(document: FederationDocument) -> Iterator[Fault]:
    yield from check_dates("founded", "pre_study")(document)
    for index, goal in enumerate(document["goals"] or ()):
        if bool(goal["counts"]) != bool(goal["among"]):
            yield Fault(f"goals[{index}].counts", "det som räknas och bland vilka behövs båda.")
    target = document["target_group"]
    yield from age_faults(target, "target_group")
    groups = {"priorities": target["priorities"], "exclusions": target["exclusions"]}
    for name, conditions in groups.items():
        for index, condition in enumerate(conditions or ()):
            yield from age_faults(condition, f"target_group.{name}[{index}]")
    periods: dict[str, Sequence[Lasting]] = {"names": document["names"] or (), "members": document["members"] or ()}
    for name, rows in periods.items():
        for index, period in enumerate(rows):
            yield from span_faults(period["since"], period["until"], f"{name}[{index}]")
    for index, member in enumerate(document["members"] or ()):
        if bool(member["municipality"]) == bool(member["partner"]):
            yield Fault(f"members[{index}]", "en medlem är antingen en kommun eller en part.")


# In an order in which references point backwards.
KINDS = (
    Kind(
        "source",
        Source,
        api="sources",
        swedish=("källa", "källor"),
        english=("source", "sources"),
        listed="about",
        check=check_dates("dated", "dated_inferred"),
        facets=owner_facets,
    ),
    Kind(
        "fact",
        Fact,
        api="facts",
        swedish=("uppgift", "uppgifter"),
        english=("fact about cooperation", "facts about cooperation"),
        page="fact",
        listed="about",
        place="om/uppgifter/",
        history=True,
        proposals=True,
        check=_check_fact,
        facets=_fact_facets,
    ),
    Kind(
        "municipality",
        Municipality,
        api="municipalities",
        swedish=("kommun", "kommuner"),
        english=("municipality", "municipalities"),
        page="municipality",
        place="kommuner/",
        proposals=True,
        facets=owner_facets,
    ),
    Kind(
        "area",
        Area,
        api="areas",
        swedish=("område", "områden"),
        english=("area", "areas"),
        page="matrix",
        check=_check_area,
        facets=_area_facets,
    ),
    Kind(
        "partner",
        Partner,
        api="partners",
        swedish=("samverkanspart", "samverkansparter"),
        english=("partner", "partners"),
        listed="partners",
        check=_check_partner,
        facets=owner_facets,
        on_day=named_on,
        synonyms=_partner_names,
    ),
    Kind(
        "federation",
        Federation,
        api="federations",
        swedish=("samordningsförbund", "samordningsförbund"),
        english=("coordination federation", "coordination federations"),
        page="federation",
        listed="federations",
        place="forbund/",
        history=True,
        proposals=True,
        check=_check_federation,
        facets=_federation_facets,
        span=_federation_span,
        on_day=federation_on,
        synonyms=_names_over_time,
    ),
    Kind(
        "term",
        Term,
        api="terms",
        swedish=("ord", "ord"),
        english=("term", "terms"),
        listed="terms",
        anchored=True,
        check=_check_term,
        facets=owner_facets,
        synonyms=_term_names,
    ),
)


def register() -> None:
    """Make the app's kinds and words known."""
    kinds.register_words(Count, Precision, Sector, Situation, Topic, Unit)
    for kind in KINDS:
        kinds.register(kind)
