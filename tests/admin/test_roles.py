"""Who may do what: role by role, for one's own entries and for others'."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from activities.models import Activity
from federations import permissions
from federations.models import Federation, Partner, Scope
from tests.admin.roles import HIDDEN, REFUSED, SEEN, act, address, stands
from tests.admin.test_review import form_data
from tests.factories import (
    ActivityFactory,
    AgreementFactory,
    AreaFactory,
    BudgetFactory,
    FinancingStreamFactory,
    FollowUpFactory,
    FunctionFactory,
    MunicipalityFactory,
    PartnerFactory,
    TermFactory,
    published,
    works_for,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def foreign(others: Federation) -> Activity:
    """An activity of another scope, which has a manager of its own."""
    works_for("manager", others, username="annan")
    activity = ActivityFactory.create(
        slug="annans", name="Annans hemliga utkast", owners=[others], for_whom={}, way_in={}
    )
    published(activity)
    Activity.objects.filter(pk=activity.pk).update(summary="Hemligt utkast")
    return activity


# What each role may do with an activity of its own scope. Everything is hidden from every role of another scope.
TABLE = [
    ("editor", "ask", True),
    ("editor", "discard", True),
    ("editor", "publish", False),
    ("editor", "withdraw", False),
    ("editor", "send_back", False),
    ("publisher", "ask", True),
    ("publisher", "discard", True),
    ("publisher", "publish", True),
    ("publisher", "withdraw", True),
    ("manager", "publish", True),
    ("manager", "withdraw", True),
]


@pytest.mark.parametrize(("role", "action", "allowed"), TABLE)
def test_what_a_role_may_do_with_its_own(
    client: Client, mine: Federation, my_activity: Activity, role: str, action: str, allowed: bool
) -> None:
    client.force_login(works_for(role, mine))
    before = stands(my_activity)
    response = act(client, my_activity, action)
    assert response.status_code == (302 if allowed else REFUSED)
    if not allowed:
        assert stands(my_activity) == before


@pytest.mark.parametrize("role", ["editor", "publisher", "manager"])
@pytest.mark.parametrize("action", ["ask", "discard", "publish", "withdraw", "send_back"])
def test_another_scopes_entry_can_be_acted_upon_by_no_role(
    client: Client, mine: Federation, foreign: Activity, role: str, action: str
) -> None:
    client.force_login(works_for(role, mine))
    before = stands(foreign)
    assert act(client, foreign, action).status_code == HIDDEN
    assert stands(foreign) == before


@pytest.mark.parametrize("page", ["change", "review", "preview", "versions", "history", "delete"])
def test_another_scopes_entry_has_no_page(client: Client, mine: Federation, foreign: Activity, page: str) -> None:
    client.force_login(works_for("manager", mine))
    assert client.get(address(foreign, page)).status_code == HIDDEN


def test_nor_has_a_version_of_it(client: Client, mine: Federation, foreign: Activity) -> None:
    client.force_login(works_for("manager", mine))
    assert client.get(address(foreign, "version", 1)).status_code == HIDDEN
    assert client.post(address(foreign, "version", 1), {"seen": ""}).status_code == HIDDEN


def test_another_scopes_entry_is_in_no_list(
    client: Client, mine: Federation, my_activity: Activity, foreign: Activity
) -> None:
    client.force_login(works_for("manager", mine))
    for page in ("admin:activities_activity_changelist", "admin:index", "admin:desk", "admin:together"):
        assert "hemlig" not in client.get(reverse(page)).content.decode().lower()
    assert "hemlig" not in client.get(f"{reverse('admin:together')}?post=activity/annans").content.decode().lower()


def choices(client: Client, model: str, field: str, term: str = "") -> list[str]:
    asked = {"app_label": "activities", "model_name": model, "field_name": field, "term": term}
    return [row["text"] for row in client.get(reverse("admin:autocomplete"), asked).json()["results"]]


def test_a_chooser_offers_ones_own_and_what_the_registers_have_published(
    client: Client, mine: Federation, my_activity: Activity, foreign: Activity, others: Federation
) -> None:
    published(PartnerFactory.create(name="Publicerad part", owners=[others]))
    PartnerFactory.create(slug=my_activity.slug, name="Opublicerad part", owners=[others])
    PartnerFactory.create(name="Min egen nya part", owners=[mine])
    client.force_login(works_for("editor", mine))
    assert choices(client, "activity", "part_of") == ["Min verksamhet"]
    assert choices(client, "activitypartner", "partner") == ["Min egen nya part", "Publicerad part"]
    assert choices(client, "financingstatement", "federation") == ["Mitt förbund"]


def test_a_forged_key_to_another_scopes_entry_is_no_choice(
    client: Client, mine: Federation, my_activity: Activity, foreign: Activity
) -> None:
    client.force_login(works_for("publisher", mine))
    data = form_data(client, my_activity) | {"part_of": foreign.pk}
    assert client.post(address(my_activity), data).status_code == SEEN
    my_activity.refresh_from_db()
    assert my_activity.part_of is None


def test_one_can_neither_take_nor_give_away_for_others(
    client: Client, mine: Federation, my_activity: Activity, others: Federation
) -> None:
    client.force_login(works_for("manager", mine))
    data = form_data(client, my_activity) | {"owners": [Scope.of(others).pk]}
    assert client.post(address(my_activity), data).status_code == SEEN
    assert list(my_activity.owners.all()) == [Scope.of(mine)]


def test_each_owner_may_edit_and_the_other_owners_stay(
    client: Client, mine: Federation, my_activity: Activity, others: Federation
) -> None:
    my_activity.owners.add(Scope.of(others))
    client.force_login(works_for("editor", mine))
    data = form_data(client, my_activity) | {"summary": "Ny text", "owners": [Scope.of(mine).pk]}
    assert client.post(address(my_activity), data).status_code == 302
    my_activity.refresh_from_db()
    assert my_activity.summary == "Ny text"
    assert set(my_activity.owners.all()) == {Scope.of(mine), Scope.of(others)}


def test_publishing_says_whom_else_it_concerns(
    client: Client, mine: Federation, my_activity: Activity, others: Federation
) -> None:
    my_activity.owners.add(Scope.of(others))
    client.force_login(works_for("publisher", mine))
    assert "hör också till Annans förbund" in client.get(address(my_activity, "review")).content.decode()
    client.force_login(User.objects.create_superuser("rot"))
    assert "hör också till Mitt förbund, Annans förbund" in client.get(address(my_activity, "review")).content.decode()


def test_a_superuser_begins_in_an_empty_catalogue(admin_client: Client) -> None:
    assert not Scope.objects.exists()
    pages = ("federations_area_add", "activities_activity_changelist", "auth_user_changelist", "publishing_edition_add")
    for page in pages:
        assert admin_client.get(reverse(f"admin:{page}")).status_code == SEEN, page


def test_being_placed_in_a_municipality_grants_nothing(client: Client, my_activity: Activity) -> None:
    place = MunicipalityFactory.create()
    my_activity.placements.create(municipality=place, label="Här")
    client.force_login(works_for("manager", place))
    assert client.get(address(my_activity)).status_code == HIDDEN


@pytest.mark.parametrize("factory", [PartnerFactory, TermFactory, FinancingStreamFactory, FunctionFactory])
@pytest.mark.parametrize(("role", "may"), [("editor", False), ("publisher", False), ("manager", True)])
def test_shared_registers_are_kept_by_their_managers(client: Client, factory: Any, role: str, may: bool) -> None:
    area = AreaFactory.create()
    entry = factory.create(owners=[area])
    client.force_login(works_for(role, area))
    page = client.get(address(entry))
    assert (page.status_code, page.context["has_change_permission"]) == (SEEN, may)
    assert client.get(address(entry, "review")).status_code == (SEEN if may else REFUSED)
    assert client.get(reverse(f"admin:{entry._meta.label_lower.replace('.', '_')}_add")).status_code == (
        SEEN if may else REFUSED
    )


def test_a_new_entry_belongs_to_its_makers_scope(client: Client, mine: Federation) -> None:
    client.force_login(works_for("editor", mine))
    page = client.get(reverse("admin:activities_activity_add"))
    assert page.context["adminform"].form.initial["owners"] == [Scope.of(mine)]


def rights(user: User, activity: Activity) -> dict[str, bool]:
    """Every question that is asked about what a user may, by its name, and whether the answer is anything at all."""
    return {
        "has a role": permissions.has_a_role(user),
        "manages": permissions.manages(user),
        "may freeze": permissions.may_freeze(user),
        "may add": permissions.may_add(user, Activity),
        **{f"may {action}": permissions.may(user, activity, action) for action in ("view", "edit", "publish")},
        "mine": permissions.mine(user, Activity.objects.all()).exists(),
        "choosable": permissions.choosable(user, Partner.objects.all()).exists(),
        "answers for": bool(permissions.answers_for(user, Activity)),
        "colleagues": permissions.colleagues(user).exists(),
    }


@pytest.mark.parametrize("off", ["is_active", "is_staff"])
@pytest.mark.parametrize("is_superuser", [False, True])
def test_a_closed_account_may_do_nothing(mine: Federation, my_activity: Activity, off: str, is_superuser: bool) -> None:
    published(PartnerFactory.create())
    user = works_for("manager", mine)
    user.is_superuser = is_superuser
    assert [right for right, held in rights(user, my_activity).items() if not held] == []
    setattr(user, off, False)
    assert [right for right, held in rights(user, my_activity).items() if held] == []


@pytest.mark.parametrize("role", ["editor", "publisher", "manager"])
@pytest.mark.parametrize("action", ["view", "edit", "publish"])
def test_the_rule_for_a_row_and_the_rule_for_a_set_say_the_same(
    mine: Federation, others: Federation, role: str, action: str
) -> None:
    user = works_for(role, mine)
    entries = [
        factory.create(owners=owners)
        for factory in (ActivityFactory, PartnerFactory)
        for owners in ([mine], [others], [mine, others])
    ]
    for entry in entries:
        in_set = permissions.mine(user, type(entry)._default_manager.all(), action).filter(pk=entry.pk).exists()
        assert in_set == permissions.may(user, entry, action) == user.has_perm(f"publishing.{action}_entry", entry)
    assert not user.has_perm(f"publishing.{action}_entry")  # Of no entry in particular.


def test_an_entry_without_owners_is_left_to_superusers(mine: Federation, my_activity: Activity) -> None:
    my_activity.owners.clear()
    assert permissions.may(User.objects.create_superuser("rot"), my_activity, "publish")
    assert not permissions.may(works_for("manager", mine), my_activity, "view")


def test_a_superuser_makes_entries_for_every_scope(admin_client: Client, mine: Federation, others: Federation) -> None:
    form = admin_client.get(reverse("admin:activities_activity_add")).context["adminform"].form
    assert {Scope.of(mine), Scope.of(others)} <= set(form.fields["owners"].queryset)


@pytest.mark.parametrize("factory", [AgreementFactory, BudgetFactory, FollowUpFactory])
@pytest.mark.parametrize("role", ["editor", "publisher", "manager"])
def test_so_it_is_with_agreements_budgets_and_follow_ups(
    client: Client, mine: Federation, others: Federation, factory: Any, role: str
) -> None:
    entry = factory.create(name="Annans hemliga post", owners=[others])
    own = factory.create(name="Min egen post", owners=[mine])
    client.force_login(works_for(role, mine))
    for page in ("change", "review", "versions", "history", "delete"):
        assert client.get(address(entry, page)).status_code == HIDDEN
    for action in ("ask", "publish", "withdraw"):
        assert act(client, entry, action).status_code == HIDDEN
    listed = client.get(reverse(f"admin:{entry._meta.label_lower.replace('.', '_')}_changelist")).content.decode()
    assert "Annans hemliga post" not in listed
    assert "Min egen post" in listed
    assert client.get(address(own)).status_code == SEEN
