"""The public form of financing streams, agreements and budgets; their schemas lie in schemas/."""

from collections.abc import Iterable, Iterator, Sequence

from federations.documents import date_faults, days_of, owner_facets, span_faults
from financing import agreement_rules, budget_rules, shares
from financing.models import Agreement, Budget, FinancingStream
from financing.payoff.agreement import payoff_faults
from financing.schemas.types import (
    AgreementDocument,
    AgreementParty,
    BudgetDocument,
    FinancingStreamContributionShare,
    FinancingStreamDocument,
)
from samverkan.publishing import kinds
from samverkan.publishing.kinds import Days, Fault, Kind


def check(document: FinancingStreamDocument) -> Iterator[Fault]:
    """What the schema cannot say of a stream."""
    yield from _share_faults(document["contribution_shares"] or ())
    faults = [*date_faults(document["valid_from"], "valid_from"), *date_faults(document["valid_until"], "valid_until")]
    yield from faults
    if not faults:
        yield from span_faults(document["valid_from"], document["valid_until"], "valid_until")


def _share_faults(rows: Sequence[FinancingStreamContributionShare]) -> Iterator[Fault]:
    """A period's sum is only asked for where its dates are real ones."""
    faults = [
        fault
        for index, row in enumerate(rows)
        for fault in span_faults(row["since"], row["until"], f"contribution_shares[{index}]")
    ]
    yield from faults or (Fault("contribution_shares", complaint) for complaint in shares.complaints(rows))


def facets(document: FinancingStreamDocument) -> Iterator[tuple[str, str]]:
    """What streams can be found by."""
    yield from owner_facets(document)
    for federation in document["federations"] or ():
        yield "federation", federation["slug"]


def span(document: FinancingStreamDocument) -> Days:
    """The days between which a stream is in force."""
    return days_of(document["valid_from"], document["valid_until"])


def check_agreement(document: AgreementDocument) -> Iterator[Fault]:
    """What the schema cannot say of an agreement."""
    period = document["period"]
    faults = [
        *span_faults(period["start"], period["end"], "period"),
        *date_faults(document["decided_on"], "decided_on"),
        *(
            fault
            for index, step in enumerate(document["evaluation_steps"] or ())
            for fault in date_faults(step["due"], f"evaluation_steps[{index}].due")
        ),
    ]
    yield from faults
    if period["end"] and period["until_further_notice"]:
        yield Fault("period", "gäller antingen till ett slut eller tills vidare. Ta bort det ena.")
    yield from _party_faults(document["parties"] or ())
    yield from payoff_faults(document)
    years = [row["year"] for row in document["budget"] or ()]
    if len(set(years)) < len(years):
        yield Fault("budget", "samma år förekommer flera gånger.")
    if document["concluded"] and not faults:
        start, end, open_ended = period["start"], period["end"], period["until_further_notice"]
        if complaint := agreement_rules.notice_complaint(start, end, open_ended, document["notice_clause"]):
            yield Fault("notice_clause", complaint)


def _party_faults(parties: Iterable[AgreementParty]) -> Iterator[Fault]:
    rows = list(parties)
    for index, party in enumerate(rows):
        if sum(map(bool, (party["partner"], party["municipality"], party["federation"]))) > 1:
            yield Fault(f"parties[{index}]", "en part är en part i registret, en kommun eller ett förbund.")
    if complaint := agreement_rules.shares_complaint(party["cost_percent"] for party in rows):
        yield Fault("parties", complaint)


def agreement_facets(document: AgreementDocument) -> Iterator[tuple[str, str]]:
    """What agreements can be found by."""
    yield from owner_facets(document)
    named = [("federation", document["federation"]), ("stream", document["stream"])]
    for party in document["parties"] or ():
        named += [("federation", party["federation"]), ("partner", party["partner"])]
        named.append(("municipality", party["municipality"]))
    yield from sorted({(name, reference["slug"]) for name, reference in named if reference})


def period_span(document: AgreementDocument | BudgetDocument) -> Days:
    """The days on which an agreement or a budget can have held."""
    return days_of(document["period"]["start"], document["period"]["end"])


def check_budget(document: BudgetDocument) -> Iterator[Fault]:
    """What the schema cannot say of a budget."""
    period, rules = document["period"], document["rules"]
    yield from span_faults(period["start"], period["end"], "period")
    for index, report in enumerate(document["reports"] or ()):
        yield from date_faults(report["due"], f"reports[{index}].due")
    for complaint in budget_rules.year_complaints(rules, document["years"] or ()):
        yield Fault("years", complaint)
    for complaint in budget_rules.grant_complaints(rules, document["grants"] or ()):
        yield Fault("grants", complaint)


def budget_facets(document: BudgetDocument) -> Iterator[tuple[str, str]]:
    """What budgets can be found by: whose they are, and who is granted something."""
    yield from owner_facets(document)
    yield "federation", document["federation"]["slug"]
    grants = document["grants"] or ()
    yield from sorted({("municipality", row["municipality"]["slug"]) for row in grants if row["municipality"]})
    yield from sorted({("granted", row["activity_slug"]) for row in grants if row["activity_slug"]})


# In an order in which references point backwards.
KINDS = (
    Kind(
        "financing_stream",
        FinancingStream,
        api="financing-streams",
        swedish=("finansieringsform", "finansieringsformer"),
        english=("financing stream", "financing streams"),
        page="financing-stream",
        listed="financing-streams",
        place="finansiering/",
        history=True,
        proposals=True,
        check=check,
        facets=facets,
        span=span,
        on_day=shares.on_day,
    ),
    Kind(
        "agreement",
        Agreement,
        api="agreements",
        swedish=("överenskommelse", "överenskommelser"),
        english=("agreement", "agreements"),
        page="agreement",
        listed="agreements",
        place="overenskommelser/",
        history=True,
        proposals=True,
        check=check_agreement,
        facets=agreement_facets,
        span=period_span,
    ),
    Kind(
        "budget",
        Budget,
        api="budgets",
        swedish=("budget", "budgetar"),
        english=("budget", "budgets"),
        page="budget",
        listed="budgets",
        place="budgetar/",
        history=True,
        proposals=True,
        check=check_budget,
        facets=budget_facets,
        span=period_span,
    ),
)


def register() -> None:
    """Make the app's kinds and words known."""
    for kind in KINDS:
        kinds.register(kind)
