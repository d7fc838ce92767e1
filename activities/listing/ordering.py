"""In which order the list of activities stands."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from activities.filters import PAGE, filled
from activities.schemas.types import ActivityDocument
from samverkan.language.sorting import sort_key
from samverkan.publishing.edtf import Edtf
from samverkan.publishing.models import Publication
from samverkan.publishing.schemas.typed import typed


def _place(row: Publication) -> tuple[bool, str]:
    """The first of its municipalities; what says none comes last."""
    names = [
        sort_key(placement["municipality"]["name"])
        for placement in typed(row.document, ActivityDocument)["placements"] or ()
    ]
    return not names, min(names, default="")


def _age(row: Publication) -> tuple[bool, int]:
    """The latest confirmed first, by the last day that the confirmation can mean; the unconfirmed last."""
    day = Edtf.parse(row.verified["on"]).latest if row.verified else None
    return day is None, -day.toordinal() if day else 0


@dataclass(frozen=True)
class Order:
    """An order by its name in the address, in words, and as a key; what is equal keeps the order of names."""

    name: str
    words: str | Promise
    key: Callable[[Publication], Any] | None = None

    def sorted(self, rows: Iterable[Publication]) -> list[Publication]:
        """Rows that stand in the order of their names, in this order."""
        return sorted(rows, key=self.key) if self.key else list(rows)


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


def orders(ranks: Mapping[int, float] | None = None) -> tuple[Order, ...]:
    """What can be chosen; what a search found stands by its rank unless another order is asked for."""
    if ranks is None:
        return ORDERS
    return Order("", _("Bäst träff"), lambda row: -ranks.get(row.pk, 0.0)), Order("namn", _("Namn")), *ORDERS[1:]


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
