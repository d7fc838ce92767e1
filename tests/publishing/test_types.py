"""The documents' types in Python say what the schemas say."""

import pytest
from django.conf import settings

from federations.schemas.types import AreaDocument
from samverkan.publishing import schemas
from samverkan.publishing.documents import build
from samverkan.publishing.schemas import type_writer
from samverkan.publishing.schemas.typed import of_type, typed
from tests.factories import AreaFactory, PartnerFactory


def test_the_written_types_are_those_of_the_schemas() -> None:
    old = [
        path.relative_to(settings.BASE_DIR)
        for path, text in type_writer.modules().items()
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]
    assert old == [], "run `./run manage write_types`"


def written(monkeypatch: pytest.MonkeyPatch, **properties: object) -> str:
    """What is written of a kind with these properties, of which `slug` alone is required."""
    schema = {"properties": properties, "required": ["slug"]}
    monkeypatch.setattr(schemas, "with_origins", lambda filename: schema)
    return type_writer._Module(settings.BASE_DIR).text(["new_thing.json"])


def test_what_may_be_unknown_or_left_out_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    text = written(
        monkeypatch,
        slug={"type": "string"},
        share={"type": ["number", "null"]},
        done={"oneOf": [{"type": "null"}, {"type": "boolean"}]},
        size={"enum": ["large", None]},
    )
    assert "class NewThingDocument(TypedDict):\n" in text
    assert "    slug: str\n" in text
    assert "    share: NotRequired[float | None]\n" in text
    assert "    done: NotRequired[bool | None]\n" in text
    assert '    size: NotRequired[Literal["large", None]]\n' in text


def test_two_parts_are_never_called_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def part(kind: str) -> dict[str, object]:
        return {"type": "object", "required": [], "properties": {"size": {"type": kind}}}

    outer = {"type": "object", "required": [], "properties": {"part": part("string")}}
    assert "class NewThingPart" in written(monkeypatch, part=part("string"), outer=outer)
    with pytest.raises(ValueError, match="NewThingPart"):
        written(monkeypatch, part=part("integer"), outer=outer)


@pytest.mark.django_db
def test_a_document_is_only_taken_for_its_own_kind_s_type() -> None:
    area, partner = build(AreaFactory.create()), build(PartnerFactory.create())
    assert typed(area, AreaDocument) is area
    with pytest.raises(TypeError, match="is no AreaDocument"):
        typed(partner, AreaDocument)
    assert of_type([partner, area], AreaDocument) == [area]
