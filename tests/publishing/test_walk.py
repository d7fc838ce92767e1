"""The one walk over schemas: the places of a document, where they are kept, and its texts."""

from typing import Any

import pytest

from activities.models import Activity, Contact, TargetGroup
from samverkan.publishing import kinds
from samverkan.publishing.schemas import reference_of
from samverkan.publishing.schemas.storage import Place, places_of
from samverkan.publishing.schemas.walk import Form, Leaf, dotted, leaves_of, mapped, unknown_lists

REFERENCE = {"properties": {"kind": {"const": "area"}, "slug": {}, "name": {"title": "Namn"}}}
NODE: dict[str, Any] = {
    "properties": {
        "name": {"title": "Namn"},
        "area": {"oneOf": [{"type": "null"}, REFERENCE]},
        "contacts": {"items": {"properties": {"phone": {"title": "Telefon"}}}},
    }
}


def leaf(*path: str) -> Leaf:
    [found] = [one for one in leaves_of("activity", 2) if one.path == path]
    return found


def place(*path: str) -> Place:
    [found] = [one for one in places_of(kinds.get("activity")) if one.leaf.path == path]
    return found


def test_objects_are_looked_into_and_references_and_rows_are_not() -> None:
    assert leaf("schema_version").form is Form.CONSTANT
    assert leaf("period", "start").form is Form.VALUE
    assert leaf("limits", "places_for").form is Form.REFERENCE
    assert leaf("target_group", "residence").form is Form.ROWS
    assert leaf("aliases").form is Form.VALUE
    assert [one.path for one in leaves_of("activity", 2) if one.path[0] == "area"] == [("area",)]


def test_a_place_is_read_and_written_and_what_is_not_there_is_unknown() -> None:
    document: dict[str, Any] = {}
    assert leaf("period", "start").of(document) is None
    leaf("period", "start").put(document, "2007")
    assert document == {"period": {"start": "2007"}}
    assert leaf("period", "start").of(document) == "2007"
    assert leaf("period", "start").of({"period": None}) is None


def test_a_reference_knows_whether_it_can_only_point_to_a_kind() -> None:
    assert leaf("successor").points_to("activity")
    assert not leaf("successor").points_to("area")
    assert not leaf("name").points_to("activity")


def test_a_list_that_is_always_known_is_no_unknown_list() -> None:
    names = [one.name for one in unknown_lists(kinds.get("activity").schema)]
    assert "residence" in names
    assert "owners" not in names


def test_a_place_is_kept_on_the_entry_its_part_or_what_rows_share() -> None:
    assert (place("period", "start").model, place("period", "start").attribute) == (Activity, "period_start")
    part = place("target_group", "age_min")
    assert (part.model, part.part, part.attribute) == (TargetGroup, "target_group", "age_min")
    assert {one.model for one in place("contacts").of_row} == {Contact}
    assert place("target_group", "residence").of_row == ()


def test_each_text_is_changed_beside_its_node_and_path_in_references_too() -> None:
    met: list[tuple[str, str]] = []

    def loudly(node: Any, text: str, path: Any) -> str:
        met.append((dotted(path), node.get("title", "")))
        return text.upper()

    area = {"kind": "area", "slug": "a", "name": "b"}
    value = {"name": "c", "area": area, "contacts": [{"phone": "d", "other": 1}], "stavfel": ["e"]}
    assert mapped(NODE, value, loudly) == {
        "name": "C",
        "area": {"kind": "AREA", "slug": "A", "name": "B"},
        "contacts": [{"phone": "D", "other": 1}],
        "stavfel": ["E"],
    }
    assert met == [
        ("name", "Namn"),
        *(("area.kind", ""), ("area.slug", ""), ("area.name", "Namn")),
        *(("contacts.phone", "Telefon"), ("stavfel", "")),
    ]


def test_where_nothing_changes_the_value_is_the_same_object() -> None:
    value = {"name": "c", "area": None, "contacts": [{"phone": "d"}]}
    assert mapped(NODE, value, lambda _node, text, _path: text) is value
    assert mapped({}, value, lambda _node, text, _path: text) is value


@pytest.mark.parametrize("kind", kinds.every(), ids=lambda kind: kind.name)
def test_every_place_is_kept_somewhere(kind: kinds.Kind) -> None:
    for one in places_of(kind):
        if one.form is not Form.CONSTANT:
            assert hasattr(one.model, one.attribute), one.leaf.path
        assert bool(one.rows) is (one.form is Form.ROWS)
        assert bool(reference_of(one.node)) is (one.form is Form.REFERENCE)
