"""Who may do what: the one place. Roles are held per scope; an entry is its owners' business and nobody else's.

An editor edits and asks for review, a publisher also publishes, a manager also keeps the shared registers (streams,
partners, areas …) and the users of the scope. Being placed in a municipality grants nothing. Superusers may do all.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Q, QuerySet
from rules.permissions import set_perm
from rules.predicates import predicate

from federations.models import Mandate, OwnedEntry, Scope
from federations.vocabulary import Role
from samverkan.desk import access
from samverkan.publishing import kinds
from samverkan.publishing.models import Publication, Revision

RANKS: tuple[str, ...] = (Role.EDITOR, Role.PUBLISHER, Role.MANAGER)
_LEAST = {"view": Role.EDITOR, "edit": Role.EDITOR, "publish": Role.PUBLISHER}


def role_for(action: str, model: type[Any]) -> str:
    """The least role that an action on entries of a model needs: shared registers are kept by managers."""
    keeps = action != "view" and getattr(model, "in_shared_register", False)
    return Role.MANAGER if keeps else _LEAST[action]


def works(user: Any) -> bool:
    """Whether an account is in use and let into the admin."""
    return bool(user.is_active and user.is_staff)


def has_a_role(user: Any) -> bool:
    """Whether the user holds any role."""
    return bool(works(user) and (user.is_superuser or _held(user, Role.EDITOR)))


def manages(user: Any) -> bool:
    """Whether the user is a manager of any scope, or a superuser."""
    return bool(works(user) and (user.is_superuser or _held(user, Role.MANAGER)))


def may_freeze(user: Any) -> bool:
    """Whether the user may freeze an edition, which is of the whole catalogue: publishers of any scope."""
    return bool(works(user) and (user.is_superuser or _held(user, Role.PUBLISHER)))


def scopes(user: Any, role: str = Role.EDITOR) -> QuerySet[Scope]:
    """The scopes for which the user holds the role or a higher one."""
    if not works(user):
        return Scope.objects.none()
    if user.is_superuser:
        return Scope.objects.all()
    return Scope.objects.filter(pk__in=_held(user, role))


def _held(user: Any, role: str) -> list[int]:
    """The keys of the scopes of a role or a higher one. They are asked for once an object of the account: a request."""
    if not hasattr(user, "_mandates"):
        user._mandates = list(Mandate.objects.filter(user=user).values_list("scope", "role"))
    return [scope for scope, held in user._mandates if held in RANKS[RANKS.index(role) :]]


def may(user: Any, entry: OwnedEntry, action: str) -> bool:
    """Whether the user may view, edit or publish the entry (`action`): their role for one of its owners decides."""
    if not works(user):
        return False
    if user.is_superuser:
        return True
    held = _held(user, role_for(action, type(entry)))
    return bool(held) and entry.owners.filter(pk__in=held).exists()


def may_add(user: Any, model: type[OwnedEntry]) -> bool:
    """Whether the user may make a new entry: for a scope of theirs, in a role that may edit such entries."""
    return bool(works(user) and (user.is_superuser or _held(user, role_for("edit", model))))


def mine(user: Any, entries: QuerySet[Any], action: str = "view") -> QuerySet[Any]:
    """The entries for which `may` holds, as a question to the database."""
    if works(user) and user.is_superuser:
        return entries
    through: Any = entries.model.owners.through
    own = {f"{entries.model._meta.model_name}_id": OuterRef("pk")}
    held = through.objects.filter(scope__in=scopes(user, role_for(action, entries.model)).values("pk"), **own)
    return entries.filter(Exists(held))


def choosable(user: Any, entries: QuerySet[Any]) -> QuerySet[Any]:
    """What an entry of theirs may refer to: their own entries and scopes, and what the shared registers publish."""
    own = mine(user, entries)
    if not works(user):
        return own
    if hasattr(entries.model, "scope"):
        own = entries.filter(Q(pk__in=own.values("pk")) | Q(scope__in=scopes(user)))
    if not entries.model.in_shared_register:
        return own
    kind = kinds.of(entries.model()).name
    current = Publication.objects.at(Revision.current_number()).filter(kind=kind, slug=OuterRef("slug"))
    return entries.filter(Q(pk__in=own.values("pk")) | Exists(current))


def answers_for(user: Any, model: type[OwnedEntry]) -> set[kinds.Key]:
    """The areas, municipalities and federations whose entries of a model the user may edit."""
    found = scopes(user, role_for("edit", model)).select_related("area", "municipality", "federation")
    return {(kinds.of(scope.entry).name, scope.entry.slug) for scope in found}


def colleagues(user: Any) -> QuerySet[User]:
    """The accounts that a manager may change: those whose every role is for a scope that the manager manages."""
    users = User.objects.all()
    if works(user) and user.is_superuser:
        return users
    managed = scopes(user, Role.MANAGER).values("pk")
    held = Mandate.objects.filter(user=OuterRef("pk"))
    inside, outside = held.filter(scope__in=managed), held.exclude(scope__in=managed)
    return users.filter(Exists(inside), ~Exists(outside), is_superuser=False)


def concerned(user: Any, entry: OwnedEntry) -> list[Scope]:
    """The other owners of an entry, whom publishing it concerns too."""
    own = set(scopes(user).values_list("pk", flat=True)) if not user.is_superuser else set()
    return [scope for scope in entry.owners.select_related("area", "municipality", "federation") if scope.pk not in own]


def one_pair_of_eyes_will_do(user: Any, entry: OwnedEntry) -> bool:
    """Whether no owner of the entry requires that somebody else has seen what is published."""
    return not entry.owners.filter(four_eyes=True).exists()


def register() -> None:
    """Give Django the rules under the names that the ground floor asks by."""
    editable = partial(mine, action="edit")
    access.decide(
        mine=mine,
        editable=editable,
        choosable=choosable,
        may_add=may_add,
        works=has_a_role,
        answers_for=answers_for,
    )
    named = {action: predicate(_asking(action)) for action in _LEAST}
    named["publish_alone"] = named["publish"] & predicate(one_pair_of_eyes_will_do)
    for action, rule in named.items():
        set_perm(f"publishing.{action}_entry", rule)


def _asking(action: str) -> Callable[[Any, OwnedEntry | None], bool]:
    def rule(user: Any, entry: OwnedEntry | None) -> bool:
        return entry is not None and may(user, entry, action)

    return rule
