"""Counting in the admin: exact numbers in, checked against each other; only the protected form goes out."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from activities.models import Activity, ExactCounts, FollowUp
from federations.models import Federation
from samverkan.publishing.documents import build
from samverkan.publishing.models import Publication
from tests.admin.forms import unchanged
from tests.admin.roles import HIDDEN, act, address
from tests.admin.sheets import as_file, downloaded, fresh, page, upload
from tests.factories import FollowUpFactory, published

pytestmark = pytest.mark.django_db
ADD = "admin:activities_followup_add"
MODEL = "activities_followup"
COUNTED = {"women": 3, "men": 10, "sex_unknown": 0, "with_plan": 13}


@pytest.fixture
def last(my_activity: Activity, mine: Federation) -> FollowUp:
    about: dict[str, Any] = {"activity": my_activity, "owners": [mine], "slug": "min-2008", "counted": COUNTED}
    return FollowUpFactory.create(**about)


def filled(client: Client, **typed: object) -> dict[str, Any]:
    return unchanged(client, reverse(ADD)) | typed


def saved(client: Client, **typed: object) -> Any:
    return client.post(reverse(ADD), filled(client, **typed))


def test_a_new_period_takes_its_counts_alone(editor: Client, last: FollowUp) -> None:
    """The activity, the next period, the owner, the name and the address are there already."""
    assert saved(editor, **COUNTED).status_code == 302
    made = FollowUp.objects.get(slug="min-2009")
    assert (made.activity, made.name, made.period_start) == (last.activity, "Min verksamhet 2009", "2009")
    assert (made.women, made.men, made.participants) == (None, None, 13)
    assert (made.fewer_than_five, made.withheld) == (["women"], ["men"])
    assert made.exact.counts["women"] == 3
    assert build(made)["women"] is None


def test_half_years_follow_each_other(editor: Client, last: FollowUp) -> None:
    FollowUpFactory.create(
        activity=last.activity, period_start="2010-07", period_end="2010-12", owners=[last.owners.get().entry]
    )
    data = filled(editor)
    assert (data["period_start"], data["period_end"]) == ("2011-01", "2011-06")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"participants": 14}, "blir 13, men deltagarna är 14"),
        ({"with_plan": 20}, "Med gemensam plan blir 20, fler än deltagare (13)"),
        ({"finished": 6, "to_work": 7, "to_practice": 1, "to_studies": 0, "to_other": 0, "to_none": 0},
         "Utfallen blir 8, fler än avslutade (6)"),
        ({"to_work": 9, "to_practice": 9, "to_studies": 0, "to_other": 0, "to_none": 0},
         "Utfallen blir 18, fler än deltagare (13)"),
        ({"men": ""}, "Saknas: män"),
        ({"women": -1}, "större än eller lika med 0"),
        ({"period_start": "2010", "period_end": "2009"}, "slutar före sin början"),
        ({"period_start": "2008-06"}, "överlappar"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_the_sum_that_shows_it(
    editor: Client, last: FollowUp, typed: dict[str, Any], words: str
) -> None:
    response = saved(editor, **COUNTED | typed)
    assert response.status_code == 200
    assert words in response.content.decode().replace("&gt;", ">")
    assert FollowUp.objects.count() == 1


def test_the_exact_counts_come_back_to_who_counted_and_stay_out_of_what_is_published(
    client: Client, admin_user: User, last: FollowUp
) -> None:
    client.force_login(admin_user)
    data = unchanged(client, address(last))
    assert (data["women"], data["men"]) == (3, 10)
    client.post(address(last), data | {"women": 4, "men": 9})
    published(last)
    body = Publication.objects.get(kind="follow_up").body or ""
    assert '"women":null' in body
    assert ExactCounts.objects.get().counts["women"] == 4
    for name in ("review", "preview", "versions"):
        shown = client.get(address(last, name)).content.decode()
        assert ">4<" not in shown
        assert ">9<" not in shown


def test_counts_that_came_protected_stay_so_when_nobody_types_over_them(editor: Client, last: FollowUp) -> None:
    ExactCounts.objects.all().delete()
    data = unchanged(editor, address(last))
    assert "women" not in data
    editor.post(address(last), data | {"note": "Ny kommentar"})
    fresh = FollowUp.objects.get()
    assert (fresh.note, fresh.fewer_than_five, fresh.withheld) == ("Ny kommentar", ["women"], ["men"])


NONE_OUT = dict.fromkeys(("to_work", "to_practice", "to_studies", "to_other", "to_none"), 0)


@pytest.mark.parametrize(
    ("protected", "typed"),
    [({"finished": 3}, {**NONE_OUT, "to_practice": 14}), ({**NONE_OUT, "to_work": 3}, {"to_practice": 14})],
)
def test_what_came_protected_hides_no_sum_that_cannot_be(
    editor: Client, my_activity: Activity, mine: Federation, protected: dict[str, int], typed: dict[str, int]
) -> None:
    about: dict[str, Any] = {"activity": my_activity, "owners": [mine], "counted": {"participants": 13, **protected}}
    foreign = FollowUpFactory.create(**about)
    ExactCounts.objects.all().delete()
    response = editor.post(address(foreign), unchanged(editor, address(foreign)) | typed)
    assert response.status_code == 200
    assert "Utfallen blir 14, fler än deltagare (13)" in response.content.decode()


def test_exact_counts_are_shown_only_while_the_entry_says_what_was_made_of_them(
    client: Client, admin_user: User, last: FollowUp
) -> None:
    number = published(last).number
    client.force_login(admin_user)
    client.post(address(last), unchanged(client, address(last)) | {"women": 20, "men": 30, "participants": 50})
    assert fresh(last).exact.women == 20
    older = address(last, "version", number)
    client.post(older, {"seen": client.get(older).context["seen"]})
    data = unchanged(client, address(last))
    assert {"women", "men"} & data.keys() == set()
    assert data["participants"] == 13


def test_a_spreadsheet_brings_exact_counts_in_and_takes_none_out(editor: Client, last: FollowUp) -> None:
    assert downloaded(editor, model=MODEL)[0]["women"] is None
    sheet = {"slug": "min-2009", "name": "Min 2009", "activity": "min", "period.start": "2009", "period.end": "2009"}
    lists = {"fewer_than_five": "", "withheld": ""}
    where = upload(editor, as_file([{**sheet, **lists, **COUNTED}]), MODEL)
    assert "färre än 5" in editor.get(where).content.decode().lower()
    editor.post(where, {"load": "1"})
    made = FollowUp.objects.get(slug="min-2009")
    assert (made.women, made.participants, made.fewer_than_five) == (None, 13, ["women"])
    assert made.exact.counts["women"] == 3


def test_a_spreadsheet_that_comes_back_with_its_protected_counts_untouched_forgets_none_of_them(
    editor: Client, last: FollowUp
) -> None:
    [cells] = downloaded(editor, model=MODEL)
    assert (cells["women"], cells["men"]) == (None, None)
    where = upload(editor, as_file([cells | {"note": "Ny kommentar"}]), MODEL)
    editor.post(where, {"load": "1"})
    assert fresh(last).note == "Ny kommentar"
    assert {name: fresh(last).exact.counts[name] for name in COUNTED} == COUNTED


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"with_plan": ""}, {"women": 3, "men": 10, "with_plan": None}),
        ({"with_plan": 12}, {"women": 3, "men": 10, "with_plan": 12}),
        ({"women": 8, "participants": 18}, {"women": 8, "men": 10, "with_plan": 13}),
    ],
)
def test_a_count_corrected_in_a_spreadsheet_leaves_the_others_as_they_were_counted(
    editor: Client, last: FollowUp, typed: dict[str, Any], kept: dict[str, int | None]
) -> None:
    published(last)
    editor.post(upload(editor, as_file([{"slug": "min-2008", **typed}]), MODEL), {"load": "1"})
    data = unchanged(editor, address(last))
    assert {name: data.get(name) for name in kept} == kept


def test_a_spreadsheet_is_told_its_sums(editor: Client, last: FollowUp) -> None:
    where = upload(editor, as_file([{"slug": "min-2008", "with_plan": 20}]), MODEL)
    assert "blir 20, fler än deltagare (13)" in editor.get(where).content.decode()
    where = upload(editor, as_file([{"slug": "min-2008", "participants": ""}]), MODEL)
    assert "behövs när kvinnor, män och kön okänt anges" in editor.get(where).content.decode()


def test_others_follow_ups_are_as_if_they_were_not_there(editor: Client, others: Federation) -> None:
    foreign = FollowUpFactory.create(owners=[others], counted=COUNTED)
    assert editor.get(address(foreign)).status_code == HIDDEN
    assert editor.get(page(MODEL, "changelist")).context["cl"].result_count == 0


def test_an_editor_asks_and_does_not_publish(editor: Client, last: FollowUp) -> None:
    act(editor, last, "publish")
    assert not Publication.objects.filter(kind="follow_up").exists()
