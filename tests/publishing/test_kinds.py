"""Kinds and the versions of their documents: old ones are brought up on every reading, purely."""

import copy
import json

import pytest

from federations.models import Area
from samverkan.publishing import kinds
from samverkan.publishing.kinds import Document, Kind
from samverkan.publishing.models import Publication
from tests.factories import ActivityFactory, AreaFactory, PartnerFactory, published
from tests.versions import as_if_in_version

FIRST: Document = {"kind": "area", "schema_version": 1, "slug": "omrade", "name": "Området"}
SECOND = FIRST | {"schema_version": 2, "code": None}
THIRD = SECOND | {"schema_version": 3, "name": "OMRÅDET"}


@pytest.fixture
def area_in_version_three(monkeypatch: pytest.MonkeyPatch) -> Kind:
    """As if areas were in their third version: the second added a code, the third writes names in capitals."""
    return as_if_in_version(
        monkeypatch,
        "area",
        {
            1: lambda old: old | {"schema_version": 2, "code": None},
            2: lambda old: old | {"schema_version": 3, "name": old["name"].upper()},
        },
    )


@pytest.mark.usefixtures("area_in_version_three")
@pytest.mark.parametrize("document", [FIRST, SECOND, THIRD])
def test_a_document_of_any_version_is_brought_up_purely_and_once(document: Document) -> None:
    before = copy.deepcopy(document)
    newest = kinds.upcast(document)
    assert newest == THIRD
    assert kinds.upcast(newest) == THIRD
    assert document == before


@pytest.mark.django_db
def test_a_publication_keeps_its_text_and_reads_as_the_newest_version(request: pytest.FixtureRequest) -> None:
    published(AreaFactory.create(name="Området"))
    request.getfixturevalue("area_in_version_three")
    publication = Publication.objects.get()
    assert publication.document["schema_version"] == 3
    assert publication.document["name"] == "OMRÅDET"
    assert json.loads(publication.body or "")["schema_version"] == 1


@pytest.mark.django_db
def test_a_rename_republishes_an_old_document_in_the_newest_version(monkeypatch: pytest.MonkeyPatch) -> None:
    area, partner = AreaFactory.create(name="Gammalt"), PartnerFactory.create(slug="part")
    published(partner)
    as_if_in_version(monkeypatch, "partner", {1: lambda old: old | {"schema_version": 2, "aliases": ["Ny"]}})
    area.name = "Nytt"
    area.save()
    published(area)
    document = json.loads(Publication.objects.filter(kind="partner").latest("revision").body or "")
    assert (document["schema_version"], document["aliases"]) == (2, ["Ny"])
    assert document["owners"][0]["name"] == "Nytt"


def test_a_document_of_the_only_version_is_left_as_it_is() -> None:
    assert kinds.upcast(FIRST) is FIRST


def test_an_unknown_kind_is_no_kind() -> None:
    with pytest.raises(KeyError):
        kinds.get("areas")


@pytest.mark.django_db
def test_the_kind_of_an_entry_is_found_by_its_model() -> None:
    assert kinds.of(ActivityFactory.create()).name == "activity"
    assert kinds.of(Area()).title == "Område"
