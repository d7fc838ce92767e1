"""Files of documents: YAML that people like to edit, or JSON, read into whole documents or refused with every fault.

Completion follows the schema, not the document, as it adds what a person left out; so it is no `walk` of what is there.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from yaml.composer import Composer
from yaml.constructor import SafeConstructor
from yaml.resolver import Resolver

from samverkan.language.incoming import code
from samverkan.publishing import kinds
from samverkan.publishing.documents import Refused, validate
from samverkan.publishing.edtf import Edtf
from samverkan.publishing.incoming import tidied
from samverkan.publishing.kinds import Document, Fault, Key
from samverkan.publishing.models import EVERY_MONTHS
from samverkan.publishing.schemas import Schema, fragment, is_nullable, is_reference, reference_kinds, reference_of
from samverkan.publishing.schemas.faults import schema_faults
from samverkan.publishing.schemas.types import Verified


@dataclass
class Item:
    """One entry of a file: its completed document and what stands beside it.

    `seen` is how the fingerprint of the draft that it was made from begins, where the file says so.
    """

    file: str
    document: Document
    verified: Verified | None
    seen: str = ""


class _Plain(Composer, SafeConstructor, Resolver):
    """YAML whose only plain values are null, true, false, whole numbers and text; no key stands twice, no aliases."""

    yaml_implicit_resolvers: dict[str, Any] = {}

    def compose_node(self: Any, parent: Any, index: Any) -> Any:
        """An alias could hold itself, and a document holds no circles."""
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark
            raise yaml.MarkedYAMLError(problem="alias (*) kan inte användas, skriv ut värdet", problem_mark=mark)
        return super().compose_node(parent, index)

    def construct_scalar(self, node: Any) -> Any:
        """In a text block a line break is only how the file is written; paragraphs and list items are the text."""
        value = super().construct_scalar(node)
        return re.sub(r"(?<!\n)\n(?!\n|[ \t]*- |$)[ \t]*", " ", value) if node.style == "|" else value

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _value in node.value]
        for index, key in enumerate(keys):
            if not isinstance(key, str) or key in keys[:index]:
                problem = (
                    f"nyckeln {key} förekommer två gånger" if key in keys[:index] else f"nyckeln {key} ska vara text"
                )
                raise yaml.MarkedYAMLError(problem=problem, problem_mark=node.value[index][0].start_mark)
        return super().construct_mapping(node, deep=deep)


for _tag, _form, _first in (
    ("tag:yaml.org,2002:null", r"^(null|~|)$", ["n", "~", ""]),
    ("tag:yaml.org,2002:bool", r"^(true|false)$", ["t", "f"]),
    ("tag:yaml.org,2002:int", r"^(0|-?[1-9][0-9]*)$", list("-0123456789")),
):
    _Plain.add_implicit_resolver(_tag, re.compile(_form), _first)


class _Loader(_Plain, yaml.SafeLoader):
    """Its complaints are those that people are told."""

    def __init__(self, text: str) -> None:
        yaml.SafeLoader.__init__(self, text)


class _QuickLoader(_Plain, yaml.CSafeLoader):
    """The same, read by libyaml in a fraction of the time."""

    def __init__(self, text: str) -> None:
        yaml.CSafeLoader.__init__(self, text)
        Composer.__init__(self)


def read(path: Path) -> list[Item]:
    """Every entry below the path, completed, valid and in an order of loading."""
    faults: list[Fault] = []
    raw: dict[Key, tuple[str, Document]] = {}
    for file, name in _files(path):
        try:
            _collect(raw, name, _parse(file, name))
        except Refused as refused:
            faults += refused.faults
    names = {key: str(data.get("name", "")) for key, (_name, data) in raw.items()}
    order = {kind.name: position for position, kind in enumerate(kinds.every())}
    items = []
    for key, (name, data) in sorted(raw.items(), key=lambda pair: (order[pair[0][0]], pair[0][1])):
        verified = data.pop("verified", None)
        if isinstance(verified, dict):
            verified.setdefault("months", EVERY_MONTHS)
        completer = _Completer(names)
        schema = kinds.get(key[0]).schema
        document = completer.complete(schema, tidied(schema, kinds.upcast(data)), "")
        found = completer.faults or validate(document)
        found += _verified_faults(verified)
        faults += [Fault(f"{name}: {fault.path}", fault.message) for fault in found]
        items.append(Item(name, document, verified))
    if faults:
        raise Refused(faults)
    return items


def _verified_faults(verified: Any) -> list[Fault]:
    """What is wrong with the confirmation that stands beside a document."""
    found = schema_faults(fragment("common.json", "verified"), verified)
    if verified and not found:
        try:
            Edtf.parse(verified["on"])
        except ValueError as error:
            found = [Fault("on", str(error))]
    return [Fault(f"verified.{fault.path}".removesuffix("."), fault.message) for fault in found]


def _files(path: Path) -> Iterator[tuple[Path, str]]:
    if not path.exists():
        raise Refused([Fault(str(path), "finns inte. Ange en mapp eller en fil.")])
    below = sorted(p for p in path.rglob("*") if p.suffix in {".yaml", ".yml", ".json"} and p.is_file())
    found = [path] if path.is_file() else below
    if not found:
        raise Refused([Fault(str(path), "innehåller inga filer med ändelsen .yaml eller .json.")])
    for file in found:
        yield file, str(file.relative_to(path)) if file != path else file.name


def _parse(file: Path, name: str) -> Any:
    try:
        text = file.read_text(encoding="utf-8-sig")
        return json.loads(text) if file.suffix == ".json" else _from_yaml(text)
    except UnicodeDecodeError as error:
        raise Refused([Fault(name, "är inte kodad i UTF-8. Spara om filen.")]) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f"rad {mark.line + 1}: " if mark else ""
        problem = getattr(error, "problem", None) or error
        raise Refused([Fault(name, f"{place}går inte att läsa ({problem}).")]) from error


def _from_yaml(text: str) -> Any:
    try:
        return yaml.load(text, Loader=_QuickLoader)
    except yaml.YAMLError:
        return yaml.load(text, Loader=_Loader)


def _collect(raw: dict[Key, tuple[str, Document]], name: str, data: Any) -> None:
    if not isinstance(data, dict) or not isinstance(data.get("slug"), str):
        raise Refused([Fault(name, "ska innehålla en post med kind och slug.")])
    data["slug"] = code(data["slug"])
    known = {kind.name: kind.version for kind in kinds.every()}
    if data.get("kind") not in list(known):  # Which may be anything, a list too.
        raise Refused([Fault(f"{name}: kind", f"ska vara ett av {', '.join(known)}.")])
    if not isinstance(data.get("schema_version"), int) or not 1 <= data["schema_version"] <= known[data["kind"]]:
        raise Refused([Fault(f"{name}: schema_version", f"ska vara ett heltal från 1 till {known[data['kind']]}.")])
    key = kinds.key_of(data)
    if key in raw:
        raise Refused([Fault(name, f"beskriver samma post som {raw[key][0]}.")])
    raw[key] = (name, data)


class _Completer:
    """Makes whole documents of what people write: the omitted becomes null, `kind/slug` a reference with its name."""

    def __init__(self, names: dict[Key, str]) -> None:
        self.names = names
        self.faults: list[Fault] = []

    def complete(self, node: Schema, value: Any, path: str) -> Any:
        """The value with everything that the schema lets a person leave out."""
        reference = reference_of(node)
        if reference and value is not None:
            return self._reference(reference, value, path)
        if isinstance(value, str):
            return value or None if is_nullable(node) else value
        if isinstance(value, list) and "items" in node:
            items = [self.complete(node["items"], item, f"{path}[{index}]") for index, item in enumerate(value)]
            is_set = node.get("uniqueItems") and is_reference(node["items"]) and all(map(_points_somewhere, items))
            return sorted(items, key=kinds.key_of) if is_set else items
        if "properties" in node and (isinstance(value, dict) or value is None):
            return self._object(node, value or {}, path)
        return value

    def _object(self, node: Schema, value: Document, path: str) -> Document:
        known = {
            name: self._property(child, value, name, f"{path}.{name}".lstrip("."))
            for name, child in node["properties"].items()
        }
        whole = {name: item for name, item in known.items() if item is not _ABSENT}
        return whole | {name: item for name, item in value.items() if name not in known}

    def _property(self, child: Schema, value: Document, name: str, path: str) -> Any:
        if name in value:
            return self.complete(child, value[name], path)
        if "default" in child:
            return child["default"]
        if is_nullable(child):
            return None
        return (
            self.complete(child, None, path) if child.get("type") == "object" and not is_reference(child) else _ABSENT
        )

    def _reference(self, node: Schema, value: Any, path: str) -> Any:
        """The reference in full; what is wrong with its form, if it is written in full, the schema says."""
        allowed = reference_kinds(node)
        if isinstance(value, str):
            kind, _, slug = value.partition("/")
            if kind not in allowed or not slug:
                form = " eller ".join(f"{name}/…" for name in allowed)
                self.faults.append(Fault(path, f"ska skrivas som {form}, inte ”{value}”."))
                return value
        elif _points_somewhere(value) and value["kind"] in allowed:
            kind, slug = kinds.key_of(value)
        else:
            return value
        name = self._name(kind, slug)
        if name is None:
            message = f"hänvisar till {kind}/{slug}, som inte finns. Lägg till posten eller rätta adressnamnet."
            self.faults.append(Fault(path, message))
        return {"kind": kind, "slug": slug, "name": name} if isinstance(value, str) else value

    def _name(self, kind: str, slug: str) -> str | None:
        """What the entry is called in the files, else in the working tables."""
        if (kind, slug) not in self.names:
            entry = kinds.get(kind).model._default_manager.filter(slug=slug).first()
            if entry is None:
                return None
            self.names[kind, slug] = entry.name
        return self.names[kind, slug]


def _points_somewhere(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("kind"), str) and isinstance(value.get("slug"), str)


_ABSENT = object()
