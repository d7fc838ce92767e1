"""An editor asks, a publisher publishes or sends back; four eyes where a scope requires them."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from activities.models import Activity
from federations.models import Federation, Scope
from financing.models import Agreement
from samverkan.desk.models import Review
from samverkan.publishing.models import Entry, Revision
from tests.admin.roles import REFUSED, act, address
from tests.factories import ActivityFactory, AgreementFactory, works_for

pytestmark = pytest.mark.django_db


def test_where_four_eyes_are_required_somebody_else_asks_first(
    client: Client, mine: Federation, my_activity: Activity
) -> None:
    Scope.objects.filter(federation=mine).update(four_eyes=True)
    Activity.objects.filter(pk=my_activity.pk).update(summary="Ny text")
    publisher = works_for("publisher", mine)
    client.force_login(publisher)
    assert "kräver fyra ögon" in act(client, my_activity, "publish").content.decode()
    act(client, my_activity, "ask")
    for action in ("publish", "withdraw"):
        assert "kräver fyra ögon" in act(client, my_activity, action).content.decode()
    assert Revision.objects.count() == 1
    client.force_login(works_for("editor", mine, username="redaktor"))
    act(client, my_activity, "ask")
    Activity.objects.filter(pk=my_activity.pk).update(summary="Ändrad efteråt")
    client.force_login(publisher)
    assert "har ändrats sedan granskningen begärdes" in act(client, my_activity, "publish").content.decode()
    client.force_login(User.objects.get(username="redaktor"))
    act(client, my_activity, "ask")
    client.force_login(publisher)
    assert act(client, my_activity, "publish").status_code == 302
    assert Revision.objects.count() == 2
    assert Review.objects.get().outcome == "published"


def test_a_question_whose_asker_is_gone_is_nobodys_second_pair_of_eyes(
    client: Client, mine: Federation, my_activity: Activity
) -> None:
    """The publisher may have asked it under an account since deleted."""
    Scope.objects.filter(federation=mine).update(four_eyes=True)
    Activity.objects.filter(pk=my_activity.pk).update(summary="Ny text")
    gone = works_for("editor", mine, username="slutat")
    client.force_login(gone)
    act(client, my_activity, "ask")
    gone.delete()
    client.force_login(works_for("publisher", mine))
    assert "på begäran av någon" in client.get("/admin/").content.decode()
    assert "någon bad om granskning" in client.get(address(my_activity, "review")).content.decode()
    assert "kräver fyra ögon" in act(client, my_activity, "publish").content.decode()
    assert Revision.objects.count() == 1


def test_a_review_waits_on_the_publishers_first_page_and_comes_back_with_a_comment(
    client: Client, mine: Federation, my_activity: Activity
) -> None:
    editor, publisher = works_for("editor", mine, username="redaktor"), works_for("publisher", mine)
    Activity.objects.filter(pk=my_activity.pk).update(summary="Ny text")
    client.force_login(editor)
    act(client, my_activity, "ask")
    client.force_login(publisher)
    assert "Granska Min verksamhet, på begäran av redaktor" in client.get("/admin/").content.decode()
    act(client, my_activity, "send_back")
    client.force_login(editor)
    assert "Arbeta vidare med Min verksamhet: Därför att" in client.get("/admin/").content.decode()
    assert "Därför att" in client.get(address(my_activity)).content.decode()
    act(client, my_activity, "ask")
    assert "Arbeta vidare" not in client.get("/admin/").content.decode()


def test_sending_back_needs_a_comment(client: Client, mine: Federation, my_activity: Activity) -> None:
    client.force_login(works_for("publisher", mine))
    act(client, my_activity, "ask")
    seen = client.get(address(my_activity, "review")).context["form"]["seen"].value()
    data = {"action": "send_back", "note": "", "seen": seen}
    assert "Skriv i anteckningen" in client.post(address(my_activity, "review"), data).content.decode()
    assert Review.objects.get().outcome == "waiting"


@pytest.fixture
def twin(my_activity: Activity, mine: Federation) -> Agreement:
    """An entry of another kind at the same address name."""
    return AgreementFactory.create(slug=my_activity.slug, name="Tvillingen", owners=[mine])


@pytest.fixture
def neighbour(my_activity: Activity, mine: Federation) -> Activity:
    """Another activity of the same owner."""
    around: dict[str, Any] = {"area": my_activity.area, "function": my_activity.function, "for_whom": {}, "way_in": {}}
    return ActivityFactory.create(slug="granne", name="Grannen", owners=[mine], **around)


def test_a_question_is_about_one_entry_and_for_others_who_may_answer_it(
    client: Client, mine: Federation, my_activity: Activity, twin: Agreement, neighbour: Activity
) -> None:
    Activity.objects.filter(pk=my_activity.pk).update(summary="Ny text")
    publisher = works_for("publisher", mine)
    client.force_login(publisher)
    act(client, twin, "ask")
    act(client, neighbour, "ask")
    assert "bad om granskning" not in client.get(address(my_activity, "review")).content.decode()
    for user in (publisher, works_for("editor", mine, username="redaktor")):
        client.force_login(user)
        assert "på begäran av" not in client.get("/admin/").content.decode()
    client.force_login(publisher)
    act(client, my_activity, "ask")
    act(client, my_activity, "publish")
    waiting = Review.objects.filter(outcome="waiting")
    assert set(waiting.values_list("kind", "slug")) == {("agreement", "min"), ("activity", "granne")}


def test_what_came_back_waits_for_its_asker_until_it_is_published(
    client: Client, mine: Federation, my_activity: Activity, twin: Agreement, neighbour: Activity
) -> None:
    Activity.objects.filter(pk=my_activity.pk).update(summary="Ny text")
    editor, publisher = works_for("editor", mine, username="redaktor"), works_for("publisher", mine)

    def does(user: User, entry: Entry, *actions: str) -> None:
        client.force_login(user)
        assert [act(client, entry, action).status_code for action in actions] == [302] * len(actions)

    does(editor, my_activity, "ask")
    does(publisher, my_activity, "send_back")
    assert "på begäran av" not in client.get("/admin/").content.decode()
    does(publisher, twin, "ask", "publish")
    does(publisher, neighbour, "ask", "publish")
    assert "Arbeta vidare" not in client.get("/admin/").content.decode()
    client.force_login(editor)
    assert "Arbeta vidare med Min verksamhet" in client.get("/admin/").content.decode()
    does(publisher, my_activity, "publish")
    client.force_login(editor)
    assert "Arbeta vidare" not in client.get("/admin/").content.decode()
    Activity.objects.filter(pk=my_activity.pk).update(summary="Nyare text")
    does(editor, my_activity, "ask")
    does(publisher, my_activity, "publish")
    client.force_login(editor)
    assert "Arbeta vidare" not in client.get("/admin/").content.decode()
    answers = Review.objects.filter(kind="activity", slug=my_activity.slug).values_list("outcome", flat=True)
    assert list(answers) == ["sent_back", "published"]


def test_nothing_is_sent_back_that_nobody_asked_about(client: Client, mine: Federation, my_activity: Activity) -> None:
    client.force_login(works_for("publisher", mine))
    assert "Ingen granskning väntar" in act(client, my_activity, "send_back").content.decode()
    assert not Review.objects.exists()


def test_what_was_sent_back_is_answered_and_gives_nobody_four_eyes(
    client: Client, mine: Federation, my_activity: Activity
) -> None:
    Scope.objects.filter(federation=mine).update(four_eyes=True)
    Activity.objects.filter(pk=my_activity.pk).update(summary="Ny text")
    client.force_login(works_for("editor", mine, username="redaktor"))
    act(client, my_activity, "ask")
    client.force_login(works_for("publisher", mine))
    act(client, my_activity, "send_back")
    assert "Ingen granskning väntar" in act(client, my_activity, "send_back").content.decode()
    assert "kräver fyra ögon" in act(client, my_activity, "publish").content.decode()
    assert Revision.objects.count() == 1


def test_an_act_that_there_is_not_is_refused(client: Client, mine: Federation, my_activity: Activity) -> None:
    client.force_login(works_for("manager", mine))
    assert act(client, my_activity, "radera").status_code == REFUSED
