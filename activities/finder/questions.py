"""The finder's questions: what they are called in the address, how they are put, and what each answer tells."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from activities.finder.circumstances import Asker, Circumstances, Contradiction
from activities.finder.judging import AGE, ASSESSED, MUNICIPALITY, SICK_MONTHS
from federations.vocabulary import Situation
from samverkan.pages.filters import well_formed

Words = str | Promise  # Of which a promise is translated when it is shown.
OLDEST, LONGEST = 120, 600  # Years, and months of sick leave.
OUTSIDE = "annan"  # The answer of who lives where the catalogue has no municipality.


@dataclass(frozen=True)
class Option:
    """An answer that can be chosen, and what it tells."""

    value: str
    label: Words
    tells: Mapping[str, bool]


@dataclass(frozen=True)
class Question:
    """A question with a few answers, one of which may be chosen; not to answer is always possible."""

    name: str
    label: Words
    options: tuple[Option, ...]
    help: Words = ""

    @property
    def codes(self) -> set[str]:
        """The situations that it settles."""
        return {code for option in self.options for code in option.tells}


def _yes_no(name: str, code: str, label: Words, help_text: Words = "") -> Question:
    return Question(
        name, label, (Option("ja", _("Ja"), {code: True}), Option("nej", _("Nej"), {code: False})), help_text
    )


WORK = Question(
    "arbete",
    _("Arbete"),
    (
        Option("arbetslos", _("Arbetslös"), {Situation.UNEMPLOYED: True}),
        Option("anstalld", _("Anställd"), {Situation.UNEMPLOYED: False}),
    ),
)
SICK_LEAVE = Question(
    "sjukskriven",
    _("Sjukskriven"),
    (
        Option("nej", _("Nej"), {Situation.SICK_LEAVE: False, Situation.SICK_LEAVE_RISK: False}),
        Option("risk", _("Nej, men riskerar att bli"), {Situation.SICK_LEAVE: False, Situation.SICK_LEAVE_RISK: True}),
        Option("delvis", _("Ja, på deltid"), {Situation.SICK_LEAVE: True, Situation.SICK_LEAVE_FULL: False}),
        Option("helt", _("Ja, på heltid"), {Situation.SICK_LEAVE_FULL: True}),
    ),
)
AUTHORITIES = Question(
    "myndigheter",
    _("Behöver stöd från flera"),
    (
        Option("0", _("Nej, ingen"), {}),
        Option("1", _("En myndighet"), {}),
        Option("2", _("Två eller fler"), {}),
    ),
    _("Till exempel Arbetsförmedlingen, Försäkringskassan, kommunen och vården"),
)
SEX = Question(
    "kon",
    _("Kvinna eller man"),
    (
        Option("kvinna", _("Kvinna"), {Situation.WOMAN: True}),
        Option("man", _("Man"), {Situation.MAN: True, Situation.WOMAN: False}),
    ),
    _("Frågan ställs bara när en målgrupp gäller det ena"),
)
FIRST = (WORK, SICK_LEAVE, AUTHORITIES)
FURTHER = (
    _yes_no("utanfor", Situation.OUTSIDE_LABOUR_MARKET, _("Står utanför den vanliga arbetsmarknaden")),
    _yes_no("vardcentral", Situation.SICK_LEAVE_BY_HEALTH_CENTRE, _("Sjukskriven av en vårdcentral")),
    _yes_no(
        "sjukersattning",
        Situation.BENEFIT_FORSAKRINGSKASSAN,
        _("Får ersättning från Försäkringskassan"),
        _("Till exempel sjukpenning, sjukersättning eller aktivitetsersättning"),
    ),
    _yes_no("forsorjningsstod", Situation.INCOME_SUPPORT, _("Får försörjningsstöd")),
    _yes_no("risk-forsorjning", Situation.INCOME_SUPPORT_RISK, _("Riskerar att länge behöva hjälp med försörjningen")),
    _yes_no("utan-ersattning", Situation.NO_INSURANCE_RIGHT, _("Saknar rätt till sjukpenning och a-kassa")),
    _yes_no("psykisk-ohalsa", Situation.MENTAL_ILL_HEALTH, _("Psykisk ohälsa")),
    _yes_no("utmattning", Situation.BURNOUT, _("Utmattningssyndrom")),
    _yes_no("smarta", Situation.PAIN, _("Smärta")),
    _yes_no("risk-ohalsa", Situation.ILL_HEALTH_RISK, _("Riskerar ohälsa")),
    _yes_no("sammansatt", Situation.COMBINED_PROBLEMS, _("Kroppsliga, psykiska och sociala problem tillsammans")),
    SEX,
    _yes_no("rora-sig", Situation.PASSIVE_LIFESTYLE, _("Behöver hjälp att röra sig mer")),
    _yes_no("kan-trana", Situation.ABLE_TO_TRAIN, _("Klarar att träna regelbundet")),
    _yes_no("svenska", Situation.SPEAKS_SWEDISH, _("Förstår och gör sig förstådd på svenska")),
    _yes_no("ensam-foralder", Situation.SINGLE_PARENT, _("Ensamstående förälder")),
    _yes_no("invandrare", Situation.IMMIGRANT, _("Har invandrat till Sverige")),
    _yes_no("missbruk", Situation.SUBSTANCE_ABUSE, _("Pågående missbruk")),
    _yes_no("psykiatri", Situation.EXTENSIVE_PSYCHIATRIC_CARE, _("Behöver omfattande psykiatrisk vård")),
    _yes_no("fangelse", Situation.AWAITING_PRISON, _("Väntar på ett fängelsestraff")),
)
# What authorities judge, so that only their officers are asked.
JUDGED = (
    _yes_no("samverkan-racker-inte", Situation.ORDINARY_COOPERATION_INSUFFICIENT, _("Vanlig samverkan räcker inte")),
    _yes_no("svart-fa-arbete", Situation.HARD_TO_GET_OR_KEEP_JOB, _("Har svårt att få eller behålla ett arbete")),
    _yes_no("kan-na-arbete", Situation.LABOUR_MARKET_POTENTIAL, _("Kan tänkas nå arbetsmarknaden")),
    _yes_no("bedomning", Situation.NEEDS_ASSESSMENT, _("Behöver en bedömning av flera yrken")),
    _yes_no("rehabilitering", Situation.NEEDS_WORK_REHABILITATION, _("Behöver samordnad rehabilitering mot arbete")),
    _yes_no("samarbete", Situation.NEEDS_COOPERATION, _("Behöver särskilt samarbete mellan myndigheter")),
    _yes_no("hanvisad", Situation.REFERRED_BY_AUTHORITY, _("Hänvisas av en myndighet")),
)
QUESTIONS = (*FIRST, *FURTHER, *JUDGED)
# What no question asks, since it follows from the age or from how many authorities there are.
FOLLOWS = {
    Situation.YOUNG_ADULT: AGE,
    Situation.SEVERAL_AUTHORITIES: AUTHORITIES.name,
    Situation.KNOWN_TO_ONE_AUTHORITY: AUTHORITIES.name,
    Situation.KNOWN_TO_TWO_AUTHORITIES: AUTHORITIES.name,
}
PAGE_ASKERS = {
    "jag": Asker.PERSON,
    "anhorig": Asker.RELATIVE,
    "arbetsformedlingen": Asker.ARBETSFORMEDLINGEN,
    "forsakringskassan": Asker.FORSAKRINGSKASSAN,
    "socialtjansten": Asker.SOCIAL_SERVICES,
    "kommunen": Asker.MUNICIPALITY,
    "lakare": Asker.DOCTOR,
    "varden": Asker.CARE_STAFF,
    "regionen": Asker.REGION,
}


@dataclass(frozen=True)
class Answers:
    """What the address answers, as it was given; what cannot be understood is left out, as pages do."""

    municipality: str
    age: int | None
    sick_months: int | None
    asker: str
    chosen: Mapping[str, str]

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "Answers":
        """The answers of a query string by the questions' names."""
        [municipality] = well_formed([query.get("kommun", "").strip()]) or [""]
        chosen = {
            question.name: option.value
            for question in QUESTIONS
            for option in question.options
            if query.get(question.name) == option.value
        }
        asker = query.get("fragar", "")
        return cls(
            municipality,
            _number(query.get("alder", ""), OLDEST),
            _number(query.get("manader", ""), LONGEST),
            asker if asker in PAGE_ASKERS else "",
            chosen,
        )

    @property
    def any(self) -> bool:
        """Whether anything is answered that could decide."""
        return bool(self.municipality or self.chosen) or self.age is not None

    def circumstances(self) -> Circumstances:
        """What the answers tell; of answers that contradict each other those to the first questions stand."""
        told: dict[str, bool] = {}
        authorities = self.chosen.get(AUTHORITIES.name)
        for question in QUESTIONS:
            for option in question.options:
                if self.chosen.get(question.name) == option.value:
                    told = _agreeing(told, option.tells)
        is_sick = any(
            told.get(code)
            for code in (Situation.SICK_LEAVE, Situation.SICK_LEAVE_FULL, Situation.SICK_LEAVE_BY_HEALTH_CENTRE)
        )
        return Circumstances(
            municipality=self.municipality or None,
            age=self.age,
            told=told,
            sick_months=self.sick_months if is_sick else None,
            authorities=int(authorities) if authorities else None,
            asker=PAGE_ASKERS.get(self.asker),
        )


def _agreeing(told: dict[str, bool], more: Mapping[str, bool]) -> dict[str, bool]:
    try:
        return dict(Circumstances(told={**told, **more}).told)
    except Contradiction:
        return told


def _number(text: str, largest: int) -> int | None:
    found = re.fullmatch(r"[0-9]{1,3}", text.strip(), re.ASCII)
    return int(text) if found and int(text) <= largest else None


@dataclass(frozen=True)
class Asked:
    """A question that is worth asking, with how many activities depend on the answer."""

    question: Question
    activities: int


def worth_asking(needs: Mapping[frozenset[str], int], answers: Answers) -> tuple[set[str], list[Asked]]:
    """Which of municipality, age and months, and which further questions, activities in play depend on.

    `needs` says how many of them need each set of answers.
    """
    counts: dict[str, int] = {}
    for some, number in needs.items():
        for need in {FOLLOWS.get(Situation(need), need) if need in Situation.values else need for need in some}:
            counts[need] = counts.get(need, 0) + number
    is_officer = answers.asker in PAGE_ASKERS and PAGE_ASKERS[answers.asker].is_officer
    asked = [
        Asked(question, max((counts.get(code, 0) for code in (*question.codes, question.name)), default=0))
        for question in QUESTIONS
        if question.name in answers.chosen or _is_open(question, counts, is_officer)
    ]
    return {name for name in (MUNICIPALITY, AGE, SICK_MONTHS) if counts.get(name)}, asked


def _is_open(question: Question, counts: dict[str, int], is_officer: bool) -> bool:
    needed = {code for code in (*question.codes, question.name) if counts.get(code)}
    return bool(needed) and (is_officer or not needed <= ASSESSED)
