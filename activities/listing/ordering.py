"""In which order the list of activities stands."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from activities.filters import PAGE, filled
from samverkan.language.sorting import sort_key
from samverkan.publishing.edtf import Edtf
from samverkan.publishing.models import PublicationQuerySet
from samverkan.search.shelf import Shelf


@dataclass(frozen=True)
class Listing:
    """What orders need to know of the activities on a shelf: what municipalities are called, what a search found.

    `publications` are those of the same moment, of which is asked when each was confirmed.
    """

    shelf: Shelf
    names: Mapping[str, str]
    ranks: Mapping[int, float]
    publications: PublicationQuerySet


Key = Callable[[int], Any]  # Of an activity's place on the shelf.


def _place(listing: Listing) -> Key:
    """The first of its municipalities; what says none comes last."""
    called = {slug: sort_key(name) for slug, name in listing.names.items()}
    stands = listing.shelf.column("placements")
    first = [(not some, min((called.get(slug, "") for slug in some or ()), default="")) for some in stands.values]
    return stands.each(first).__getitem__


def _age(listing: Listing) -> Key:
    """The latest confirmed first, by the last day that the confirmation can mean; the unconfirmed last."""
    confirmed = dict(listing.publications.of_kind("activity").values_list("pk", "confirmation"))  # type: ignore[misc]
    ages = {said: _days_since(said) for said in set(confirmed.values())}
    return lambda place: ages[confirmed[listing.shelf.keys[place]]]


def _days_since(confirmation: str | None) -> tuple[bool, int]:
    said = json.loads(confirmation)["on"] if confirmation else ""
    return not said, -Edtf.parse(said).latest.toordinal() if said else 0


def _rank(listing: Listing) -> Key:
    return lambda place: -listing.ranks.get(listing.shelf.keys[place], 0.0)


@dataclass(frozen=True)
class Order:
    """An order by its name in the address, in words, and as a key; what is equal keeps the order of names."""

    name: str
    words: str | Promise
    key: Callable[[Listing], Key] | None = None

    def sorted(self, some: Iterable[int], listing: Listing) -> list[int]:
        """Places that stand in the order of names, in this order."""
        return sorted(some, key=self.key(listing)) if self.key else list(some)


ORDERS = (
    Order("", _("Namn")),
    Order("kommun", _("Kommun"), _place),
    Order("bekraftad", _("Senast bekräftad"), _age),
)


@dataclass(frozen=True)
class Link:
    """An order that can be chosen, and the query that chooses it."""

    order: Order
    query: str
    is_chosen: bool


OF_A_SEARCH = (Order("", _("Bäst träff"), _rank), Order("namn", _("Namn")), *ORDERS[1:])


def orders(of_a_search: bool) -> tuple[Order, ...]:
    """What can be chosen; what a search found stands by its rank unless another order is asked for."""
    return OF_A_SEARCH if of_a_search else ORDERS


def chosen(name: str, among: Sequence[Order] = ORDERS) -> Order:
    """The order that an address asks for; the first where it asks for none that there is."""
    return next((order for order in among if order.name == name), among[0])


def links(current: Order, query: QueryDict, among: Sequence[Order] = ORDERS) -> list[Link]:
    """All orders as links that keep what else the address asks for."""
    return [Link(order, _with(order, query), order is current) for order in among]


def _with(order: Order, query: QueryDict) -> str:
    asked = filled(query, "ordning", PAGE)
    if order.name:
        asked["ordning"] = order.name
    return asked.urlencode()
