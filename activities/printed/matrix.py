"""The matrix of an area in print."""

from typing import Any

from activities.matrix.grid import Cell, Matrix
from samverkan.printing.blocks import Inline, link, note, paragraph


def printed(matrix: Matrix) -> dict[str, Any]:
    """The matrix with its heading, and what a reader should know of its gaps; an empty one is told in words."""
    shown = {"name": f"Matrisen för {matrix.name}", "corner": "Kommun", "columns": [], "rows": [], "notes": []}
    if not matrix.placements:
        municipalities = ", ".join(row.name for row in matrix.rows)
        return shown | {
            "notes": [
                paragraph(f"Katalogens källor beskriver inga verksamheter i {matrix.name}."),
                paragraph(f"Kommuner: {municipalities}"),
            ]
        }
    gaps = f"{matrix.gaps} av {matrix.cells} rutor saknar uppgift. Det betyder inte att inget finns där."
    return shown | {
        "columns": [{"heading": column.heading, "position": column.position} for column in matrix.columns],
        "rows": [{"name": row.name, "cells": [_links(cell) for cell in row.cells]} for row in matrix.rows],
        "notes": [note(gaps)],
    }


def _links(cell: Cell) -> list[Inline]:
    return [link(f"verksamhet-{placed.slug}", placed.label) for placed in cell.placed]
