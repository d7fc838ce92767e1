"""What a coordinator has to do: the apps say what waits, the first page shows the oldest of each, seven at most."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

SHORT = 7


@dataclass(frozen=True)
class Task:
    """One thing to do: what waits, since when (`None`: for ever), and the address where it is done."""

    what: str
    url: str
    since: dt.date | None = None

    @property
    def age(self) -> dt.date:
        """What tasks are sorted by."""
        return self.since or dt.date.min


@dataclass(frozen=True)
class Pile:
    """Tasks of one sort, the oldest first, under a heading."""

    title: str
    tasks: tuple[Task, ...]


Provider = Callable[[Any], Iterable[Task]]
_providers: dict[str, tuple[Any, Provider]] = {}
_links: dict[str, Any] = {}


def register(name: str, title: Any, provider: Provider) -> None:
    """Add a pile: the provider gives what waits for a user, of the entries that are that user's own business."""
    _providers[name] = title, provider


def link(title: Any, name: str) -> None:
    """Add a link below the list: its text and the name of its address."""
    _links[name] = title


def piles(user: Any) -> list[Pile]:
    """All that waits for the user, by sort, in the order of registration; empty piles are left out."""
    found = (
        Pile(str(title), tuple(sorted(provider(user), key=lambda task: task.age)))
        for title, provider in _providers.values()
    )
    return [pile for pile in found if pile.tasks]


def shortest(found: list[Pile], most: int = SHORT) -> list[tuple[Pile, Task]]:
    """The oldest task of each pile, then the next oldest of each, up to so many; the oldest first.

    A large pile thus never hides a small one.
    """
    rounds = zip_longest(*([(pile, task) for task in pile.tasks] for pile in found))
    taken = [pair for pair in chain.from_iterable(rounds) if pair][:most]
    return sorted(taken, key=lambda pair: pair[1].age)


def short_list(user: Any) -> dict[str, Any]:
    """What the first page shows."""
    found = piles(user)
    links = [(title, reverse(name)) for name, title in _links.items()]
    return {"links": links, "todo": shortest(found), "piles": found, "waiting": sum(len(pile.tasks) for pile in found)}


def everything(site: AdminSite) -> Callable[[HttpRequest], HttpResponse]:
    """The page with every pile, whole."""

    def view(request: HttpRequest) -> HttpResponse:
        context = {**site.each_context(request), "title": _("Allt som väntar"), "piles": piles(request.user)}
        return TemplateResponse(request, "desk/admin/desk.html", context)

    return view
