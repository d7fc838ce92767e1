"""The figures of plots as a file for Excel in Swedish."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse

from samverkan.printing.tables import Table, as_csv

_FIGURE = re.compile(r"-?[0-9\s]+(,[0-9]+)?", re.ASCII)


class _Figure:
    """A cell that is but a number, which is no formula even where it begins with a minus."""

    def __init__(self, digits: str) -> None:
        self._digits = digits

    def __str__(self) -> str:
        return self._digits


def csv_answer(name: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> HttpResponse:
    """A table as a download; `name` is the file's, without its ending."""
    cells: Any = ([_cell(cell) for cell in row] for row in rows)
    file, _lost = as_csv(Table("", [list(head)]), cells, swedish=True)
    with file:
        response = HttpResponse(file.read(), content_type="text/csv; charset=windows-1252")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _cell(words: str) -> str | _Figure:
    """Numbers without the signs of print, which the file's encoding or a spreadsheet would not take for numbers."""
    digits = re.sub(r"\s", "", words.replace("\N{MINUS SIGN}", "-"))
    return _Figure(digits) if _FIGURE.fullmatch(digits) else words
