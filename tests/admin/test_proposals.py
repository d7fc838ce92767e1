"""A coordinator sees a proposal beside the text, takes it over or declines; the reader's address is then forgotten."""

from typing import Any
from unittest import mock

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from activities.models import Activity
from federations.models import Federation
from samverkan.proposals.models import Proposal
from samverkan.publishing.models import Revision
from tests.factories import FederationFactory, works_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal(my_activity: Activity) -> Proposal:
    Activity.objects.update(summary="Utkastets text")
    return Proposal.objects.create(
        kind="activity",
        slug=my_activity.slug,
        revision=1,
        section="summary",
        reason="wrong",
        text="<script>alert(1)</script> Så borde det stå",
        email="lasare@example.se",
        sender="x",
    )


def address(proposal: Proposal) -> str:
    return reverse("admin:publishing_proposal_change", args=[proposal.pk])


def settle(client: Client, proposal: Proposal, outcome: str, answer: str = "") -> Any:
    return client.post(address(proposal), {"outcome": outcome, "answer": answer}, follow=True)


def test_it_waits_on_the_first_page_and_stands_beside_the_text(
    client: Client, mine: Federation, proposal: Proposal
) -> None:
    client.force_login(works_for("editor", mine))
    assert address(proposal) in client.get("/admin/").content.decode()
    page = client.get(address(proposal)).content.decode()
    assert "Utkastets text" in page
    assert "uppgift saknas" in page, "what the catalogue says"
    assert "Så borde det stå" in page
    assert "<script>alert" not in page


def test_taking_it_over_opens_the_draft_with_the_words_and_changes_nothing(
    client: Client, mine: Federation, proposal: Proposal
) -> None:
    client.force_login(works_for("editor", mine))
    page = settle(client, proposal, "taken", "Bra!")
    assert page.resolver_match.url_name == "activities_activity_change"
    assert "Så borde det stå" in page.content.decode()
    assert Activity.objects.get().summary == "Utkastets text"
    assert Revision.objects.count() == 1
    proposal.refresh_from_db()
    assert (proposal.outcome, proposal.email, proposal.sender) == ("taken", "", "")


def test_declining_answers_the_reader_and_forgets_the_address(
    client: Client, mine: Federation, proposal: Proposal
) -> None:
    client.force_login(works_for("editor", mine))
    settle(client, proposal, "declined", "Numret är rätt.")
    [letter] = mail.outbox
    assert letter.to == ["lasare@example.se"]
    assert "Numret är rätt." in letter.body
    proposal.refresh_from_db()
    assert (proposal.outcome, proposal.answer, proposal.email) == ("declined", "Numret är rätt.", "")
    assert address(proposal) not in client.get("/admin/").content.decode()


def test_a_mail_that_fails_leaves_the_proposal_waiting(client: Client, mine: Federation, proposal: Proposal) -> None:
    client.force_login(works_for("editor", mine))
    with mock.patch("samverkan.proposals.handling.send_mail", side_effect=OSError):
        page = settle(client, proposal, "declined", "Mitt svar").content.decode()
    assert "gick inte att skicka" in page
    assert "Mitt svar" in page
    proposal.refresh_from_db()
    assert (proposal.outcome, proposal.email) == ("waiting", "lasare@example.se")


def test_of_two_who_answer_the_second_is_told_who_was_first(
    client: Client, mine: Federation, proposal: Proposal
) -> None:
    client.force_login(works_for("editor", mine, username="forst"))
    settle(client, proposal, "declined")
    client.force_login(works_for("editor", mine, username="sist"))
    assert "redan hanterat av forst" in settle(client, proposal, "taken").content.decode()
    assert len(mail.outbox) == 1


def test_it_stays_settled_when_the_account_of_who_settled_it_is_gone(
    client: Client, mine: Federation, proposal: Proposal
) -> None:
    gone = works_for("editor", mine, username="slutat")
    client.force_login(gone)
    settle(client, proposal, "declined")
    gone.delete()
    client.force_login(works_for("editor", mine))
    assert "Hanterat av någon" in client.get(address(proposal)).content.decode()
    assert "redan hanterat av någon" in settle(client, proposal, "taken").content.decode()


@pytest.mark.parametrize("role", ["editor", "publisher", "manager"])
def test_another_scopes_proposal_does_not_exist(
    client: Client, others: Federation, proposal: Proposal, role: str
) -> None:
    client.force_login(works_for(role, others))
    assert client.get(address(proposal)).status_code == 404
    assert client.post(address(proposal), {"outcome": "declined"}).status_code == 404
    listed = client.get(reverse("admin:publishing_proposal_changelist")).content.decode()
    assert "Min verksamhet" not in listed
    proposal.refresh_from_db()
    assert proposal.outcome == "waiting"


@pytest.mark.parametrize("page", ["add", "delete"])
def test_nobody_adds_or_deletes_one(client: Client, mine: Federation, proposal: Proposal, page: str) -> None:
    client.force_login(works_for("manager", mine))
    where = reverse(f"admin:publishing_proposal_{page}", args=[] if page == "add" else [proposal.pk])
    assert client.post(where, {"post": "yes"}).status_code == 403


def test_a_proposal_needs_an_outcome(client: Client, mine: Federation, proposal: Proposal) -> None:
    client.force_login(works_for("editor", mine))
    assert settle(client, proposal, "publish").status_code == 403


def test_a_stranger_may_not_look(client: Client, proposal: Proposal) -> None:
    client.force_login(works_for("editor", FederationFactory.create()))
    assert client.get(address(proposal)).status_code == 404
