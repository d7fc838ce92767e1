"""Every breach of a schema or of a kind's own rules is told in Swedish, by the field that it concerns."""

import json
from typing import Any

import pytest

from samverkan.publishing import kinds
from samverkan.publishing.documents import build, dump, validate
from samverkan.publishing.kinds import Document
from tests.factories import (
    ActivityFactory,
    FederationFactory,
    FinancingStreamFactory,
    MunicipalityFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db
GONE = object()  # As a value: the field is left out.
TOWN = {"kind": "municipality", "slug": "ort", "name": "Orten"}
PARTNER = {"kind": "partner", "slug": "part", "name": "Parten"}
PLACE = {"municipality": TOWN, "label": "Här"}
CONDITION = {"text": "Den som behöver", "situations": None, "age_min": None, "age_max": None}
STATEMENT = {
    "said_by": "activity",
    "label": "Finsam",
    "stream": None,
    "stream_inferred": False,
    "federation": None,
    "payer": None,
    "share_percent": None,
}
CONTACT = dict.fromkeys(("role", "municipality", "address", "postal_code", "town", "phone", "email", "note"), None) | {
    "office": "Lotsen"
}
SHARE = {"payer_kind": "state", "payer": "Staten", "partner": None, "percent": 50, "since": None, "until": None}
MEMBER = {"municipality": TOWN, "partner": None, "since": None, "until": None}
PERIOD = {"name": "Förut", "since": "2010", "until": "2009"}


def changed(document: Document, path: str, value: Any) -> Document:
    """A copy with one field, given by its path, set or left out."""
    copy: Document = json.loads(dump(document))
    *parts, last = path.split(".")
    part = copy
    for name in parts:
        part = part[name]
    if value is GONE:
        del part[last]
    else:
        part[last] = value
    return copy


def faults(document: Document) -> list[str]:
    return [str(fault) for fault in validate(document)]


ACTIVITY = [
    # One row for each sort of breach of the schema …
    ("name", GONE, "name: fältet saknas."),
    ("target_group.age_min", GONE, "target_group.age_min: fältet saknas."),
    ("nmae", "Lotsen", "nmae: fältet är okänt. Kontrollera stavningen."),
    ("period.from", "2007", "period.from: fältet är okänt. Kontrollera stavningen."),
    ("schema_version", 3, "schema_version: ska vara ”2”, inte ”3”."),
    ("name", 7, "name: ska vara text, inte ”7”."),
    ("name", None, "name: ska vara text, inte ”tomt”."),
    ("aliases", "SARA", "aliases: ska vara en lista eller tomt, inte ”SARA”."),
    ("period", None, "period: ska vara ett objekt med fält, inte ”tomt”."),
    ("target_group.age_min", "18", "target_group.age_min: ska vara ett heltal eller tomt, inte ”18”."),
    ("target_group.age_min", 18.5, "target_group.age_min: ska vara ett heltal eller tomt, inte ”18.5”."),
    ("target_group.age_min", 18.0, "target_group.age_min: ska vara ett heltal eller tomt, inte ”18.0”."),
    ("target_group.age_min", True, "target_group.age_min: ska vara ett heltal eller tomt, inte ”True”."),
    ("free_of_charge", "no", "free_of_charge: ska vara ja eller nej (true/false) eller tomt, inte ”no”."),
    ("target_group.age_min", -1, "target_group.age_min: ska vara minst 0."),
    ("target_group.age_min", 121, "target_group.age_min: ska vara högst 120."),
    ("name", "", "name: får inte vara tomt. Utelämna det som är okänt."),
    ("name", "a" * 201, "name: får vara högst 200 tecken."),
    ("name", " Lotsen", "name: ” Lotsen” har fel form."),
    ("name", "Lotsen\n", "name: ”Lotsen\n” har fel form."),
    ("slug", "Lotsen", "slug: ”Lotsen” har fel form."),
    ("period.start", "hösten 2007", "period.start: ”hösten 2007” har fel form. Skriv till exempel 2007-10."),
    (
        "entry_route.self_referral",
        "maybe",
        "entry_route.self_referral: ska vara ett av yes, with_officer, no,",
    ),
    ("limits.days", ["monday", "monday"], "limits.days: har samma värde flera gånger."),
    ("limits.days", ["monday", "sun"], "limits.days[1]: ska vara ett av monday,"),
    ("owners", [], "owners: ska ha minst 1."),
    ("aliases", ["a"] * 101, "aliases: får ha högst 100."),
    ("aliases", ["SARA", ""], "aliases[1]: får inte vara tomt."),
    # … which a reference beside null hides in a choice …
    ("part_of", "lotsen", "part_of: ska vara tomt eller ett objekt med fält, inte ”lotsen”."),
    ("part_of", TOWN, "part_of.kind: ska vara ”activity”, inte ”municipality”."),
    ("part_of", {"kind": "activity", "slug": "b"}, "part_of.name: fältet saknas."),
    ("part_of", {"kind": "activity", "slug": "b", "name": 7}, "part_of.name: ska vara text, inte ”7”."),
    ("area", None, "area: ska vara ett objekt med fält, inte ”tomt”."),
    ("placements", [PLACE | {"label": 1}], "placements[0].label: ska vara text, inte ”1”."),
    ("target_group.residence", [TOWN, PARTNER], "target_group.residence[1].kind: ska vara ett av municipality, area,"),
    (
        "contacts",
        [CONTACT | {"phone": "070-123 45 67"}],
        "contacts[0].phone: ”070-123 45 67” har fel form. Skriv till",
    ),
    ("contacts", [CONTACT | {"email": "lotsen"}], "contacts[0].email: ”lotsen” har fel form."),
    # … and for what the schema cannot say.
    ("period.start", "2007-02-30", "period: 2007-02-30: dagen finns inte."),
    ("period", {"start": "2010", "end": "2009", "months": None, "extendable": None}, "period: slutar före sin början."),
    ("placements", [PLACE, PLACE], "placements: samma kommun förekommer flera gånger."),
    ("financing", [STATEMENT | {"share_percent": 50}], "financing[0].payer: en andel behöver en betalare."),
    ("part_of", {"kind": "activity", "slug": "a", "name": "A"}, "part_of: en verksamhet kan inte ingå i sig själv."),
    (
        "target_group.exclusions",
        [CONDITION, CONDITION | {"age_min": 30, "age_max": 20}],
        "target_group.exclusions[1].age_max: lägsta ålder är högre än högsta ålder.",
    ),
]


@pytest.mark.parametrize(("path", "value", "complaint"), ACTIVITY)
def test_a_breach_in_an_activity_is_told_by_its_field(path: str, value: Any, complaint: str) -> None:
    document = build(ActivityFactory.create(slug="a"))
    assert faults(document) == []
    [fault] = faults(changed(document, path, value))
    assert fault.startswith(complaint)


@pytest.mark.parametrize(
    ("factory", "path", "value", "complaint"),
    [
        (SourceFactory, "dated", "2007-02-30", "dated: 2007-02-30: dagen finns inte."),
        (MunicipalityFactory, "code", "149", "code: ”149” har fel form."),
        (MunicipalityFactory, "code", "1490\n", "code: ”1490\n” har fel form."),
        (FederationFactory, "names", [PERIOD], "names[0]: slutar före sin början."),
        (
            FederationFactory,
            "members",
            [MEMBER, MEMBER | {"partner": PARTNER}],
            "members[1]: en medlem är antingen en kommun eller en part.",
        ),
        (
            FederationFactory,
            "members",
            [MEMBER | {"municipality": None}],
            "members[0]: en medlem är antingen en kommun eller en part.",
        ),
        (
            FinancingStreamFactory,
            "contribution_shares",
            [SHARE],
            "contribution_shares: andelarna blir tillsammans 50 procent. De ska bli 100.",
        ),
        (
            FinancingStreamFactory,
            "contribution_shares",
            [SHARE | {"percent": 100, "since": "2009", "until": "2007"}],
            "contribution_shares[0]: slutar före sin början.",
        ),
        (FinancingStreamFactory, "valid_until", "0000", "valid_until: ”0000” är ingen tidsuppgift"),
    ],
)
def test_a_breach_of_a_kinds_own_rules_is_told_by_its_field(
    factory: Any, path: str, value: Any, complaint: str
) -> None:
    document = build(factory.create())
    assert faults(document) == []
    [fault] = faults(changed(document, path, value))
    assert fault.startswith(complaint)


def test_every_breach_is_told_at_once_in_the_documents_order() -> None:
    document = build(ActivityFactory.create()) | {"name": "", "slug": "Å", "summary": 3, "exit": "x" * 10_001}
    assert [fault.path for fault in validate(document)] == ["slug", "name", "summary", "exit"]


def test_ages_may_be_equal_open_or_unknown() -> None:
    document = build(ActivityFactory.create())
    for lowest, highest in ((18, 18), (18, None), (None, 18), (0, 120)):
        ages = {"age_min": lowest, "age_max": highest}
        assert faults(document | {"target_group": document["target_group"] | ages}) == []


def test_every_schema_names_each_field_in_swedish_and_requires_it() -> None:
    """What is not required could be left out, and unknown would not be told from forgotten."""

    def check(node: Any, place: str) -> None:
        if isinstance(node, dict) and "properties" in node:
            assert list(node["properties"]) == node["required"], place
            assert node["additionalProperties"] is False, place
        for name, child in (
            node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
        ):
            check(child, f"{place}.{name}")

    for kind in kinds.every():
        check(kind.schema, kind.name)
