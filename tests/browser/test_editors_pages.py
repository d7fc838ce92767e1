"""The editors' pages: nothing that WCAG 2.2 forbids and axe can see, and nothing covered, in any width or look."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from activities.models import Activity
from federations.models import Area
from samverkan.proposals.models import Proposal
from samverkan.publishing.edition import freeze
from samverkan.publishing.models import Entry
from tests.browser.looking import DEMANDED, faults, hidden_or_wide
from tests.editions import DAY
from tests.factories import OFFICE, BudgetFactory, works_for

pytestmark = [pytest.mark.browser, pytest.mark.rehearsal, pytest.mark.django_db(transaction=True)]


def address(of: Entry, page: str) -> str:
    """A page of the admin about one entry."""
    return reverse(f"admin:{of._meta.app_label}_{of._meta.model_name}_{page}", args=[of.pk])


def addresses() -> dict[str, str]:
    """Every kind of page that an editor meets."""
    sjuharad = Area.objects.get(slug="sjuharad")
    activity = Activity.objects.get(slug="byggstenen")
    budget = BudgetFactory.create(owners=[sjuharad])
    budget.grants.create(label="Vi", year=2026)
    edition = freeze("Hösten", DAY, "", OFFICE)
    proposal = Proposal.objects.create(
        kind="activity", slug="byggstenen", revision=1, reason=Proposal.Reason.WRONG, text="Fel telefon."
    )
    return {
        "what to do": reverse("admin:index"),
        "all there is to do": reverse("admin:desk"),
        "list": reverse("admin:activities_activity_changelist"),
        "searched list": reverse("admin:activities_activity_changelist") + "?q=lots",
        "form": address(activity, "change"),
        "empty form": reverse("admin:activities_activity_add"),
        "form of a budget": address(budget, "change"),
        "form of a follow-up": reverse("admin:activities_followup_add"),
        "review": address(activity, "review"),
        "versions": address(activity, "versions"),
        "version": reverse("admin:activities_activity_version", args=[activity.pk, 1]),
        "history of the draft": address(activity, "history"),
        "spreadsheets": reverse("admin:activities_activity_spreadsheet"),
        "quality": reverse("admin:activities_quality"),
        "proposals": reverse("admin:publishing_proposal_changelist"),
        "proposal": reverse("admin:publishing_proposal_change", args=[proposal.pk]),
        "editions": reverse("admin:publishing_edition_changelist"),
        "edition": reverse("admin:publishing_edition_change", args=[edition.pk]),
        "new password": reverse("admin:password_change"),
    }


def test_axe_finds_nothing_on_the_editors_pages_and_nothing_is_covered_or_scrolls_sideways(
    catalogue: str, page: Page
) -> None:
    works_for("manager", Area.objects.get(slug="sjuharad"))
    page.emulate_media(reduced_motion="reduce")
    found: dict[str, Any] = {}

    def look(name: str) -> None:
        wrong = faults(page, DEMANDED), hidden_or_wide(page)
        if any(wrong):
            found[name] = wrong

    page.goto(f"{catalogue}/admin/")
    look("login")
    page.fill("#id_username", "samordnare")
    page.fill("#id_password", "ett-långt-lösenord")
    page.click("input[type=submit]")
    for name, where in addresses().items():
        answer = page.goto(catalogue + where)
        assert answer
        assert answer.ok, name
        look(name)
    assert found == {}
