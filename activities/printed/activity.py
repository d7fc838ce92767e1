"""An activity in print: for whom, how one gets in, what happens there, who runs and pays it, and whom to call."""

from collections.abc import Iterator

from activities.printed.contacts import contacts
from activities.printed.practice import practice
from activities.schemas.types import (
    ActivityCriterion,
    ActivityDocument,
    ActivityEntryRoute,
    ActivityFinancing,
    ActivityPeriod,
    ActivityTargetGroup,
)
from activities.templatetags.activity_words import (
    alternatives,
    combination,
    in_short,
    said_by,
    self_referral,
    with_right,
)
from federations.ages import age_span
from samverkan.pages.printed import ground, in_a_row, per
from samverkan.pages.templatetags.catalogue import capitalised, dated
from samverkan.printing.blocks import (
    UNKNOWN,
    Answer,
    Block,
    Inline,
    aside,
    em,
    entry,
    fact,
    fact_if,
    heading,
    known,
    lead,
    note,
    paragraph,
    points,
    prose,
    small,
)
from samverkan.publishing.schemas.types import Verified


def printed(activity: ActivityDocument, verified: Verified | None) -> Block:
    """The activity as an entry."""
    return entry(f"verksamhet-{activity['slug']}", activity["name"], _blocks(activity, verified))


def _blocks(activity: ActivityDocument, verified: Verified | None) -> Iterator[Block]:
    yield from _what(activity)
    yield heading("För vem")
    if activity["serves_individuals"] is False:
        yield paragraph("Det här är ett uppdrag som utvecklar samverkan. Det tar inte emot enskilda personer.")
    yield from prose(activity["target_group"]["description"])
    if activity["serves_individuals"] is not False:
        yield from _for_whom(activity["target_group"])
        yield heading("Så kommer man in")
        yield from _way_in(activity["entry_route"])
        yield from fact_if("Kostnadsfritt", _yes_no(activity["free_of_charge"]))
    yield heading("Vad som händer där")
    yield from practice(activity)
    yield heading("Vem driver och betalar")
    yield from _who(activity)
    yield contacts(activity["contacts"], verified)
    if activity["source_note"]:
        yield aside([paragraph("Om källan:"), *prose(activity["source_note"])])
    yield ground(activity["owners"], activity["sources"], verified)


def _yes_no(value: bool | None) -> str | None:
    """Ja, Nej, or None where it is unknown."""
    return None if value is None else "Ja" if value else "Nej"


def _what(activity: ActivityDocument) -> Iterator[Block]:
    if activity["spelled_out"]:
        yield note(activity["spelled_out"])
    yield from lead(in_short(activity))
    if activity["easy_summary"]:
        yield from prose(activity["summary"])
    placements = activity["placements"]
    where = None if placements is None else [placement["municipality"] for placement in placements]
    yield fact("Finns i", in_a_row(where))
    yield fact("Period", _period(activity["period"]))
    part_of = activity["part_of"]
    yield from fact_if("Ingår i", part_of and part_of["name"])
    yield from fact_if("Kallas även", ", ".join(activity["aliases"] or ()))


def _period(period: ActivityPeriod) -> list[Block]:
    span: list[Inline] = []
    if period["start"] or period["end"]:
        span.append(" – ".join(filter(None, [dated(period["start"]), dated(period["end"])])))
    months = per(period["months"], "månad", "månader")
    rest = [months] if months else []
    rest += ["kan förlängas"] if period["extendable"] else []
    return [paragraph(*(span or [UNKNOWN]), "".join(f", {part}" for part in rest))]


def _for_whom(target: ActivityTargetGroup) -> Iterator[Block]:
    yield fact("Ålder", age_span(target))
    yield fact("Bor i", in_a_row(target["residence"]))
    yield fact("Villkor", _criteria(target["criteria"]))
    for term, rows in (("Prioriteras", target["priorities"]), ("Tas inte emot", target["exclusions"])):
        yield fact(term, known(rows, [row["text"] for row in rows or ()]))


def _criteria(criteria: list[ActivityCriterion] | None) -> Answer:
    if not criteria:
        return known(criteria, ())
    found: list[Block] = []
    for group in alternatives(criteria):
        if found:
            found.append(paragraph(em("eller")))
        found += points([_criterion(row) for row in group])
    return found


def _criterion(criterion: ActivityCriterion) -> list[Inline]:
    left_open = combination(criterion)
    return [criterion["text"], *([small(f"({left_open})")] if left_open else [])]


def _way_in(route: ActivityEntryRoute) -> Iterator[Block]:
    documents = route["required_documents"]
    yield from prose(route["description"])
    yield fact("Anmäla sig själv", self_referral(route["self_referral"]))
    refer, initiate = (
        [row["text"] for row in with_right(route["referrers"], right)] for right in ("refer", "initiate")
    )
    yield fact("Vem kan hänvisa", points(refer) if refer else None)
    yield from fact_if("Kan ta initiativ", points(initiate) if initiate else None)
    yield from fact_if("Så går det till", points(route["steps"], numbered=True) if route["steps"] else None)
    yield fact("Skicka med", known(documents, documents or ()))
    yield fact("Samtycke", _consent(route))
    decision = per(route["decision_days"], "dag", "dagar")
    yield fact("Besked", prose(route["decision_text"]) or (decision and f"inom {decision}"))
    yield from fact_if("Frivilligt", _yes_no(route["voluntary"]))


def _consent(route: ActivityEntryRoute) -> Answer:
    written = route["consent_required"] and route["consent_written"]
    answer = "Ja, skriftligt" if written else _yes_no(route["consent_required"])
    return [*fact("", answer)["body"], *prose(route["consent_text"])]


def _who(activity: ActivityDocument) -> Iterator[Block]:
    partners, financing = activity["partners"], activity["financing"]
    yield from fact_if("Drivs av", activity["operator"])
    labels = None if partners is None else [{"name": capitalised(row["label"])} for row in partners]
    yield fact("Parter", in_a_row(labels))
    yield fact("Betalas genom", known(financing, [_payment(row) for row in financing or ()]))
    yield from fact_if("Organisation", prose(activity["organisation"]))


def _payment(row: ActivityFinancing) -> list[Inline]:
    told: list[Inline] = [row["stream"]["name"] if row["stream"] else row["label"]]
    if row["stream"] and row["stream_inferred"]:
        told.append(small("(slutsats)"))
    if row["federation"]:
        told.append(f", {row['federation']['name']}")
    if row["payer"]:
        share = "" if row["share_percent"] is None else f" {row['share_percent']} %"
        told.append(f", {row['payer']['name']}{share}")
    return [*told, small(f"enligt {said_by(row['said_by'])}: ”{row['label']}”")]
