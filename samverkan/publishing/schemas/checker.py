"""What checks a value by a node of a schema, as the library does but for the few words that we read more closely."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import extend

from samverkan.publishing.schemas import Schema


def _is_integer(checker: Any, value: Any) -> bool:
    """Whole numbers only: 18.0 is one to JSON Schema, but would come back from the database as 18."""
    return isinstance(value, int) and not isinstance(value, bool)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\$\Z", r"\\Z", pattern))


def _pattern(validator: Any, pattern: str, instance: Any, schema: Any) -> Iterator[ValidationError]:
    """To JSON Schema `$` is the very end of the text; Python's also stands before a last line break."""
    if isinstance(instance, str) and not _compiled(pattern).search(instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


def _properties(validator: Any, properties: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
    """As the library has it, but with validators that are made once."""
    if isinstance(instance, dict):
        for name, node in properties.items():
            if name in instance:
                yield from _below(name, node, instance[name])


def _items(validator: Any, items: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
    """As the library has it, but with a validator that is made once."""
    if isinstance(instance, list):
        for index, value in enumerate(instance):
            yield from _below(index, items, value)


def _below(place: str | int, node: Schema, value: Any) -> Iterator[ValidationError]:
    for error in checker_of(node).iter_errors(value):
        error.path.appendleft(place)
        yield error


_Checker = extend(  # type: ignore[no-untyped-call]
    Draft202012Validator,
    {"pattern": _pattern, "properties": _properties, "items": _items},
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine("integer", _is_integer),
)
_checkers: dict[int, Validator] = {}


def checker_of(schema: Schema) -> Validator:
    """The checker of a schema's node, which it keeps alive; made once, since making it costs more than using it."""
    if id(schema) not in _checkers:
        _checkers[id(schema)] = _Checker(schema)
    return _checkers[id(schema)]
