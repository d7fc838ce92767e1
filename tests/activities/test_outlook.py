"""What the finder says of all activities at once is what it says of each of them."""

import datetime as dt
from collections import Counter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from activities.finder.circumstances import Asker, Circumstances, Contradiction
from activities.finder.eligibility import Verdict, match
from activities.finder.outlook import outlook, resting_on
from federations.vocabulary import Situation
from samverkan.publishing.index import parts_of
from samverkan.publishing.kinds import Document
from samverkan.search.shelf import laid_out
from tests.activities.people import AREA, NES, TODAY, VIK, activity, criterion, federation, group
from tests.conftest import PART

CODES = [
    *(Situation.SICK_LEAVE, Situation.SICK_LEAVE_FULL, Situation.SICK_LEAVE_RISK, Situation.PAIN, Situation.MAN),
    *(Situation.YOUNG_ADULT, Situation.SEVERAL_AUTHORITIES, Situation.NEEDS_ASSESSMENT),
]
WORDS = (None, "yrkesverksam ålder", "mitt i livet")
NORTH, SOUTH = federation(age_max=29), federation() | {"slug": "sodra", "members": [{"municipality": NES}]}
STREAM = {"kind": "financing_stream", "slug": "finsam", "name": "Finsam"}
OTHER = STREAM | {"slug": "frisam"}
BESIDE: list[Document] = [VIK, NES, AREA, STREAM | {"federations": [NORTH, SOUTH]}, OTHER | {"federations": None}]


def one_by_one(documents: list[Document], person: Circumstances, on: dt.date) -> dict[str, Any]:
    """The answer made of every activity's own, as the page tells it."""
    matches = match(documents, person, on)
    refused = [one for one in matches if one.verdict == Verdict.DOES_NOT_FIT]
    may_fit = [one for one in matches if one.verdict == Verdict.MAY_FIT]
    may_fit.sort(key=lambda one: sum(reason.outcome.is_unknown for reason in one.reasons))
    found = {
        "fits": [one for one in matches if one.verdict == Verdict.FITS],
        "may_fit": may_fit,
        "near": [one for one in refused if not one.is_elsewhere and one.activity["serves_individuals"] is not False],
        "elsewhere": [one for one in refused if one.is_elsewhere],
        "among_authorities": [one for one in refused if one.activity["serves_individuals"] is False],
    }
    slugs = {name: [one.activity["slug"] for one in some] for name, some in found.items()}
    in_play = [one for one in matches if one.verdict != Verdict.DOES_NOT_FIT]
    return slugs | {"needs": Counter(frozenset(one.needs) for one in in_play)}


def all_at_once(documents: list[Document], person: Circumstances, on: dt.date) -> dict[str, Any]:
    """The same by the parts that the index keeps."""
    activities = [one for one in documents if one["kind"] == "activity"]
    beside = [one for one in documents if one["kind"] != "activity"]
    shelf = laid_out((number, parts_of(one)) for number, one in enumerate(activities))
    found = vars(outlook(resting_on(shelf, beside), person, on))
    needs = found.pop("needs")
    return {name: [activities[place]["slug"] for place in some] for name, some in found.items()} | {"needs": needs}


some_codes = st.lists(st.sampled_from(CODES), min_size=1, max_size=3, unique=True) | st.none()
an_age = st.integers(15, 70) | st.none()
months = st.sampled_from((None, 3, 12))
criteria = st.builds(
    lambda codes, **more: criterion(*codes or (), **more),
    some_codes,
    alternative=st.integers(1, 3),
    combination=st.sampled_from(("any", "all", None)),
    months_max=months,
)
groups = st.builds(lambda codes, low, high: group(*codes or (), age_min=low, age_max=high), some_codes, an_age, an_age)
homes = st.lists(st.sampled_from([VIK, NES, AREA]), max_size=2) | st.none()
paid = st.fixed_dictionaries(
    {
        "said_by": st.sampled_from(("activity", "federation")),
        "federation": st.sampled_from((None, NORTH, SOUTH)),
        "stream": st.sampled_from((None, STREAM, OTHER)),
    }
)


@st.composite
def activities(draw: st.DrawFn) -> Document:
    made = activity(
        draw(st.lists(st.sampled_from([{"municipality": VIK}, {"municipality": NES}]), max_size=2)),
        serves=draw(st.sampled_from((None, True, True, False))),
        residence=draw(homes),
        age_min=draw(an_age),
        age_max=draw(an_age),
        age_text=draw(st.sampled_from(WORDS)),
        criteria=draw(st.lists(criteria, max_size=3) | st.none()),
        exclusions=draw(st.lists(groups, max_size=2) | st.none()),
    )
    found_by: Document = {"area": AREA, "function": VIK, "agreements": None, "partners": None, "owners": []}
    period = made["period"] | {"start": draw(st.sampled_from((None, "2007", "2030")))}
    if draw(st.booleans()):
        made["placements"] = None
    entry_route = {"referrers": None}
    return (
        made | found_by | {"period": period, "entry_route": entry_route, "financing": draw(st.lists(paid, max_size=2))}
    )


@st.composite
def persons(draw: st.DrawFn) -> Circumstances:
    told: dict[str, bool] = draw(st.dictionaries(st.sampled_from(CODES), st.booleans(), max_size=4))
    while True:
        try:
            return Circumstances(
                municipality=draw(st.sampled_from((None, "vik", "nes", "annan"))),
                age=draw(an_age),
                told=told,
                sick_months=draw(months),
                authorities=draw(st.sampled_from((None, 0, 1, 2))),
                asker=draw(st.sampled_from((None, Asker.DOCTOR))),
            )
        except Contradiction:
            told = {}


@settings(max_examples=400 // PART, deadline=None, derandomize=True, database=None)
@given(st.lists(activities(), max_size=6), persons(), st.lists(groups, max_size=2))
def test_all_at_once_is_as_one_by_one(some: list[Document], person: Circumstances, left_out: list[Document]) -> None:
    north = NORTH | {"target_group": NORTH["target_group"] | {"exclusions": left_out}}
    named = [one | {"slug": f"stod-{number}"} for number, one in enumerate(some)]
    documents = [*BESIDE, north, SOUTH, *named]
    assert all_at_once(documents, person, TODAY) == one_by_one(documents, person, TODAY)
