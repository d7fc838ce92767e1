"""From a document of any kind to its kind's own type: the one place where what a schema says is taken for its type."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar, cast, get_args

T = TypeVar("T")


def typed(document: Mapping[str, Any], form: type[T]) -> T:
    """The document as its kind's type, such as `ActivityDocument`; TypeError for one of another kind."""
    if document["kind"] != _kind_of(form):
        raise TypeError(f"{document['kind']}/{document['slug']} is no {form.__name__}")
    return cast(T, document)


def of_type(documents: Iterable[Mapping[str, Any]], form: type[T]) -> list[T]:
    """The documents of a type's kind among those of any, in their order."""
    kind = _kind_of(form)
    return [cast(T, document) for document in documents if document["kind"] == kind]


def _kind_of(form: type[Any]) -> str:
    kind: str = get_args(form.__annotations__["kind"])[0]
    return kind
