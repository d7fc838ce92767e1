"""Old rows, a contact an activity, become shared contacts, and back again."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

pytestmark = pytest.mark.django_db(transaction=True)
BELOW = [("federations", "0003_desk")]  # What the rows are made of stays as it is.
BEFORE = [("activities", "0006_accepted_finding"), *BELOW]
AFTER = [("activities", "0008_contact_persons"), *BELOW]


def test_alike_under_the_same_owners_become_one_and_come_back_as_they_were() -> None:
    try:
        executor = MigrationExecutor(connection)
        executor.migrate(BEFORE)
        apps = executor.loader.project_state(BEFORE).apps
        area = apps.get_model("federations", "Area").objects.create(slug="o", name="O")
        function = apps.get_model("activities", "Function").objects.create(slug="f", name="F", position=1)
        scopes = apps.get_model("federations", "Scope").objects
        first, second = (
            scopes.create(area=area),
            scopes.create(
                federation=apps.get_model("federations", "Federation").objects.create(slug="b", name="B", area=area)
            ),
        )
        for slug, owner, phone in (("a", first, "1"), ("b", first, "1"), ("c", second, "1"), ("d", first, "2")):
            activity = apps.get_model("activities", "Activity").objects.create(
                slug=slug, name=slug, area=area, function=function
            )
            activity.owners.set([owner])
            apps.get_model("activities", "Contact").objects.create(activity=activity, office="K", phone=phone)
        executor = MigrationExecutor(connection)
        executor.migrate(AFTER)
        apps = executor.loader.project_state(AFTER).apps
        uses = apps.get_model("activities", "ContactUse").objects.order_by("activity__slug")
        contacts = [use.contact_id for use in uses]
        assert contacts[0] == contacts[1]
        assert len(set(contacts)) == 3
        executor = MigrationExecutor(connection)
        executor.migrate(BEFORE)
        apps = executor.loader.project_state(BEFORE).apps
        rows = apps.get_model("activities", "Contact").objects.order_by("activity__slug")
        assert list(rows.values_list("activity__slug", "office", "phone")) == [
            ("a", "K", "1"),
            ("b", "K", "1"),
            ("c", "K", "1"),
            ("d", "K", "2"),
        ]
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
