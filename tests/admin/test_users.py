"""A manager keeps the users of the manager's own scopes, and can make nobody more than that."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from federations.models import Federation, Mandate, Scope
from tests.admin.roles import HIDDEN, REFUSED, SEEN
from tests.factories import works_for

pytestmark = pytest.mark.django_db


def test_a_manager_keeps_only_those_whose_every_role_is_within_reach(
    client: Client, mine: Federation, others: Federation
) -> None:
    colleague = works_for("editor", mine, username="kollega")
    stranger = works_for("editor", others, username="framling")
    both = works_for("editor", mine, others, username="bada")
    root = User.objects.create_superuser("rot")
    client.force_login(works_for("manager", mine))
    page = "admin:auth_user_change"
    assert client.get(reverse(page, args=[colleague.pk])).status_code == SEEN
    roleless = User.objects.create_user("utan-uppdrag", is_staff=True)
    for user in (stranger, both, root, roleless):
        assert client.get(reverse(page, args=[user.pk])).status_code == HIDDEN
        assert client.post(reverse("admin:auth_user_password_change", args=[user.pk]), {}).status_code in (
            REFUSED,
            HIDDEN,
        )
    assert "framling" not in client.get(reverse("admin:auth_user_changelist")).content.decode()


def test_a_manager_never_gets_at_a_superuser_who_also_holds_a_role_in_the_managers_scope(
    client: Client, mine: Federation
) -> None:
    User.objects.create_superuser("rot", password="rotens-eget-lösenord")
    root = works_for("editor", mine, username="rot")
    client.force_login(works_for("manager", mine))
    typed = {"password1": "kapat-av-en-chef", "password2": "kapat-av-en-chef", "usable_password": "true"}
    reset = reverse("admin:auth_user_password_change", args=[root.pk])
    assert client.post(reset, typed).status_code == HIDDEN
    assert client.get(reverse("admin:auth_user_change", args=[root.pk])).status_code == HIDDEN
    root.refresh_from_db()
    assert root.check_password("rotens-eget-lösenord")


def test_a_superuser_keeps_every_account_also_those_without_a_role(admin_client: Client) -> None:
    for user in (User.objects.create_user("utan-uppdrag"), User.objects.create_superuser("rot")):
        assert admin_client.get(reverse("admin:auth_user_change", args=[user.pk])).status_code == SEEN


def test_a_new_account_can_log_in_and_none_is_deleted(client: Client, mine: Federation) -> None:
    client.force_login(works_for("manager", mine))
    row = {"mandates-TOTAL_FORMS": 1, "mandates-0-scope": Scope.of(mine).pk, "mandates-0-role": "editor"}
    password = {"password1": "ett-långt-lösenord", "password2": "ett-långt-lösenord", "usable_password": "true"}
    assert client.post(reverse("admin:auth_user_add"), user_form(**row, **password)).status_code == 302
    made = User.objects.get(username="kollega")
    assert (made.is_staff, made.is_superuser) == (True, False)
    assert client.post(reverse("admin:auth_user_delete", args=[made.pk]), {"post": "yes"}).status_code == REFUSED


def test_a_list_of_users_cannot_be_asked_about_passwords(client: Client, mine: Federation) -> None:
    client.force_login(works_for("manager", mine))
    page = reverse("admin:auth_user_changelist")
    assert client.get(page, {"username__startswith": "sam"}).status_code == SEEN
    assert client.get(page, {"password__startswith": "md5"}).status_code == 400


def test_a_manager_decides_on_four_eyes_for_the_own_scopes_alone(
    client: Client, mine: Federation, others: Federation
) -> None:
    client.force_login(works_for("manager", mine))
    own, foreign = (reverse("admin:federations_scope_change", args=[Scope.of(one).pk]) for one in (mine, others))
    assert client.post(own, {"four_eyes": "on"}).status_code == 302
    assert client.post(foreign, {"four_eyes": "on"}).status_code == HIDDEN
    assert [str(scope) for scope in Scope.objects.filter(four_eyes=True)] == ["Mitt förbund"]
    assert "Annans" not in client.get(reverse("admin:federations_scope_changelist")).content.decode()
    assert client.get(reverse("admin:federations_scope_add")).status_code == REFUSED
    delete = reverse("admin:federations_scope_delete", args=[Scope.of(mine).pk])
    assert client.post(delete, {"post": "yes"}).status_code == REFUSED
    client.force_login(works_for("publisher", mine, username="publicist"))
    assert client.post(own, {}).status_code in (REFUSED, HIDDEN)
    assert Scope.of(mine).four_eyes


@pytest.mark.parametrize("role", ["editor", "publisher"])
def test_only_managers_see_users(client: Client, mine: Federation, role: str) -> None:
    client.force_login(works_for(role, mine))
    assert client.get(reverse("admin:auth_user_changelist")).status_code == REFUSED


def user_form(**changes: Any) -> dict[str, Any]:
    inlines = ("editor", "mandates")
    counts = {f"{prefix}-{name}_FORMS": 0 for prefix in inlines for name in ("TOTAL", "INITIAL")}
    return {"username": "kollega", "is_active": "on", **counts, **changes}


def test_a_manager_makes_nobody_more_than_the_manager_may(client: Client, mine: Federation, others: Federation) -> None:
    colleague = works_for("editor", mine, username="kollega")
    [mandate] = colleague.mandates.all()
    client.force_login(works_for("manager", mine))
    row: dict[str, Any] = {"mandates-TOTAL_FORMS": 2, "mandates-INITIAL_FORMS": 1, "mandates-0-id": mandate.pk}
    row |= {"mandates-0-user": colleague.pk, "mandates-0-scope": Scope.of(mine).pk, "mandates-0-role": "publisher"}
    forged = {"mandates-1-user": colleague.pk, "mandates-1-scope": Scope.of(others).pk, "mandates-1-role": "manager"}
    page = reverse("admin:auth_user_change", args=[colleague.pk])
    assert client.post(page, user_form(**row, **forged)).status_code == SEEN
    assert Mandate.objects.filter(user=colleague).count() == 1
    row |= {"mandates-TOTAL_FORMS": 1}
    assert client.post(page, user_form(is_superuser="on", is_staff="", **row)).status_code == 302
    colleague.refresh_from_db()
    assert not colleague.is_superuser
    assert colleague.is_staff
    assert colleague.mandates.get().role == "publisher"


def test_an_account_keeps_at_least_one_role(client: Client, mine: Federation) -> None:
    colleague = works_for("editor", mine, username="kollega")
    [mandate] = colleague.mandates.all()
    client.force_login(works_for("manager", mine))
    row: dict[str, Any] = {"mandates-TOTAL_FORMS": 1, "mandates-INITIAL_FORMS": 1, "mandates-0-id": mandate.pk}
    row |= {"mandates-0-user": colleague.pk, "mandates-0-scope": Scope.of(mine).pk, "mandates-0-role": "editor"}
    page = reverse("admin:auth_user_change", args=[colleague.pk])
    untouched = {"mandates-TOTAL_FORMS": 2, "mandates-1-role": "editor"}
    away = user_form(**row | untouched | {"mandates-0-DELETE": "on"})
    assert "minst ett uppdrag" in client.post(page, away).content.decode()
    assert colleague.mandates.exists()
    client.force_login(User.objects.create_superuser("rot"))
    assert client.post(page, away | {"is_superuser": "on"}).status_code == 302
    colleague.refresh_from_db()
    assert (colleague.is_superuser, colleague.is_staff, colleague.mandates.exists()) == (True, False, False)


def test_nobody_holds_two_roles_for_one_scope(client: Client, mine: Federation) -> None:
    colleague = works_for("editor", mine, username="kollega")
    [mandate] = colleague.mandates.all()
    client.force_login(works_for("manager", mine))
    row: dict[str, Any] = {"mandates-TOTAL_FORMS": 2, "mandates-INITIAL_FORMS": 1, "mandates-0-id": mandate.pk}
    for index, role in enumerate(("editor", "publisher")):
        row |= {f"mandates-{index}-user": colleague.pk, f"mandates-{index}-scope": Scope.of(mine).pk}
        row |= {f"mandates-{index}-role": role}
    page = client.post(reverse("admin:auth_user_change", args=[colleague.pk]), user_form(**row))
    assert page.status_code == SEEN
    assert colleague.mandates.get().role == "editor"
