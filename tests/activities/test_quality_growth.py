"""Twice the catalogue is twice the work: no rule compares every activity with every other one."""

import sys
from types import FrameType
from typing import Any

import pytest

from activities.quality import Catalogue, Rule, rules
from samverkan.publishing.kinds import Document
from tests.activities.quality.documents import TODAY, a, activity, pays, placed, vik

TEXT = (
    "Det har visat sig att vissa personer hamnar mellan myndigheterna när deras situation inte går att lösa genom "
    "vanligt samarbete. I Ort{0} kan det komma att ändras, se sidan {0}. Samordningsförbundet i Ort{0} betalar."
)


def catalogue(size: int) -> Catalogue:
    """As many municipalities, federations and activities, as alike as can be: names, texts, telephones, labels."""
    return Catalogue.of(documents(size), TODAY)


def documents(size: int) -> list[Document]:
    everywhere = range(size)
    return [
        vik(*(f"ort{n}" for n in everywhere)),
        a("function/trana"),
        a("partner/fk"),
        a(
            "financing_stream/finsam",
            federations=[f"federation/f{n}" for n in everywhere],
            activities_listed=[f"Lotsen Ort{n}" for n in everywhere] + ["Resursteam", "Lotsen"],
        ),
        *(a(f"municipality/ort{n}", code=f"{n:04d}") for n in everywhere),
        *(
            a(
                f"federation/f{n}",
                name=f"Samordningsförbundet i Ort{n}",
                members=[{"municipality": f"municipality/ort{n}"}],
                activities_listed=["Lotsen"],
            )
            for n in everywhere
        ),
        *(one_of(n) for n in everywhere),
    ]


def one_of(n: int) -> Document:
    return activity(
        f"lotsen{n}",
        short_name="Lotsen",
        aliases=[f"Lotsen Ort{n}", "LOTSEN", "Lot-sen"],
        background=TEXT.format(n),
        placements=placed(f"ort{n}"),
        part_of="activity/lotsen0" if n else None,
        target_group__residence=[f"municipality/ort{n}"],
        contacts=[{"office": "Lotsen", "phone": "033-16 62 26", "address": "Storgatan 1", "town": "Vik"}],
        partners=[{"label": "FK", "partner": "partner/fk"}],
        entry_route__referrers=[{"role": "doctor", "text": "Läkare", "right": "refer"}],
        financing=[pays("finsam")],
    )


def steps(rule: Rule, size: int) -> int:
    """How many lines of Python a rule runs, its share of the look-ups included."""
    counted = 0

    def count(frame: FrameType, event: str, arg: Any) -> Any:
        nonlocal counted
        counted += event == "line"
        return count

    read = catalogue(size)
    before = sys.gettrace()
    sys.settrace(count)
    try:
        for _finding in rule.findings(read):
            pass
    finally:
        sys.settrace(before)
    return counted


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_the_work_of_a_rule_grows_with_the_catalogue_and_not_with_its_square(rule: Rule) -> None:
    few, many = steps(rule, 40), steps(rule, 160)
    assert few > 40, "the rule looked at nothing"
    assert many < 4.6 * few
