"""The documents' types in Python, written from the schemas: `types.py` beside the files, one in each app.

An object becomes a TypedDict, a code one of its literals, what may be unknown `… | None`. A kind's document is called
after it (`ActivityDocument`), what stands in it by its kind and property (`ActivityTargetGroup`), a row in the singular
(`ActivityPlacement`). What a file without a kind defines is shared and carries only its own name (`Reference`).
"""

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.conf import settings

from samverkan.publishing import schemas
from samverkan.publishing.schemas import Schema

_HEAD = '"""What documents hold, written from the schemas here by `manage write_types`: change those instead."""\n'
_PLAIN = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}
_WIDTH = 120


def modules() -> dict[Path, str]:
    """Every module of types with the text that it should have."""
    folders: dict[Path, list[str]] = {}
    for filename, path in sorted(schemas.files().items()):
        if not filename.endswith(".patch.json"):
            folders.setdefault(path.parent, []).append(filename)
    return {folder / "types.py": _Module(folder).text(filenames) for folder, filenames in folders.items()}


@dataclass(frozen=True)
class _Called:
    """What is found at a node is called: without a home it is written here, else imported from that folder's types."""

    name: str
    kind: str = ""
    home: Path | None = None
    defined: bool = False  # Whether the schemas give it a name, so that its codes have one too.

    @property
    def one(self) -> "_Called":
        """A row of it."""
        for ending, singular in (("teria", "terion"), ("ies", "y"), ("s", "")):
            if self.name.endswith(ending):
                return replace(self, name=self.name.removesuffix(ending) + singular)
        return self


class _Module:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._defined: dict[str, str] = {}  # Each after those that it names.
        self._typing: set[str] = set()
        self._imports: dict[str, set[str]] = {}

    def text(self, filenames: list[str]) -> str:
        """The module, with what all the files define."""
        found = {filename: schemas.with_origins(filename) for filename in filenames}
        for filename, schema in sorted(found.items(), key=lambda item: _is_kind(item[1])):
            if _is_kind(schema):
                stem = _camel(Path(filename).stem)
                self._class(schema, _Called("Document", stem))
            else:
                for node in schema["$defs"].values():
                    self._type(node, _Called(""))
        typing = f"\nfrom typing import {', '.join(sorted(self._typing))}\n"
        imports = [_import_of(name, sorted(names)) for name, names in sorted(self._imports.items())]
        return "".join((_HEAD, typing, *(["\n"] if imports else []), *imports, *self._defined.values()))

    def _type(self, node: Schema, called: _Called) -> str:
        if "$ref" in node:
            called = self._as_defined(node["$ref"], called)
        if "oneOf" in node:
            return " | ".join(sorted((self._type(one, called) for one in node["oneOf"]), key="None".__eq__))
        if "const" in node or "enum" in node:
            return self._literal(node, called)
        names = node["type"] if isinstance(node["type"], list) else [node["type"]]
        return " | ".join(self._of_one_type(name, node, called) for name in names)

    def _as_defined(self, reference: str, called: _Called) -> _Called:
        filename, _, name = reference.partition("#/$defs/")
        folder = schemas.files()[filename].parent
        kind = called.kind if _is_kind(schemas.with_origins(filename)) else ""
        return _Called(_camel(name), kind, None if folder == self._folder else folder, defined=True)

    def _of_one_type(self, type_name: str, node: Schema, called: _Called) -> str:
        if type_name == "array":
            return f"list[{self._type(node['items'], called.one)}]"
        return self._class(node, called) if type_name == "object" else _PLAIN[type_name]

    def _literal(self, node: Schema, called: _Called) -> str:
        codes = node["enum"] if "enum" in node else [node["const"]]
        text = f"Literal[{', '.join(_quoted(code) for code in codes)}]"
        if called.defined:
            name = f"{called.kind}{called.name}Code"
            if called.home:
                return self._import(name, called.home)
            self._typing.add("Literal")
            return self._define(name, _fitting(f"\n{name} = {text}"))
        self._typing.add("Literal")
        return text

    def _class(self, node: Schema, called: _Called) -> str:
        name = called.kind + called.name
        if called.home:
            return self._import(name, called.home)
        if called.defined and name in self._defined:
            return name  # Here it may be narrower, as a reference to one kind is.
        lines = [f"\n\nclass {name}(TypedDict):"]
        for key, child in node["properties"].items():
            type_name = self._type(child, _Called(_camel(key), called.kind))
            if key not in node["required"]:
                self._typing.add("NotRequired")
                type_name = f"NotRequired[{type_name}]"
            lines.append(_fitting(f"    {key}: {type_name}"))
        self._typing.add("TypedDict")
        return self._define(name, "\n".join(lines))

    def _define(self, name: str, text: str) -> str:
        if self._defined.setdefault(name, f"{text}\n") != f"{text}\n":
            raise ValueError(f"two parts of the schemas are called {name}")
        return name

    def _import(self, name: str, home: Path) -> str:
        module = ".".join((home / "types").relative_to(settings.BASE_DIR).parts)
        self._imports.setdefault(module, set()).add(name)
        return name


def _is_kind(schema: Schema) -> bool:
    return "properties" in schema


def _camel(name: str) -> str:
    return "".join(word.capitalize() for word in name.split("_"))


def _quoted(code: Any) -> str:
    return f'"{code}"' if isinstance(code, str) else str(code)


def _import_of(module: str, names: list[str]) -> str:
    line = f"from {module} import {', '.join(names)}"
    if len(line) <= _WIDTH:
        return f"{line}\n"
    return "\n    ".join((f"from {module} import (", *(f"{name}," for name in names))) + "\n)\n"


def _fitting(line: str) -> str:
    """The line, or where it is too long a line for each of its codes."""
    if len(line) <= _WIDTH or "Literal[" not in line:
        return line
    start, inside, end = re.split(r"Literal\[|\]", line, maxsplit=2)
    margin = " " * (len(line) - len(line.lstrip(" ")))
    codes = "".join(f"{margin}    {code},\n" for code in inside.split(", "))
    return f"{start}Literal[\n{codes}{margin}]{end}"
