"""What the source itself contradicts or leaves out is found, each thing by its name, and nothing else is."""

import datetime as dt
from collections import Counter

import pytest

from activities.quality import Catalogue, Finding, Severity, completeness, find
from samverkan.exchange.files import read
from tests.fixture_files import SOURCE_CATALOGUE

# The autumn of 2007 is when the source was written; in March 2008 the coordinator's assignment is over (001:745).
AFTERWARDS = dt.date(2008, 3, 1)
TODAY = dt.date(2026, 11, 22)

# Rule and entry, with words that the finding tells or quotes and the lines of the source that it rests on.
EXPECTED: dict[tuple[str, str], list[str]] = {
    # Who pays.
    ("sources-disagree-on-payer", "aktiv-sjukskrivning"): ["Intern överenskommelse", "Frisam"],  # 408, 773
    ("sources-disagree-on-payer", "kraftteam"): ["Finsam och Ordinarie verksamhet"],  # 102, 765
    ("missing-in-streams-list", "unga-vuxna"): ["Finsam", "Lotsen Borås"],  # 446, 765
    ("missing-in-federations-list", "aktiv-vardag"): ["Resursteam"],  # 366, 849
    ("missing-in-federations-list", "kraftteam"): ["leder sådana pengar", "Resursteam"],  # 102, 761, 849
    ("remaining-payer-unknown", "aktiv-sjukskrivning"): ["69", "31"],  # 408
    ("contributor-is-no-partner", "byggstenen"): ["Kommunen 25 %"],  # 504, 520, 761
    ("outlasts-its-money", "bedomningsteam-solhem"): ["2009"],  # 292, 777
    ("outlasts-its-money", "psykskoterskor"): ["2009"],  # 679, 777
    ("past-its-end", "koordinator"): ["31 december 2007", "förlängas"],  # 745
    # Lists and labels.
    ("listed-but-not-described", "bms"): ["Resursteam", "Stöd för utveckling av idé eller verksamhet"],  # 849
    ("listed-but-not-described", "miljarden"): ["Bedömningsteam Mittenälvsborg", "Bedömningsteam MUST"],  # 779
    ("one-label-for-several", "bedomningsteam-solhem"): ["Borås/Mittenälvsborg/MUST", "Curateamet"],  # 51, 53, 779
    ("one-label-for-several", "curateam"): ["Bedömningsteam (Curateam)"],  # 51, 53
    ("list-names-other-places", "aktiv-vardag"): ["Aktiv vardag Svenljunga"],  # 53-58, 765
    ("list-names-other-places", "curateam"): ["Curateam Mark"],  # 53-58, 765
    ("list-names-other-places", "kraft-huset"): ["KRAFT-huset i Mark"],  # 53-58, 765
    # Where.
    ("described-but-not-placed", "koordinator"): ["inte i matrisen"],  # 50-68, 727
    ("text-names-another-municipality", "arbetscenter"): ["Vårgårda", "Herrljunga"],  # 617
    ("placed-where-only-planned", "curateam"): ["Längre fram kan arbetssättet komma att införas"],  # 312, 53-58
    ("residents-without-placement", "bedomningsteam-solhem"): ["Bollebygd", "Bedömningsteam (Curateam)"],  # 276, 58
    ("placed-without-contact-there", "curateam"): ["Skene"],  # 336
    ("placed-without-contact-there", "dialogforare"): ["033-16 61 71"],  # 723
    ("placed-without-contact-there", "kraft-huset"): ["Näsgatan 32"],  # 490
    ("placed-without-contact-there", "kraftteam"): ["0320-77 94 61"],  # 106
    ("placed-without-contact-there", "psykskoterskor"): ["Samtliga vårdcentraler"],  # 683
    ("empty-in-matrix", "alingsas"): ["Kartläggande", "Träna"],  # 59
    ("empty-in-matrix", "boras"): ["Samordnande", "Aktiverande"],  # 51
    ("empty-in-matrix", "herrljunga"): ["Samordnande", "Kartläggande", "Aktiverande"],  # 65
    ("empty-in-matrix", "tranemo"): ["Kartläggande"],  # 63
    ("empty-in-matrix", "ulricehamn"): ["Kartläggande", "Träna"],  # 61
    ("empty-in-matrix", "vargarda"): ["Kartläggande", "Aktiverande"],  # 67
    ("outside-every-federation", "sjuharad"): ["Alingsås, Herrljunga och Vårgårda"],  # 761
    # Who.
    ("partner-may-not-refer", "aktiv-sjukskrivning"): ["Försäkringskassan", "ta initiativ"],  # 386, 412
    ("partner-may-not-refer", "arbetscenter"): ["Arbetsförmedlingen"],  # 619, 647
    ("partner-may-not-refer", "sampac"): ["Arbetsförmedlingen"],  # 577, 603
    ("one-role-worded-twice", "aktiv-sjukskrivning"): [
        "Sjukskrivande läkare",
        "Distriktsläkare i Alingsås",
    ],  # 400, 412
    ("criterion-not-met", "arbetscenter"): ["regionen", "Herrljunga kommun"],  # 44, 619
    ("criterion-not-met", "sampac"): ["regionen", "Vårgårda kommun"],  # 44, 577
    ("partner-not-in-register", "arbetscenter"): ["en del företag och föreningar"],  # 619
    ("partner-not-in-register", "sampac"): ["en del företag och föreningar"],  # 577
    ("partner-not-in-register", "unga-vuxna"): ["är ett förbund"],  # 426
    ("nobody-to-call", "aktiv-sjukskrivning"): ["mobilnummer"],  # 416
    ("nobody-to-call", "psykskoterskor"): ["Samtliga vårdcentraler"],  # 683
    ("nobody-to-call", "unga-vuxna"): ["Vårdcentraler i Ulricehamn"],  # 452
    ("shared-phone", "dialogforare"): ["033-16 62 26", "T-SAM", "U-SAM"],  # 144, 180, 723
    ("shared-phone", "t-sam"): ["033-16 62 26", "Dialogförare"],
    ("shared-phone", "u-sam"): ["033-16 62 26", "Dialogförare"],
    ("shared-address", "aktiv-vardag"): ["Näsgatan 32, Kinna"],  # 374, 490
    ("shared-address", "kraft-huset"): ["Näsgatan 32, Kinna"],
    # For whom.
    ("laxer-than-federation", "curateam"): ["fängelsestraff"],  # 316, 833
    ("exclusion-not-told", "aktiv-vardag"): ["aktivt missbruk"],  # 366, 833
    ("exclusion-not-told", "kraft-huset"): ["aktivt missbruk"],  # 484, 833, 849
    ("exclusion-not-told", "kraftteam"): ["aktivt missbruk"],  # 102, 833
    ("wider-than-priority", "unga-vuxna"): ["16–29 år", "24 år"],  # 434, 867
    ("any-or-all-unknown", "aktiv-vardag"): ["arbetslös, sjukskriven"],  # 354
    ("any-or-all-unknown", "kraft-huset"): ["arbetslös, sjukskriven"],  # 470
    ("part-under-another-function", "aktiv-vardag"): ["KRAFT-huset", "Träna"],  # 338, 344, 454
    # Texts and names.
    ("near-identical-texts", "arbetscenter"): ["SAMPAC"],  # 571-647
    ("near-identical-texts", "sampac"): ["Arbetscenter"],
    ("near-identical-texts", "sara"): ["Vårgårda"],  # 184-252
    ("near-identical-texts", "sarv"): ["Alingsås"],
    ("near-identical-texts", "t-sam"): ["U-SAM"],  # 110-176
    ("near-identical-texts", "u-sam"): ["T-SAM"],
    ("several-spellings", "kraft-huset"): ["KRAFT-huset", "Krafthuset", "KRAFT- huset"],  # 53, 344, 456
    ("several-spellings", "kraftteam"): ["Kraftteam", "KRAFT-team"],  # 53, 76
    ("several-spellings", "primarvarden-mittenalvsborg"): ["Mittenälvsborg", "Mittens Älvsborg"],  # 386, 779
    ("several-spellings", "sampac"): ["Sampac", "SAMPAC"],  # 67, 571
    ("several-spellings", "t-sam"): ["T-SAM Gruppen", "T-SAM gruppen"],  # 146, 176
    ("several-spellings", "u-sam"): ["U-SAM", "U-sam"],  # 110, 140
    ("several-spellings", "vastra-gotalandsregionen"): ["Västra Götalands regionen"],  # 16, 731
    ("abbreviation-not-spelled-out", "must"): ["MUST"],  # 78, 779
    ("abbreviation-not-spelled-out", "t-sam"): ["T-SAM"],
    ("abbreviation-not-spelled-out", "u-sam"): ["U-SAM"],
    ("page-reference", "kraft-huset"): ["sidan 11"],  # 476
    # Whole headings that are not there.
    ("missing-section", "bedomningsteam-solhem"): ["samverkansparter"],
    ("missing-section", "curateam"): ["samverkansparter"],
    ("missing-section", "koordinator"): ["samverkansparter"],
    ("missing-section", "kraftteam"): ["ingång"],
    ("missing-section", "psykskoterskor"): ["samverkansparter och ingång"],
    ("missing-section", "t-sam"): ["arbetssätt"],
    ("missing-section", "u-sam"): ["arbetssätt"],
    ("missing-section", "boras"): ["syfte, vision och mål"],
    ("missing-section", "ordinarie"): ["verksamheter i översikten"],  # 755-779
    ("missing-section", "internal-agreement"): ["verksamheter i översikten"],  # 37-42
}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue.of((item.document for item in read(SOURCE_CATALOGUE)), AFTERWARDS)


@pytest.fixture(scope="module")
def findings(catalogue: Catalogue) -> list[Finding]:
    return find(catalogue)


def told(finding: Finding) -> str:
    return "\n".join([finding.what, *(f"{place.label}: {place.quote}" for place in finding.places)])


@pytest.mark.parametrize(("rule", "slug"), EXPECTED)
def test_what_the_source_contradicts_or_lacks_is_found(findings: list[Finding], rule: str, slug: str) -> None:
    texts = "\n".join(told(finding) for finding in findings if (finding.rule.code, finding.slug) == (rule, slug))
    assert [words for words in EXPECTED[rule, slug] if words not in texts] == []
    assert texts


def test_nothing_else_is_found_but_details_that_are_not_told(findings: list[Finding]) -> None:
    found = {(finding.rule.code, finding.slug) for finding in findings if finding.rule.code != "missing-detail"}
    assert found - EXPECTED.keys() == set()


def test_the_reader_does_not_drown(findings: list[Finding]) -> None:
    """Few are serious, and no entry has more lines than fit a page."""
    severities = Counter(finding.severity for finding in findings)
    assert severities[Severity.SERIOUS] <= 20
    assert max(Counter(finding.key for finding in findings).values()) <= 10
    missing = [finding.slug for finding in findings if finding.rule.code == "missing-detail"]
    assert len(missing) == len(set(missing)), "one line an entry tells all its missing details"


def test_contradictions_quote_both_places(findings: list[Finding]) -> None:
    two = {"sources-disagree-on-payer", "missing-in-federations-list", "missing-in-streams-list", "shared-phone"}
    two |= {"text-names-another-municipality", "laxer-than-federation", "part-under-another-function"}
    two |= {"criterion-not-met", "near-identical-texts", "partner-may-not-refer", "list-names-other-places"}
    short = [finding for finding in findings if finding.rule.code in two and len(finding.places) < 2]
    assert [(finding.rule.code, finding.slug) for finding in short] == []


def test_the_empty_cells_of_the_matrix_are_all_told(findings: list[Finding]) -> None:
    cells = [finding.what.split(": ", 1)[1] for finding in findings if finding.rule.code == "empty-in-matrix"]
    assert sum(len(text.split("; ")) for text in cells) == 12


def test_years_later_the_project_and_the_billion_are_over_too(catalogue: Catalogue) -> None:
    later = Catalogue(catalogue.documents, TODAY)
    ended = {finding.slug for finding in find(later) if finding.rule.code == "past-its-end"}
    assert ended == {"koordinator", "unga-vuxna", "miljarden"}


def test_completeness_counts_only_what_applies(catalogue: Catalogue) -> None:
    """The coordinator's assignment serves nobody: it lacks no target group, no way in and no contact for visitors."""
    done = {activity["slug"]: completeness(activity) for activity in catalogue.activities}
    koordinator, lotsen, usam = (done[slug] for slug in ("koordinator", "lotsen", "u-sam"))
    assert koordinator
    assert lotsen
    assert usam
    assert (koordinator.told, koordinator.applies, koordinator.percent) == (8, 9, 89)
    assert (lotsen.told, lotsen.applies) == (15, 19)
    assert usam.percent < lotsen.percent
