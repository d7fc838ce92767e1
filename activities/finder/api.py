"""The finder for partner systems: the same questions, the same answer; what is asked is kept nowhere."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from django.utils import timezone

from activities.finder.circumstances import Asker, Circumstances, Contradiction
from activities.finder.eligibility import Match, Verdict
from activities.finder.judging import AGE, MUNICIPALITY, SICK_MONTHS
from activities.finder.outcome import Outcome
from activities.finder.outlook import basis, outlook
from activities.finder.questions import LONGEST, OLDEST
from activities.finder.referral import May, referral
from federations.vocabulary import Situation
from samverkan.api.paging import Paging
from samverkan.api.parameters import AT, LIMIT, LIMIT_DEFAULT, ON, PAGE, REPEATED_MAX, Parameter
from samverkan.api.problem import Problem
from samverkan.api.resources import CatalogueResource, Operation
from samverkan.api.results import compact, envelope
from samverkan.api.shapes import a_list, a_value, an_object, shaped
from samverkan.publishing import kinds
from samverkan.publishing.schemas import SLUG, Schema


def _codes(codes: Sequence[str], example: str, text: str) -> Schema:
    return a_value("string", example, text, enum=list(codes))


def _number(name: str, largest: int, text: tuple[str, str], example: int) -> Parameter:
    def read(value: str) -> int:
        if not re.fullmatch(r"0|[1-9][0-9]{0,2}", value, re.ASCII) or int(value) > largest:
            raise ValueError(f"ska vara ett heltal från 0 till {largest}.")
        return int(value)

    return Parameter(name, read, {"type": "integer", "minimum": 0, "maximum": largest}, text, example)


def _code(codes: Sequence[str]) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value not in codes:
            raise ValueError(f"ska vara ett av {', '.join(codes)}.")
        return value

    return read


def _slug(value: str) -> str:
    if not re.fullmatch(SLUG, value) or len(value) > 80:
        raise ValueError("ska vara ett adressnamn, till exempel tranemo.")
    return value


def _situations(name: str, text: tuple[str, str], example: Situation) -> Parameter:
    schema = {"type": "array", "items": {"type": "string", "enum": list(Situation.values)}, "minItems": 1}
    schema |= {"maxItems": REPEATED_MAX}
    return Parameter(name, _code(Situation.values), schema, text, example.value, repeated=True)


PARAMETERS = (
    Parameter(
        "municipality",
        _slug,
        {"type": "string", "pattern": f"^{SLUG}$", "maxLength": 80},
        (
            "Kommunen där personen bor: adressnamn. En kommun utanför katalogen ger covered: false.",
            "The municipality where the person lives: slug. One outside the catalogue gives covered: false.",
        ),
        "tranemo",
    ),
    _number("age", OLDEST, ("Ålder i år.", "Age in years."), 22),
    _situations(
        "situation",
        ("Det som stämmer om personen. Upprepa för flera.", "What holds of the person. Repeat it for several."),
        Situation.SICK_LEAVE_FULL,
    ),
    _situations(
        "not_situation",
        (
            "Det som inte stämmer. Det som varken sägs stämma eller inte stämma är okänt.",
            "What does not hold. What is neither said to hold nor not to hold is unknown.",
        ),
        Situation.PAIN,
    ),
    _number("sick_leave_months", LONGEST, ("Sjukskriven i hela månader.", "On sick leave for whole months."), 3),
    _number(
        "authorities",
        99,
        ("Antal myndigheter som stöd behövs från.", "From how many authorities support is needed."),
        2,
    ),
    Parameter(
        "asker",
        _code(Asker.values),
        {"type": "string", "enum": list(Asker.values)},
        ("Vem som frågar, för att få veta om den kan hänvisa.", "Who asks, to be told whether they may refer."),
        "forsakringskassan",
    ),
    Parameter(
        "verdict",
        _code(Verdict.values),
        {
            "type": "array",
            "items": {"type": "string", "enum": list(Verdict.values)},
            "minItems": 1,
            "maxItems": REPEATED_MAX,
        },
        ("Bara svar av det slaget. Upprepad betyder ELLER.", "Only answers of that sort. Repeat it for OR."),
        "fits",
        repeated=True,
    ),
)

_NULLABLE = ["string", "null"]
_SLUG = a_value("string", "lotsen", "Adressnamn. Slug.")
_FEDERATION = {
    **an_object(
        slug=a_value("string", "tu", "Förbundets adressnamn. The federation's slug."),
        name=a_value("string", "Samordningsförbundet Tranemo och Ulricehamn", "Förbundets namn. Its name."),
    ),
    "type": ["object", "null"],
    "description": "Förbundet vars regel det är; null: verksamhetens egen. Whose rule it is; null: the activity's own.",
}
_OUTCOME = _codes(
    Outcome.values,
    "holds",
    "holds: stämmer, fails: stämmer inte, not_told: frågan säger inte, not_stated: katalogen säger inte."
    " not_told: the question does not say; not_stated: the catalogue does not say.",
)
_REASON = an_object(
    about=_codes(
        ("residence", "age", "criterion", "exclusion", "individuals", "period"),
        "age",
        "Vad skälet gäller. What the reason is about.",
    ),
    outcome=_OUTCOME,
    sentence=a_value("string", "Tar emot 16–29 år: 22 år passar.", "Skälet i en mening. The reason in a sentence."),
    text=a_value(_NULLABLE, "16–29 år", "Katalogens ord som det vilar på. The catalogue's words that it rests on."),
    presumed=a_value(
        "boolean",
        False,
        "Sant: hindrar inte så länge det är okänt. True: stands in nobody's way as long as it is unknown.",
    ),
    needs=a_list(
        _codes((MUNICIPALITY, AGE, SICK_MONTHS, *Situation.values), "unemployed", "Parameter eller situation."),
        "Vad som skulle avgöra det. What would settle it.",
    ),
    alternative=a_value(
        ["integer", "null"], 1, "Villkorets alternativ: ett räcker. The criterion's alternative: one is enough."
    ),
    federation=_FEDERATION,
)
_REFERRAL = an_object(
    may=_codes(May.values, "refer", "Vad den som frågar får göra. What who asks may do."),
    sentence=a_value("string", "Du kan hänvisa.", "Samma sak i en mening. The same in a sentence."),
    because=a_list(a_value("string", "Försäkringskassan", "Katalogens ord."), "Enligt vilka ord. By which words."),
    others=a_list(a_value("string", "Läkare", "Katalogens ord."), "Andra som får hänvisa. Others who may refer."),
)
_RESULT = {
    **an_object(
        slug=_SLUG,
        name=a_value("string", "Lotsen", "Namn. Name."),
        function=a_value("string", "trana", "Funktionens adressnamn. The function's slug."),
        verdict=_codes(Verdict.values, "fits", "Vad skälen ger. What the reasons come to."),
        reasons=a_list(_REASON, "Varje skäl. Every reason."),
        prioritised=a_value(
            ["boolean", "null"], True, "Om personen hör till en grupp som går före. Whether the person goes first."
        ),
        priorities=a_list(
            an_object(
                text=a_value("string", "Ungdomar 19–29 år", "Gruppen. The group."),
                outcome=_OUTCOME,
                federation=_FEDERATION,
            ),
            "Grupper som går före. Groups that go first.",
        ),
        referral=_REFERRAL,
        revision=a_value("integer", 12, "Revisionen som publicerade verksamheten. What published the activity."),
    ),
    "description": "En verksamhets svar. One activity's answer.",
}
ANSWER: Schema = an_object(
    revision=a_value("integer", 12, "Revisionen som hela svaret visar. The revision that the whole answer shows."),
    page=a_value("integer", 1, "Sidan. The page."),
    limit=a_value("integer", LIMIT_DEFAULT, "Antal på sidan. Items a page."),
    total=a_value("integer", 18, "Antal svar i allt. Answers in all."),
    results=a_list(_RESULT, "Passar först, sedan kan passa, sedan passar inte. Fits, may fit, does not fit."),
    covered=a_value(
        "boolean",
        True,
        "Falskt: kommunen finns inte i katalogen, så att inget här gäller den."
        " False: the municipality is not in the catalogue, so that nothing here is about it.",
    ),
)


def _result(one: Match, asker: Asker | None, revision: int) -> dict[str, Any]:
    """One activity's answer under the names that partners know."""
    beside = {
        "slug": one.activity["slug"],
        "name": one.activity["name"],
        "function": one.activity["function"]["slug"],
        "referral": referral(one.activity, asker),
        "revision": revision,
    }
    own = {name: getattr(one, name) for name in ("verdict", "reasons", "prioritised", "priorities")}
    result: dict[str, Any] = shaped({**beside, **own}, _RESULT)
    return result


class MatchResource(CatalogueResource):
    """Which activities fit a person, and why."""

    may_be_kept = False
    operation = Operation(
        name="match_activities",
        tag=kinds.get("activity").tag,
        summary=("Vilka verksamheter passar", "Which activities fit"),
        text=(
            "Samma svar som hitta-sidan: passar, kan passa eller passar inte, med varje skäl. Det som inte sägs är"
            " okänt och skiljs från det som katalogen inte säger. Frågan sparas inte och loggas inte. Fråga aldrig med"
            " något som pekar ut en person.",
            "The finder's answer: fits, may fit or does not fit, with every reason. What is not said is unknown, and"
            " told apart from what the catalogue does not say. Questions are neither kept nor logged. Never ask with"
            " anything that identifies a person.",
        ),
        answer={"$ref": "#/components/schemas/MatchPage"},
        statuses=(404, 409),
        components={"MatchPage": ANSWER},
    )

    def accepted_parameters(self) -> tuple[Parameter, ...]:
        return (*PARAMETERS, ON, AT, PAGE, LIMIT)

    def content(self, asked: dict[str, Any], **path: Any) -> str:
        person, on = _person(asked), asked.get("on") or timezone.localdate()
        rests_on = basis(self.moment.number, asked.get("on"), self.moment.current)
        by_verdict = outlook(rests_on, person, on).by_verdict()
        wanted = asked.get("verdict", Verdict.values)
        found = [place for verdict in Verdict if verdict in wanted for place in by_verdict[verdict]]
        paging = Paging.of(asked)
        read = rests_on.shelf.read(paging.cut(found), self.publications())
        results = [
            compact(_result(rests_on.assess(row, person, on), person.asker, row.revision_id)) for row in read.values()
        ]
        head = paging.head(self.moment.number, len(found))
        covered = person.municipality is None or person.municipality in rests_on.places.names
        return envelope(head, results, {"covered": covered})


def _person(asked: dict[str, Any]) -> Circumstances:
    yes, no = asked.get("situation", []), asked.get("not_situation", [])
    both = sorted({*yes} & {*no})
    if both:
        message = f"Parametern not_situation: {both[0]} står också i situation. Ta bort den ena."
        raise Problem(409, message, parameter="not_situation")
    asker = Asker(asked["asker"]) if "asker" in asked else None
    try:
        return Circumstances(
            municipality=asked.get("municipality"),
            age=asked.get("age"),
            told={**dict.fromkeys(yes, True), **dict.fromkeys(no, False)},
            sick_months=asked.get("sick_leave_months"),
            authorities=asked.get("authorities"),
            asker=asker,
        )
    except Contradiction as error:
        message = f"Parametrarna motsäger varandra om {error.code}. Ta bort en av dem."
        raise Problem(409, message, parameter="situation") from error
