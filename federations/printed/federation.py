"""A federation in print: its goals, whom it serves, who belongs to it and what it asks for."""

from collections.abc import Iterator, Sequence

from federations.ages import age_span
from federations.schemas.types import (
    FederationDocument,
    FederationGoal,
    FederationMember,
    FederationName,
    FederationTargetGroup,
)
from samverkan.pages.printed import ground, period
from samverkan.pages.templatetags.catalogue import capitalised, dated
from samverkan.printing.blocks import (
    UNKNOWN,
    Answer,
    Block,
    Inline,
    bulleted,
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


def printed(federation: FederationDocument, verified: Verified | None) -> Block:
    """The federation as an entry."""
    return entry(f"forbund-{federation['slug']}", federation["name"], _blocks(federation, verified))


def _blocks(federation: FederationDocument, verified: Verified | None) -> Iterator[Block]:
    yield from lead(federation["vision"])
    goals = federation["goals"]
    yield heading("Mål")
    yield bulleted(map(_goal, goals)) if goals else paragraph(UNKNOWN if goals is None else "inga")
    yield heading("För vem")
    yield from _for_whom(federation["target_group"])
    yield heading("Vilka som hör till")
    yield from _who(federation)
    for title, text in (
        ("Syfte", federation["purpose"]),
        ("Bakgrund", federation["background"]),
        ("Förutsättningar", federation["conditions"]),
    ):
        yield from _section(title, prose(text))
    yield from _section("Krav på insatserna", _lines(federation["principles"]))
    yield from _section("Faser", _lines(federation["phases"], numbered=True))
    yield from _section("Studeras närmare", _lines(federation["study_groups"]))
    yield ground(federation["owners"], federation["sources"], verified)


def _section(title: str, body: list[Block]) -> Iterator[Block]:
    if body:
        yield heading(title)
        yield from body


def _lines(lines: Sequence[str] | None, *, numbered: bool = False) -> list[Block]:
    return points(map(capitalised, lines), numbered=numbered) if lines else []


def _goal(goal: FederationGoal) -> list[Block]:
    told = prose(goal["text"])
    if goal["base"]:
        told.append(note(f"Mäts på: {goal['base']}"))
    if goal["serves"]:
        told.append(note(f"Bidrar till det regionala målet {goal['serves']['name']}"))
    return told


def _for_whom(target: FederationTargetGroup) -> Iterator[Block]:
    yield from prose(target["description"])
    yield fact("Ålder", age_span(target))
    yield from fact_if("Grupper med behov", _lines(target["groups_with_need"]))
    for term, rows in (("Prioriteras", target["priorities"]), ("Tas inte emot", target["exclusions"])):
        yield fact(term, known(rows, [row["text"] for row in rows or ()]))


def _who(federation: FederationDocument) -> Iterator[Block]:
    names, listed = federation["names"], federation["activities_listed"]
    yield fact("Medlemmar", _members(federation["members"]))
    yield from fact_if("Parter", capitalised(", ".join(federation["parties"] or ())))
    yield fact("Bildat", dated(federation["founded"]))
    yield from fact_if("Förstudie", dated(federation["pre_study"]))
    yield from fact_if("Namn över tid", points([row["name"], *_when(row)] for row in names) if names else None)
    yield fact("Förbundet nämner", known(listed, listed or ()))


def _members(members: list[FederationMember] | None) -> Answer:
    if not members:
        return known(members, ())
    told: list[Inline] = []
    for member in members:
        found = member["municipality"] or member["partner"]
        told += [", "] if told else []
        told += [found["name"] if found else "", *_when(member)]
    return [paragraph(*told)]


def _when(row: FederationMember | FederationName) -> list[Inline]:
    return [small(f"({period(row['since'], row['until'])})")] if row["since"] or row["until"] else []
