"""The regional goal document (000): which published fact, and which rule of agreements, carries which fact."""

from financing.agreement_rules import CONTENTS, MONTHS_WITHOUT_NOTICE, SOURCE
from samverkan.publishing.kinds import Key
from tests.content.evaluation_rules import below, told
from tests.content.rules import ITSELF, Case, Holds, Rule, Rules, says, silent

PARTIES, WORK = "regionalt-parterna", "regionalt-overenskommelser"
DOCUMENT: Key = ("source", "regionalt-maldokument")
WORDS = ("syfte", "mål och målgrupp", "plan för", "åtagande", "kostnader", "förväntade effekter", "uppföljningsplan")


def _is_required(place: int) -> Holds:
    """The content stands at its place in the one list of contents, and the fact cites its line."""
    return lambda case: str(CONTENTS[place].words).casefold().startswith(WORDS[place]) and len(CONTENTS) == len(WORDS)


def _needs_notice(case: Case) -> bool:
    clause = says("statement", "längre än ett år", "uppsägningsklausul")
    return MONTHS_WITHOUT_NOTICE == 12 and clause(case) and SOURCE["lines"] == "48-56, 72"


def _names_nobody(case: Case) -> bool:
    """How many sit in the group was counted from their names, which stay out: only what they represent is told."""
    return (
        says("statement", "representanter för kommunerna")(case) and str(case.value) not in case.document["statement"]
    )


CONTRIBUTIONS = {
    "regionalt-kortare-vagar": ("kortare", "både i allt och inom varje verksamhet"),
    "regionalt-halsa-och-forsorjning": ("hälsan", "försörja sig själv"),
    "regionalt-gemensam-plan": ("handlingsplan som är gemensam",),
    "regionalt-kvinnor-och-man": ("kvinnors och mäns",),
    "regionalt-forebygga": ("systemnivå",),
    "regionalt-kvar-i-arbete": ("vara kvar",),
}
VIEWS = ("synsatt", "samsyn", "ledare", "ordinarie", "lara")
REGIONAL: Rules = {
    **below(
        "parties",
        {
            str(place): told(PARTIES, name)
            for place, name in enumerate(
                (
                    "Arbetsmiljöverket",
                    "Försäkringskassan",
                    "kommunerna",
                    "Länsarbetsnämnden",
                    "Västra Götalandsregionen",
                )
            )
        },
    ),
    **below(
        "areas",
        {
            str(place): told(PARTIES, words)
            for place, words in enumerate(("arbetsförmåga", "finansiell samordning", "ohälsa och utestängning"))
        },
    ),
    "adopted_by": told(PARTIES, "Regionala ledningsgruppen har fastställt"),
    "adopted_on": Rule(ITSELF, silent("dated", "dated_inferred"), DOCUMENT),
    **below(
        "measures_contribute_to",
        {str(place): told(slug, *words) for place, (slug, words) in enumerate(CONTRIBUTIONS.items())},
    ),
    "common_view_points": Rule(
        ITSELF,
        lambda case: (
            all(("fact", f"regionalt-{view}") in case.catalogue.documents for view in VIEWS)
            and case.value == len([one for one in case.catalogue.of_kind("fact") if one["topic"] == "regional_view"])
        ),
        ("fact", PARTIES),
    ),
    **below(
        "agreement_required_contents",
        {str(place): Rule("statement", _is_required(place), ("fact", WORK)) for place in range(len(WORDS))},
    ),
    "long_agreement_rule": Rule("statement", _needs_notice, ("fact", WORK)),
    "phase_out": told("regionalt-lokal-niva", "avvecklas", "ordinarie verksamhet"),
    "legal_dates.0": told("propositionen-1996", "1996/97:63", "1 januari 1998", "tills vidare"),
    "legal_dates.1": told("fler-mojligheter-2003", "2002/03:2", "1 januari 2003"),
    "legal_dates.2": told("fler-mojligheter-2003", "1 januari 2004", "2003:1210"),
    "legal_dates.3": told("miljarden-2005", "december 2005", "2007 till 2009"),
    "support_document": told("regionalt-rekommendationer", "Rekommendationer och Stöd"),
    "evaluation_support": told("regionalt-handlingsplan", "regional utvärderingsgrupp"),
    "leading_group_members": Rule(ITSELF, _names_nobody, ("fact", PARTIES)),
    "contact_persons": Rule(ITSELF, _names_nobody, ("fact", PARTIES)),
    "website": told(PARTIES, "samverkanvg.se"),
}
