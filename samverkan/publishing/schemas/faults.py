"""A schema's complaints as Swedish sentences that say what to do."""

from typing import TYPE_CHECKING, Any

from samverkan.publishing.kinds import Fault
from samverkan.publishing.schemas import Schema

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

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
    from samverkan.publishing.schemas.checker import checker_of  # Only now: its library takes long to load.

    return [fault for error in checker_of(schema).iter_errors(document) for fault in _faults(error)]


def _faults(error: "ValidationError") -> list[Fault]:
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


def _sentence(error: "ValidationError") -> str:
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
