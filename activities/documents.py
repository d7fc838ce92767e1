"""The public form of functions and activities; their schemas lie in schemas/."""

from collections.abc import Iterator

from activities.finder.parts import parts
from activities.finder.referrers import referrer_facets
from activities.followups.counting import document_faults, keep, protect
from activities.listing.search_texts import texts
from activities.matrix.brief import BRIEF, ActivityBrief
from activities.models import Activity, FollowUp, Function
from activities.schemas.types import ActivityDocument, FollowUpDocument
from activities.vocabulary import Combination, ReferrerRole, Right, SaidBy, SelfReferral, Weekday
from federations.documents import age_faults, days_of, owner_facets, span_faults
from samverkan.publishing import kinds
from samverkan.publishing.edtf import Edtf
from samverkan.publishing.kinds import Days, Fault, Kind


def check(document: ActivityDocument) -> Iterator[Fault]:
    """What the schema cannot say of an activity."""
    target = document["target_group"]
    yield from span_faults(document["period"]["start"], document["period"]["end"], "period")
    yield from age_faults(target, "target_group")
    groups = {"exclusions": target["exclusions"], "priorities": target["priorities"]}
    for name, conditions in groups.items():
        for index, condition in enumerate(conditions or ()):
            yield from age_faults(condition, f"target_group.{name}[{index}]")
    places = [placement["municipality"]["slug"] for placement in document["placements"] or ()]
    if len(set(places)) < len(places):
        yield Fault("placements", "samma kommun förekommer flera gånger.")
    for index, statement in enumerate(document["financing"] or ()):
        if statement["share_percent"] is not None and not statement["payer"]:
            yield Fault(f"financing[{index}].payer", "en andel behöver en betalare.")
    if document["part_of"] and document["part_of"]["slug"] == document["slug"]:
        yield Fault("part_of", "en verksamhet kan inte ingå i sig själv.")


def facets(document: ActivityDocument) -> Iterator[tuple[str, str]]:
    """What activities can be found by, under the names that `filters.py` asks for."""
    yield from owner_facets(document)
    yield "area", document["area"]["slug"]
    yield "function", document["function"]["slug"]
    for placement in document["placements"] or ():
        yield "municipality", placement["municipality"]["slug"]
    for statement in document["financing"] or ():
        if statement["stream"]:
            yield "stream", statement["stream"]["slug"]
        if statement["federation"]:
            yield "federation", statement["federation"]["slug"]
    for agreement in document["agreements"] or ():
        yield "agreement", agreement["slug"]
    for row in document["partners"] or ():
        if row["partner"]:
            yield "partner", row["partner"]["slug"]
    yield from referrer_facets(document)
    for home in document["target_group"]["residence"] or ():
        yield "residence", "/".join(kinds.key_of(home))
    for criterion in document["target_group"]["criteria"] or ():
        for situation in criterion["situations"] or ():
            yield "situation", situation


def span(document: ActivityBrief) -> Days:
    """The days between which an activity runs; a stated length stands in for an end that is not stated (001:430)."""
    period = document["period"]
    first, last = days_of(period["start"], period["end"])
    if last is None and period["start"] and period["months"]:
        last = Edtf.parse(period["start"]).months_later(period["months"])
    return first, last


def _check_follow_up(document: FollowUpDocument) -> Iterator[Fault]:
    yield from span_faults(document["period"]["start"], document["period"]["end"], "period")
    yield from document_faults(document)


def _follow_up_facets(document: FollowUpDocument) -> Iterator[tuple[str, str]]:
    yield from owner_facets(document)
    yield "activity", document["activity"]["slug"]


def _follow_up_span(document: FollowUpDocument) -> Days:
    return days_of(document["period"]["start"], document["period"]["end"])


# In an order in which references point backwards.
KINDS = (
    Kind(
        "function",
        Function,
        api="functions",
        swedish=("funktion", "funktioner"),
        english=("function", "functions"),
        facets=owner_facets,
    ),
    Kind(
        "activity",
        Activity,
        api="activities",
        swedish=("verksamhet", "verksamheter"),
        english=("activity", "activities"),
        page="activity",
        listed="activities",
        place="verksamheter/",
        history=True,
        proposals=True,
        check=check,
        facets=facets,
        span=span,
        texts=texts,
        parts=parts,
        brief=BRIEF,
    ),
    Kind(
        "follow_up",
        FollowUp,
        api="follow-ups",
        swedish=("uppföljning", "uppföljningar"),
        english=("follow-up", "follow-ups"),
        page="follow-up",
        listed="results",
        place="resultat/",
        history=True,
        check=_check_follow_up,
        facets=_follow_up_facets,
        span=_follow_up_span,
        protect=protect,
        keep=keep,
    ),
)


def register() -> None:
    """Make the app's kinds and words known."""
    kinds.register_words(Combination, ReferrerRole, Right, SaidBy, SelfReferral, Weekday)
    for kind in KINDS:
        kinds.register(kind)
