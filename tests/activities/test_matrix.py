from typing import Any

from activities.matrix.areas import compared
from activities.matrix.grid import build_matrix


def reference(kind: str, slug: str) -> dict[str, str]:
    return {"kind": kind, "slug": slug, "name": slug.capitalize()}


def area(*municipalities: str) -> Any:
    places = [reference("municipality", slug) for slug in municipalities]
    return {"slug": "norr", "name": "Norr", "municipalities": places}


def function(slug: str, position: int) -> Any:
    return {"slug": slug, "name": slug, "matrix_heading": slug.upper(), "position": position}


def activity(slug: str, function_slug: str, *municipalities: str, label: str = "") -> Any:
    placements = [{"municipality": reference("municipality", m), "label": label or slug} for m in municipalities]
    row = {"slug": slug, "name": slug, "function": reference("function", function_slug), "placements": placements}
    return row | {"period": {"start": None, "end": None}}


def test_rows_keep_the_area_s_order_and_columns_the_functions() -> None:
    matrix = build_matrix(area("vik", "ås", "bro"), [function("b", 2), function("a", 1)], [])
    assert [row.slug for row in matrix.rows] == ["vik", "ås", "bro"]
    assert [column.slug for column in matrix.columns] == ["a", "b"]


def test_a_cell_shows_the_printed_labels_in_swedish_order() -> None:
    activities = [activity("x", "a", "vik", label="Öppet hus"), activity("y", "a", "vik", label="Arena")]
    [row] = build_matrix(area("vik"), [function("a", 1)], activities).rows
    assert [placed.label for placed in row.cells[0].placed] == ["Arena", "Öppet hus"]


def test_a_shared_activity_says_how_many_municipalities_it_stands_in() -> None:
    matrix = build_matrix(area("vik", "bro"), [function("a", 1)], [activity("x", "a", "vik", "bro", "fjärran")])
    assert {placed.reach for row in matrix.rows for cell in row.cells for placed in cell.placed} == {2}


def test_what_stands_outside_the_area_is_left_out() -> None:
    matrix = build_matrix(area("vik"), [function("a", 1)], [activity("x", "a", "fjärran"), activity("y", "b", "vik")])
    assert (matrix.placements, matrix.gaps, matrix.cells) == (0, 1, 1)


def test_an_activity_of_unknown_placement_is_nowhere_rather_than_an_error() -> None:
    unknown = activity("x", "a") | {"placements": None}
    assert build_matrix(area("vik"), [function("a", 1)], [unknown]).gaps == 1


def test_an_area_without_municipalities_gives_an_empty_matrix() -> None:
    matrix = build_matrix({"slug": "n", "name": "N", "municipalities": None}, [function("a", 1)], [])
    assert (matrix.rows, matrix.cells) == ((), 0)


def test_a_column_names_the_municipalities_that_it_knows_nothing_of() -> None:
    [column] = build_matrix(area("vik", "ås", "bro"), [function("a", 1)], [activity("x", "a", "ås")]).columns
    assert (column.filled, column.missing) == (1, ("Vik", "Bro"))


def test_a_compared_cell_knows_what_came_and_what_ended_and_counts_only_what_is_there() -> None:
    before = build_matrix(area("vik"), [function("a", 1)], [activity("x", "a", "vik"), activity("y", "a", "vik")])
    after = build_matrix(area("vik"), [function("a", 1)], [activity("y", "a", "vik"), activity("z", "a", "vik")])
    found = compared(before, after)
    [cell] = found.rows[0].cells
    assert [(placed.slug, placed.added) for placed in cell.placed] == [("y", False), ("z", True)]
    assert [placed.slug for placed in cell.ended] == ["x"]
    assert (found.placements, found.gaps) == (2, 0)
