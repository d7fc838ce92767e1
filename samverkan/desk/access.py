"""Asking who may do what with working entries. The domain decides (it knows the owners); the ground floor only asks.

Django's permissions on one entry: `publishing.view_entry`, `publishing.edit_entry`, `publishing.publish_entry`, and
`publishing.publish_alone_entry` (nobody else need have seen the draft).
"""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from samverkan.publishing import kinds
from samverkan.publishing.models import Entry

Rule = Callable[[Any, QuerySet[Any]], QuerySet[Any]]
_rules: dict[str, Any] = {}


def decide(
    *,
    mine: Rule,
    editable: Rule,
    choosable: Rule,
    may_add: Callable[[Any, type[Any]], bool],
    works: Callable[[Any], bool],
    answers_for: Callable[[Any, type[Any]], set[kinds.Key]],
) -> None:
    """Let the domain say which entries a user works with, refers to and may add, and whether they work here at all."""
    rules = {"mine": mine, "editable": editable, "choosable": choosable, "may_add": may_add, "works": works}
    _rules.update(rules, answers_for=answers_for)


def mine(user: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:
    """Those of the working entries that the user has a role for; all others are as if they did not exist."""
    found: QuerySet[Any] = _rules["mine"](user, queryset)
    return found


def editable(user: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:
    """Those of the working entries that the user may edit."""
    found: QuerySet[Any] = _rules["editable"](user, queryset)
    return found


def choosable(user: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:
    """Those of the working entries that the user may refer to."""
    found: QuerySet[Any] = _rules["choosable"](user, queryset)
    return found


def may_add(user: Any, model: type[Entry]) -> bool:
    """Whether the user may make a new entry of a model."""
    return bool(_rules["may_add"](user, model))


def answers_for(user: Any, model: type[Entry]) -> set[kinds.Key]:
    """The entries in whose name the user may take over or leave entries of a model: its possible owners."""
    found: set[kinds.Key] = _rules["answers_for"](user, model)
    return found


def works(user: Any) -> bool:
    """Whether the user has any role here."""
    return bool(_rules["works"](user))


def allowed(request: HttpRequest, action: str, entry: Entry) -> bool:
    """Whether who asks may do something with an entry, asked once a request: a form with many rows asks often."""
    known: dict[Any, bool] = request.__dict__.setdefault("_allowed", {})
    key = action, type(entry), entry.pk
    if key not in known:
        known[key] = request.user.has_perm(f"publishing.{action}_entry", entry)
    return known[key]


def my_entry(user: Any, kind: str, slug: str) -> Entry | None:
    """The working entry of that name, if the user has a role for it; None also where there is no such kind."""
    if kind not in {known.name for known in kinds.every()}:
        return None
    found: Entry | None = mine(user, kinds.get(kind).model._default_manager.filter(slug=slug)).first()
    return found


def my_keys(user: Any, *, editable: bool = False) -> set[kinds.Key]:
    """Kind and slug of every working entry that the user has a role for, or may edit: one query a kind."""
    rule = _rules["editable" if editable else "mine"]
    return {
        (kind.name, slug)
        for kind in kinds.every()
        for slug in rule(user, kind.model._default_manager.all()).values_list("slug", flat=True)
    }
