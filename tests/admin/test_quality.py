"""The quality report in the admin: seen, filtered, accepted and taken back within one's own scope."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from activities.models import AcceptedFinding, Activity
from activities.quality import Catalogue, Finding, find
from activities.quality.report import open_findings
from federations.models import Federation
from tests.admin.roles import HIDDEN, SEEN
from tests.factories import ActivityFactory, FederationFactory, FinancingStreamFactory, published, works_for

pytestmark = pytest.mark.django_db
PAGE = "admin:activities_quality"
OVER = "past-its-end"


@pytest.fixture
def old(mine: Federation) -> Activity:
    """An activity of one's own that is over."""
    return ActivityFactory.create(slug="gammal", name="Gamla Lotsen", owners=[mine], period_end="2007")


@pytest.fixture
def foreign(others: Federation) -> Activity:
    return ActivityFactory.create(slug="annans", name="Annans hemliga", owners=[others], period_end="2007")


def finding_of(activity: Activity, rule: str = OVER) -> Finding:
    found = find(Catalogue.working())
    return next(finding for finding in found if (finding.slug, finding.rule.code) == (activity.slug, rule))


def named(finding: Finding, reason: str = "Den får stå.") -> dict[str, Any]:
    return {
        "rule": finding.rule.code,
        "kind": finding.kind,
        "slug": finding.slug,
        "fingerprint": finding.fingerprint,
        "reason": reason,
    }


def accept(client: Client, finding: Finding, **changed: Any) -> Any:
    return client.post(reverse(f"{PAGE}_accept"), named(finding) | changed)


def read(client: Client, **query: str) -> str:
    response = client.get(reverse(PAGE), query)
    assert response.status_code == SEEN
    return response.content.decode()


def test_a_coordinator_sees_what_is_wrong_with_their_own_entries_only(
    client: Client, mine: Federation, old: Activity, foreign: Activity
) -> None:
    client.force_login(works_for("editor", mine))
    page = read(client)
    assert "Tiden har gått ut" in page
    assert "Gamla Lotsen" in page
    assert "Annans hemliga" not in page
    assert "Annans hemliga" not in client.get(reverse(f"{PAGE}_sheet")).content.decode()


def test_whoever_has_no_role_sees_nothing(client: Client, old: Activity) -> None:
    client.force_login(works_for("editor"))
    assert "Gamla Lotsen" not in read(client)


@pytest.mark.parametrize("name", ["", "_sheet"])
def test_the_report_is_for_those_who_are_logged_in(client: Client, name: str) -> None:
    assert client.get(reverse(f"{PAGE}{name}")).status_code == 302
    assert client.post(reverse(f"{PAGE}_accept"), {}).status_code == 302


def test_the_report_is_filtered_by_severity_rule_and_entry(client: Client, mine: Federation, old: Activity) -> None:
    ActivityFactory.create(slug="annan", name="Nya Lotsen", owners=[mine])
    client.force_login(works_for("editor", mine))

    def shown(**query: str) -> list[tuple[str, str]]:
        rows = client.get(reverse(PAGE), query).context["rows"]
        return [(entry.key[1], finding.rule.code) for entry, _address in rows for finding in entry.findings]

    assert shown(allvar="serious") == [("gammal", OVER)]
    assert shown(regel=OVER) == [("gammal", OVER)]
    assert {slug for slug, _rule in shown(post="activity/annan")} == {"annan"}
    assert shown(allvar="nonsens", regel="finns-inte", sida="99999999999999999999") == shown()
    assert shown(post="activity/\x00") == []


def test_the_worst_entry_comes_first_and_tells_how_complete_it_is(
    client: Client, mine: Federation, old: Activity
) -> None:
    ActivityFactory.create(slug="annan", name="Aaa", owners=[mine])
    client.force_login(works_for("editor", mine))
    rows = client.get(reverse(PAGE)).context["rows"]
    assert next(entry.key[1] for entry, _address in rows) == "gammal"
    assert "<meter" in read(client)


def test_an_accepted_finding_is_set_aside_until_the_facts_change(
    client: Client, mine: Federation, old: Activity
) -> None:
    user = works_for("editor", mine)
    client.force_login(user)
    response = accept(client, finding_of(old), reason="Lever kvar i vardagen.")
    assert response.headers["Location"] == f"{reverse(PAGE)}?post=activity%2Fgammal"
    assert OVER not in {finding.rule.code for finding in open_findings(user)}
    assert "Lever kvar i vardagen." in read(client)
    Activity.objects.update(period_end="2006")
    assert OVER in {finding.rule.code for finding in open_findings(user)}
    assert "Lever kvar i vardagen." not in read(client)


def test_an_acceptance_can_be_taken_back(client: Client, mine: Federation, old: Activity) -> None:
    user = works_for("editor", mine)
    client.force_login(user)
    accept(client, finding_of(old))
    acceptance = AcceptedFinding.objects.get()
    assert (acceptance.by, acceptance.reason) == (user, "Den får stå.")
    assert client.get(reverse(f"{PAGE}_take_back", args=[acceptance.pk])).status_code == 405
    assert client.post(reverse(f"{PAGE}_take_back", args=[acceptance.pk])).status_code == 302
    assert OVER in {finding.rule.code for finding in open_findings(user)}
    assert client.post(reverse(f"{PAGE}_take_back", args=[acceptance.pk])).status_code == HIDDEN
    assert client.post(reverse(f"{PAGE}_take_back", args=[10**30])).status_code == HIDDEN


@pytest.mark.parametrize("role", ["editor", "publisher", "manager"])
def test_another_scopes_finding_can_be_neither_accepted_nor_opened(
    client: Client, mine: Federation, foreign: Activity, role: str
) -> None:
    finding = finding_of(foreign)
    client.force_login(works_for(role, mine))
    assert accept(client, finding).status_code == HIDDEN
    assert accept(client, finding, reason="").status_code == HIDDEN
    kept = AcceptedFinding.objects.create(**named(finding))
    assert client.post(reverse(f"{PAGE}_take_back", args=[kept.pk])).status_code == HIDDEN
    assert AcceptedFinding.objects.get() == kept


def test_a_shared_register_is_settled_by_its_manager_alone(client: Client, mine: Federation) -> None:
    FinancingStreamFactory.create(slug="pengar", name="Gamla pengar", owners=[mine], valid_until="2009")
    [finding] = [one for one in find(Catalogue.working()) if one.slug == "pengar" and one.rule.code == OVER]
    client.force_login(works_for("publisher", mine))
    assert "Gamla pengar" in read(client)
    assert accept(client, finding).status_code == HIDDEN
    client.force_login(works_for("manager", mine, username="chefen"))
    assert accept(client, finding).status_code == 302
    assert AcceptedFinding.objects.count() == 1


def test_a_finding_is_accepted_with_a_reason_or_not_at_all(client: Client, mine: Federation, old: Activity) -> None:
    client.force_login(works_for("editor", mine))
    for reason in ("", "   ", "x" * 1001, "\u200b"):
        accept(client, finding_of(old), reason=reason)
    assert AcceptedFinding.objects.count() == 0
    accept(client, finding_of(old), reason="")
    assert "Skriv varför uppgiften får stå som den är." in read(client)


def test_what_has_changed_since_the_page_was_opened_is_not_accepted(
    client: Client, mine: Federation, old: Activity
) -> None:
    client.force_login(works_for("editor", mine))
    seen = finding_of(old)
    Activity.objects.update(period_end="2006")
    accept(client, seen)
    assert "Uppgifterna har ändrats" in read(client)
    assert AcceptedFinding.objects.count() == 0


@pytest.mark.parametrize("field", ["rule", "kind", "slug", "fingerprint"])
@pytest.mark.parametrize("value", ["", "\x00", "finns-inte", "x" * 7000])
def test_forged_requests_accept_nothing(
    client: Client, mine: Federation, old: Activity, field: str, value: str
) -> None:
    client.force_login(works_for("editor", mine))
    assert accept(client, finding_of(old), **{field: value}).status_code in (302, HIDDEN)
    assert AcceptedFinding.objects.count() == 0


def test_accepting_twice_is_accepting_once(client: Client, mine: Federation, old: Activity) -> None:
    client.force_login(works_for("editor", mine))
    accept(client, finding_of(old))
    accept(client, finding_of(old), reason="Igen.")
    assert AcceptedFinding.objects.get().reason == "Den får stå."


def test_a_request_from_elsewhere_accepts_nothing(mine: Federation, old: Activity) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(works_for("editor", mine))
    assert accept(strict, finding_of(old)).status_code == 403
    assert AcceptedFinding.objects.count() == 0


def test_the_report_outlives_whoever_accepted(client: Client, mine: Federation, old: Activity) -> None:
    user = works_for("editor", mine)
    client.force_login(user)
    accept(client, finding_of(old))
    user.delete()
    client.force_login(works_for("editor", mine, username="ny"))
    assert "Den får stå." in read(client)


def test_hostile_texts_are_shown_as_texts(client: Client, mine: Federation, old: Activity) -> None:
    Activity.objects.update(name="<script>alert(1)</script>", background="Se sidan 3 <img src=x onerror=alert(1)>.")
    client.force_login(works_for("editor", mine))
    page = read(client, post='"><script>alert(2)</script>') + read(client)
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_sheet_is_a_private_file_of_what_is_asked_for(client: Client, mine: Federation, old: Activity) -> None:
    client.force_login(works_for("editor", mine))
    response = client.get(reverse(f"{PAGE}_sheet"), {"regel": OVER})
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in response.headers["Content-Disposition"]
    assert "no-store" in response.headers["Cache-Control"]
    assert len(response.content.decode().strip().splitlines()) == 2


def test_the_page_asks_no_more_however_many_entries_there_are(client: Client, mine: Federation, old: Activity) -> None:
    client.force_login(works_for("editor", mine))

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            read(client)
        return len(captured)

    few = asked()
    for _ in range(15):
        ActivityFactory.create(owners=[mine], period_end="2007")
    accept(client, finding_of(old))
    read(client)  # The message is shown once.
    assert asked() == few


def test_no_finding_quotes_the_draft_of_another_scope(client: Client) -> None:
    mine, others = FederationFactory.create(), FederationFactory.create()
    words = " ".join(f"ord{number}" for number in range(60))
    own = ActivityFactory.create(slug="min", owners=[mine], for_whom={}, way_in={}, method=words)
    foreign = ActivityFactory.create(slug="annans", owners=[others], for_whom={}, way_in={}, method="Publicerat.")
    published(own, foreign)
    Activity.objects.filter(slug="annans").update(method=f"{words} hemligt")
    ActivityFactory.create(slug="nytt", name="Hemligt nytt", owners=[others], method=words)
    client.force_login(works_for("manager", mine))
    assert "hemligt" not in client.get(reverse("admin:activities_quality")).content.decode().lower()
    assert "hemligt" not in client.get(reverse("admin:activities_quality_sheet")).content.decode().lower()
