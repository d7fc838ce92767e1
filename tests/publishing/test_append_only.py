"""Nothing that was published can be changed or removed, whoever asks and however."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, models, transaction
from django.test import TransactionTestCase

from samverkan.publishing.append_only import MESSAGE, TABLES
from samverkan.publishing.models import Edition, Event, Publication, Revision
from samverkan.publishing.publish import Author
from tests.factories import AreaFactory
from tests.publishing.log import everything, publish

pytestmark = pytest.mark.django_db
MODELS = {Revision: "note", Event: "verified_by", Publication: "name", Edition: "title"}  # Each with a text of its own.


def some(model: type[models.Model]) -> Any:
    return model._default_manager.get()


def change(model: type[models.Model]) -> Any:
    row = some(model)
    setattr(row, MODELS[model], "ändrat")
    return row


def execute(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


WAYS: dict[str, Callable[[type[models.Model]], Any]] = {
    "save": lambda model: change(model).save(),
    "update": lambda model: model._default_manager.update(**{MODELS[model]: "ändrat"}),
    "bulk_update": lambda model: model._default_manager.bulk_update([change(model)], [MODELS[model]]),
    "update_or_create": lambda model: model._default_manager.update_or_create(
        pk=some(model).pk, defaults={MODELS[model]: "ändrat"}
    ),
    "upsert": lambda model: model._default_manager.bulk_create(
        [change(model)], update_conflicts=True, update_fields=[MODELS[model]], unique_fields=["pk"]
    ),
    "delete, without Django's protection": lambda model: model._default_manager.all()._raw_delete("default"),
    "SQL update": lambda model: execute(f"UPDATE {model._meta.db_table} SET {MODELS[model]} = 'ändrat'"),
    "SQL delete": lambda model: execute(f"DELETE FROM {model._meta.db_table}"),
}


@pytest.fixture
def published() -> User:
    """One of everything, published by somebody who may do anything."""
    user = User.objects.create_superuser("admin")
    revision = publish([AreaFactory.create()], Author("Redaktionen", user))
    assert revision
    Edition.objects.create(number=1, revision=revision, title="Utgåva", dated=revision.moment.date())
    return user


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("model", MODELS)
def test_a_published_row_can_be_neither_changed_nor_removed(model: type[models.Model], way: str) -> None:
    before = everything()
    with pytest.raises(DatabaseError, match=MESSAGE), transaction.atomic():
        WAYS[way](model)
    assert everything() == before


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("model", MODELS)
def test_a_published_row_cannot_be_replaced(model: type[models.Model]) -> None:
    before = everything()
    table = model._meta.db_table
    with pytest.raises(DatabaseError), transaction.atomic():  # SQLite's triggers refuse; PostgreSQL knows no REPLACE.
        execute(f"REPLACE INTO {table} SELECT * FROM {table}")
    assert everything() == before


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("model", MODELS)
def test_django_too_refuses_to_delete_a_published_row(model: type[models.Model]) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        some(model).delete()
    assert some(model)


def test_a_user_who_has_published_cannot_be_deleted(published: User) -> None:
    with pytest.raises(models.ProtectedError):
        published.delete()


@pytest.mark.postgres
@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("table", [*TABLES, "auth_user"])
def test_truncate_is_refused_even_when_it_cascades_from_another_table(table: str) -> None:
    before = everything()
    execute("SET CONSTRAINTS ALL IMMEDIATE")  # Else what is still to be checked would hinder it first.
    with pytest.raises(DatabaseError, match=MESSAGE), transaction.atomic():
        execute(f"TRUNCATE {table} CASCADE")
    assert everything() == before


def standing_triggers() -> set[str]:
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {name for (name,) in cursor.fetchall() if "_no_" in name}


def expected_triggers() -> set[str]:
    acts = ["update", "delete"] + ["truncate"] * (connection.vendor == "postgresql")
    return {f"{table}_no_{act}" for table in TABLES for act in acts}


def test_the_triggers_stand_after_all_migrations() -> None:
    assert {model._meta.db_table for model in MODELS} == set(TABLES)
    assert standing_triggers() == expected_triggers()


@pytest.mark.django_db(transaction=True)
def test_a_transactional_test_is_cleaned_up_and_the_triggers_stand_again() -> None:
    publish([AreaFactory.create()], Author("Redaktionen"))
    TransactionTestCase("run")._fixture_teardown()  # type: ignore[attr-defined]
    assert not Revision.objects.exists()
    assert standing_triggers() == expected_triggers()
