"""The finer points of single rules: what counts as a name, a place, an end, a twin."""

import datetime as dt
from typing import Any

import pytest

from activities.quality import Catalogue, find
from activities.quality.likeness import NEIGHBOURS, alike
from activities.quality.names import loosely
from samverkan.language.sentences import listed
from samverkan.publishing.kinds import Document
from tests.activities.quality.documents import TODAY, a, activity, found, pays, placed, vik

MARK, TRANEMO = a("municipality/mark"), a("municipality/tranemo")
VIK = vik("mark", "tranemo")
LED = a("financing_stream/finsam", federations=["federation/norra"])


def names_places(text: str, *more: Document) -> list[str]:
    lotsen = activity(placements=placed("mark"), method=text)
    return [finding.what for finding in found("text-names-another-municipality", [lotsen, VIK, MARK, TRANEMO, *more])]


@pytest.mark.parametrize(
    "text", ["Vi möts i Tranemo.", "Tranemos vårdcentral tar emot.", "- torget\n- Tranemo, på torget"]
)
def test_a_municipality_is_found_wherever_it_stands(text: str) -> None:
    assert len(names_places(text)) == 1


@pytest.mark.parametrize("text", ["Vi möts på tranemo.", "Tranemohuset är öppet.", "Den som bor i Mark får komma."])
def test_no_other_word_is_taken_for_a_municipality(text: str) -> None:
    assert names_places(text) == []


def test_a_municipality_in_the_name_of_a_federation_or_partner_is_not_spoken_of() -> None:
    federation = a("federation/norra", name="Samordningsförbundet Tranemo och Mark")
    partner = a("partner/vc", name="Primärvården Tranemo–Mark", sector="region")
    text = "Samordningsförbundet Tranemo och Mark betalar. Primärvården Tranemo–Mark deltar."
    assert names_places(text, federation, partner) == []


def test_the_authority_of_a_municipality_stands_for_the_municipality() -> None:
    authority = a("partner/t", name="Tranemo kommun", sector="municipality", municipality="municipality/tranemo")
    assert len(names_places("Tranemo kommun deltar.", authority)) == 1


def test_residents_of_a_whole_area_are_residents_of_its_municipalities() -> None:
    lotsen = activity(placements=placed("mark"), method="Vi möts i Tranemo.", target_group__residence=["area/vik"])
    assert found("text-names-another-municipality", [lotsen, VIK, MARK, TRANEMO]) == []


def test_where_an_activity_stands_unknown_no_text_contradicts_it() -> None:
    documents = [activity(method="Vi möts i Tranemo."), VIK, MARK, TRANEMO]
    assert found("text-names-another-municipality", documents) == []


def test_a_length_stands_in_for_an_end() -> None:
    project = activity(period={"start": "2006-01", "months": 24})
    assert found("past-its-end", [project], dt.date(2008, 1, 31)) == []
    [finding] = found("past-its-end", [project], dt.date(2008, 2, 1))
    assert "24 månader" in finding.places[0].quote


def test_what_could_be_extended_is_told_so() -> None:
    [finding] = found("past-its-end", [activity(period={"end": "2007", "extendable": True})])
    assert "förlängas" in finding.what


def test_a_stream_that_is_over_is_found_too() -> None:
    assert [one.kind for one in found("past-its-end", [a("financing_stream/f", valid_until="2006")])] == [
        "financing_stream"
    ]


def test_an_activity_that_ends_after_its_money_is_found() -> None:
    money = a("financing_stream/miljarden", valid_until="2009")
    late = activity(financing=[pays("miljarden")], period={"end": "2010"})
    assert len(found("outlasts-its-money", [late, money])) == 1
    perhaps = activity(financing=[pays("miljarden")], period={"end": "200X"})
    assert found("outlasts-its-money", [perhaps, money]) == []


def test_a_list_s_own_wording_leads_to_the_activity_that_quotes_it() -> None:
    """The overview's label is no name of the activity, but the activity says that it is called so there."""
    overview = a("financing_stream/frisam", activities_listed=["kartläggningssatsning"])
    quoting = activity(financing=[pays("frisam", "financing_stream", "Kartläggningssatsning")])
    assert found("listed-but-not-described", [quoting, overview]) == []
    assert len(found("listed-but-not-described", [activity(), overview])) == 1


def test_of_two_activities_of_one_name_a_federation_means_its_own() -> None:
    norra = a("federation/norra", members=[{"municipality": "municipality/mark"}], activities_listed=["Lotsen"])
    here = activity("har", short_name="Lotsen", placements=placed("mark"))
    there = activity("dar", short_name="Lotsen", placements=placed("tranemo"))
    catalogue = Catalogue.of([norra, here, there], TODAY)
    assert [listing.activities for listing in catalogue.listings] == [("har",)]


def test_a_stroke_in_a_label_and_one_wording_for_two_streams_are_labels_of_several() -> None:
    stroke = activity(financing=[pays("finsam", label="Team Mark/Tranemo")])
    both = activity("bada", financing=[pays("finsam", label="Pengar"), pays("frisam", label="Pengar")])
    assert [finding.slug for finding in found("one-label-for-several", [stroke, both])] == ["bada", "lotsen"]
    apart = activity(financing=[pays("finsam", label="Finsam"), pays("frisam", label="Frisam")])
    assert found("one-label-for-several", [apart]) == []


def test_the_federation_of_the_place_leads_money_that_names_no_federation() -> None:
    norra = a("federation/norra", members=[{"municipality": "municipality/mark"}], activities_listed=[])
    [finding] = found(
        "missing-in-federations-list",
        [activity(placements=placed("mark"), financing=[pays("finsam")]), norra, LED],
    )
    assert "leder sådana pengar" in finding.what
    elsewhere = activity(placements=placed("tranemo"), financing=[pays("finsam")])
    assert found("missing-in-federations-list", [elsewhere, norra, LED]) == []


def test_a_federation_that_disagrees_about_itself_is_found() -> None:
    norra = a("federation/norra", activities_listed=["Lotsen"])
    lotsen = activity(financing=[pays("finsam", federation="federation/sodra")])
    assert [one.slug for one in found("sources-disagree-on-payer", [lotsen, norra, LED])] == ["lotsen"]


def test_ages_outside_the_federation_s_are_laxer() -> None:
    norra = a("federation/norra", target_group__age_min=18, target_group__age_max=64)
    paid: dict[str, Any] = {"financing": [pays("finsam", federation="federation/norra")]}
    assert len(found("laxer-than-federation", [activity(**paid, target_group__age_min=16), norra])) == 1
    assert len(found("laxer-than-federation", [activity(**paid, target_group__age_max=70), norra])) == 1
    assert found("laxer-than-federation", [activity(**paid, target_group__age_min=18), norra]) == []


def test_an_activity_that_leaves_nobody_out_is_laxer_but_a_silent_one_is_not() -> None:
    rule = {"text": "Missbruk", "situations": ["substance_abuse"]}
    norra = a("federation/norra", target_group__exclusions=[rule])
    paid: dict[str, Any] = {"financing": [pays("finsam", federation="federation/norra")]}
    assert len(found("laxer-than-federation", [activity(**paid, target_group__exclusions=[]), norra])) == 1
    assert found("laxer-than-federation", [activity(**paid), norra]) == []


def test_shares_of_an_activity_above_100_cannot_stand() -> None:
    shares = [pays("avtal", payer="partner/fk", share_percent=share) for share in (69, 40)]
    assert [one.what for one in found("shares-do-not-sum-to-100", [activity(financing=shares)])] == [
        "Andelarna blir tillsammans 109 procent."
    ]


def test_who_is_no_authority_or_stands_in_no_register_need_not_refer() -> None:
    company = a("partner/foretaget", sector="other")
    officer = {"role": "social_services", "text": "Handläggare", "right": "refer"}
    for slug in ("foretaget", "aterkallad"):
        lotsen = activity(partners=[{"label": slug, "partner": f"partner/{slug}"}], entry_route__referrers=[officer])
        assert found("partner-may-not-refer", [lotsen, company]) == []


@pytest.mark.parametrize("percent", [0, None])
def test_a_payer_of_nothing_or_of_an_unknown_share_need_be_no_partner(percent: int | None) -> None:
    shares = [
        {"payer_kind": "state", "payer": "Staten", "percent": 50},
        {"payer_kind": "municipality", "payer": "Kommunen", "percent": percent},
    ]
    register = [a("financing_stream/finsam", contribution_shares=shares), a("partner/fk", sector="state")]
    lotsen = activity(partners=[{"label": "FK", "partner": "partner/fk"}], financing=[pays("finsam")])
    assert found("contributor-is-no-partner", [lotsen, *register]) == []


def test_where_the_partners_are_unknown_no_payer_is_missed_among_them() -> None:
    shares = [{"payer_kind": "municipality", "payer": "Kommunen", "percent": 50}]
    register = [a("financing_stream/finsam", contribution_shares=shares), a("partner/fk", sector="state")]
    half_known = [{"label": "FK", "partner": "partner/fk"}, {"label": "Kommunerna"}]
    for partners in (None, half_known):
        lotsen = activity(partners=partners, financing=[pays("finsam")])
        assert found("contributor-is-no-partner", [lotsen, *register]) == []


def test_an_assignment_that_serves_nobody_lacks_no_way_in() -> None:
    [finding] = found("missing-section", [activity(serves_individuals=False, financing=[])])
    assert "ingång" not in finding.what
    assert "målgrupp" not in finding.what


def test_nothing_stated_is_told() -> None:
    """An explicit "none" is an answer, so it is not missing."""
    [finding] = found("missing-section", [activity(partners=[], financing=[], contacts=[], placements=[])])
    assert not {"samverkansparter", "finansiering", "kontakter", "placeringar"} & set(finding.what.split())


def test_a_chain_of_copies_is_found_though_each_is_compared_with_few() -> None:
    text = "ett två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton nitton"
    copies = alike({f"text{number:02d}": text for number in range(5 * NEIGHBOURS)})
    assert len(copies) == 5 * NEIGHBOURS
    assert {twin.percent for twins in copies.values() for twin in twins} == {100}


def test_short_texts_are_no_twins() -> None:
    assert alike({"a": "Samtal i grupp på dagtid.", "b": "Samtal i grupp på dagtid."}) == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Krafthuset", "KRAFT- huset"),
        ("Mittenälvsborg", "Mittens Älvsborg"),
        ("Götalandsregionen", "Götalands regionen"),
    ],
)
def test_spellings_of_one_name_are_the_same_loosely(one: str, other: str) -> None:
    assert loosely(one) == loosely(other)


def test_names_are_listed_as_in_swedish() -> None:
    assert [listed(names) for names in (["a"], ["a", "b"], ["a", "b", "c"])] == ["a", "a och b", "a, b och c"]


def test_a_finding_is_the_same_until_its_facts_change() -> None:
    def prints(label: str, text: str) -> set[str]:
        lotsen = activity(financing=[pays("miljarden", label=label)], background=text)
        money = a("financing_stream/miljarden", valid_until="2009")
        return {one.fingerprint for one in find(Catalogue.of([lotsen, money], TODAY)) if one.slug == "lotsen"}

    assert prints("Miljarden", "Bakgrund") == prints("Miljarden", "En annan bakgrund")
    frisam = a("financing_stream/frisam", activities_listed=["Lotsen"])
    one = found("sources-disagree-on-payer", [activity(financing=[pays("finsam")]), frisam])
    other = found("sources-disagree-on-payer", [activity(financing=[pays("avtal")]), frisam])
    assert one[0].fingerprint != other[0].fingerprint


def test_money_of_an_unknown_stream_may_be_what_the_overview_says() -> None:
    frisam = a("financing_stream/frisam", activities_listed=["Lotsen"])
    unknown = activity(financing=[pays("finsam"), pays(label="Projektpengar")])
    assert found("sources-disagree-on-payer", [unknown, frisam]) == []
    known = activity(financing=[pays("finsam"), pays("avtal", label="Projektpengar")])
    assert len(found("sources-disagree-on-payer", [known, frisam])) == 1


def test_what_is_wholly_missing_is_told_once() -> None:
    """Who reads that there is no way in needs not read that consent, self-referral and decision are missing too."""
    [details] = found("missing-detail", [activity(target_group__description="Alla vuxna.")])
    assert "anmäla sig själv" not in details.what
    assert "var deltagarna ska bo" in details.what


def test_a_new_name_brings_no_accepted_finding_back() -> None:
    def fingerprint(name: str) -> str:
        frisam = a("financing_stream/frisam", name=name, activities_listed=["Lotsen"])
        [finding] = found("sources-disagree-on-payer", [activity(financing=[pays("finsam")]), frisam])
        return finding.fingerprint

    assert fingerprint("Frisam") == fingerprint("Frivillig samverkan")
