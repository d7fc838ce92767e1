"""A form read and sent as a browser does it: unchanged it changes nothing, and what is saved can be published."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.db import transaction
from django.test import Client
from django.urls import reverse

from samverkan.publishing import kinds
from samverkan.publishing.difference import difference
from samverkan.publishing.documents import build
from samverkan.publishing.models import Publication, Revision
from tests.browser_forms import SentForm, form_on
from tests.conftest import PART
from tests.pages import fill

pytestmark = pytest.mark.django_db
MOST = 4 // PART  # Entries of a kind, the longest ones; the walk in the browser takes all.


@pytest.fixture(scope="module")
def catalogue(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The whole catalogue, published once for the file."""
    with django_db_blocker.unblock(), transaction.atomic():
        fill()
        yield
        transaction.set_rollback(True)


def entries(kind: kinds.Kind) -> list[Any]:
    """The entries of a kind that are published now, the longest first."""
    current = Publication.objects.at(Revision.current_number()).of_kind(kind.name)
    longest_first = sorted(current, key=lambda publication: -len(publication.body or ""))
    return [kind.model._default_manager.get(slug=publication.slug) for publication in longest_first]


def page_of(entry: Any, page: str) -> str:
    return reverse(f"admin:{entry._meta.app_label}_{entry._meta.model_name}_{page}", args=[entry.pk])


def form_of(client: Client, entry: Any) -> SentForm:
    return form_on(client, page_of(entry, "change"), holding="began_at")


def saved(response: Any) -> Any:
    """The answer to a save that was accepted."""
    assert response.redirect_chain, response.context["errors"]
    return response


def latest(entry: Any) -> Publication:
    return Publication.objects.filter(kind=kinds.of(entry).name, slug=entry.slug).latest("revision")


@pytest.mark.parametrize("kind", kinds.every(), ids=lambda kind: kind.name)
def test_a_form_saved_unchanged_changes_nothing(catalogue: None, admin_client: Client, kind: kinds.Kind) -> None:
    found = entries(kind)[:MOST]
    assert found
    for entry in found:
        before = build(entry)
        saved(form_of(admin_client, entry).send(admin_client, press="_save"))
        after = kind.model._default_manager.get(pk=entry.pk)
        assert build(after) == before, entry.slug
        assert after.working_fingerprint == after.loaded_fingerprint, entry.slug
        assert LogEntry.objects.latest("pk").get_change_message() == "Inga fält ändrade.", entry.slug


@pytest.mark.parametrize("kind", kinds.every(), ids=lambda kind: kind.name)
def test_one_word_in_a_text_of_several_paragraphs_is_published_and_alone_differs(
    catalogue: None, admin_client: Client, kind: kinds.Kind
) -> None:
    for entry in entries(kind)[:MOST]:
        form = form_of(admin_client, entry)
        for name in sorted(name for name in form.areas if "\n\n" in form[name])[:1]:
            before = latest(entry)
            form.fill(name, f"{form[name]} Ändrat.")
            saved(form.send(admin_client, press="_review"))
            published = form_on(admin_client, page_of(entry, "review"), holding="seen").send(
                admin_client, press="action=publish"
            )
            assert "Publicerat" in published.content.decode(), published.content.decode()
            [change] = difference(before.document, latest(entry).document)
            assert change.after == f"{change.before} Ändrat.", (entry.slug, change.path)
            assert r"\r" not in str(latest(entry).body), "what is stored is tidy, not only what is read of it"
