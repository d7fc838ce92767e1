"""A schema's complaints as Swedish sentences that say what to do."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import extend

from samverkan.publishing.kinds import Fault
from samverkan.publishing.schemas import Schema

TYPES = {
    "string": "text",
    "integer": "ett heltal",
    "number": "ett tal",
    "boolean": "ja eller nej (true/false)",
    "array": "en lista",
    "object": "ett objekt med fält",
    "null": "tomt",
}


def schema_faults(schema: Schema, document: Any) -> list[Fault]:
    """Every breach of the schema, in the document's order."""
    return [fault for error in _validator(schema).iter_errors(document) for fault in _faults(error)]


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
    for error in _validator(node).iter_errors(value):
        error.path.appendleft(place)
        yield error


_Validator = extend(  # type: ignore[no-untyped-call]
    Draft202012Validator,
    {"pattern": _pattern, "properties": _properties, "items": _items},
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine("integer", _is_integer),
)
_validators: dict[int, Validator] = {}


def _validator(schema: Schema) -> Validator:
    """One validator for each node of a schema, which it keeps alive; making it costs more than using it."""
    if id(schema) not in _validators:
        _validators[id(schema)] = _Validator(schema)
    return _validators[id(schema)]


def _faults(error: ValidationError) -> list[Fault]:
    if error.validator == "oneOf" and error.context:
        meant = [nested for nested in error.context if nested.validator != "type" or nested.relative_path]
        if meant:  # Of null and a reference, whoever writes a reference means that.
            return [fault for nested in meant for fault in _faults(nested)]
        types = " eller ".join(TYPES[str(nested.validator_value)] for nested in error.context)
        return [Fault(_path(error.absolute_path), f"ska vara {types}, inte {_shown(error.instance)}.")]
    place = _path(error.absolute_path)
    schema: Any = error.schema
    instance: Any = error.instance
    if error.validator == "pattern" and not instance and schema.get("minLength"):
        return []  # Told already.
    if error.validator == "required":
        wanted: Any = error.validator_value
        missing = [name for name in wanted if name not in instance]
        return [Fault(_join(place, name), "fältet saknas.") for name in missing if repr(name) in error.message]
    if error.validator == "additionalProperties":
        unknown = [name for name in instance if name not in schema.get("properties", {})]
        return [Fault(_join(place, name), "fältet är okänt. Kontrollera stavningen.") for name in unknown]
    return [Fault(place, _sentence(error))]


def _sentence(error: ValidationError) -> str:
    wanted: Any = error.validator_value
    match error.validator:
        case "type":
            names = [wanted] if isinstance(wanted, str) else wanted
            return f"ska vara {' eller '.join(TYPES[name] for name in names)}, inte {_shown(error.instance)}."
        case "enum":
            allowed = ", ".join(str(value) for value in wanted if value is not None)
            return f"ska vara ett av {allowed}, inte {_shown(error.instance)}."
        case "const":
            return f"ska vara {_shown(wanted)}, inte {_shown(error.instance)}."
        case "minLength":
            return "får inte vara tomt. Utelämna det som är okänt."
        case "maxLength":
            return f"får vara högst {wanted} tecken."
        case "minimum":
            return f"ska vara minst {wanted}."
        case "maximum":
            return f"ska vara högst {wanted}."
        case "uniqueItems":
            return "har samma värde flera gånger."
        case "minItems":
            return f"ska ha minst {wanted}."
        case "maxItems":
            return f"får ha högst {wanted}."
        case _:
            schema: Any = error.schema
            example = f" Skriv till exempel {schema['examples'][0]}." if "examples" in schema else ""
            return f"{_shown(error.instance)} har fel form.{example}"


def _shown(value: Any) -> str:
    text = "tomt" if value is None else str(value)
    return f"”{text[:60]}…”" if len(text) > 60 else f"”{text}”"


def _path(parts: Any) -> str:
    result = ""
    for part in parts:
        result = f"{result}[{part}]" if isinstance(part, int) else _join(result, str(part))
    return result


def _join(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name
