"""Which part of a schema each column of the working tables fills: whoever saves a value is told then and there."""

from functools import cache
from typing import Any

from django.db.models import Model

from samverkan.publishing import kinds
from samverkan.publishing.schemas import Schema
from samverkan.publishing.schemas.faults import schema_faults
from samverkan.publishing.schemas.storage import places_of
from samverkan.publishing.schemas.walk import Form

Column = tuple[type[Model], str]


def complaints(model: type[Model], attribute: str, value: Any) -> list[str]:
    """What publication would refuse in a value of a column, in sentences; what is not published has none."""
    node = _nodes().get((model, attribute))
    if node is None:
        return []
    found = schema_faults(node, None if value == "" else value)
    return [f"{fault.message[:1].upper()}{fault.message[1:]}" for fault in found]


@cache
def _nodes() -> dict[Column, Schema]:
    places = (place for kind in kinds.every() for one in places_of(kind) for place in (one, *one.of_row))
    return {(place.model, place.attribute): place.node for place in places if place.form is Form.VALUE}
