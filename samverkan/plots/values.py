"""What plots show: values that may be unknown, and what every plot has beside its picture."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samverkan.plots.drawing import Drawing

Number = Decimal | int


@dataclass(frozen=True)
class Value:
    """A figure and how it reads: known, known only to be less than `below`, or unknown, which is never 0."""

    words: str
    number: Number | None = None
    below: Number | None = None


def exactly(number: Number, words: str = "") -> Value:
    """A known figure; without words of its own it reads as in print."""
    return Value(words or in_print(number), number)


def less_than(below: Number, words: str) -> Value:
    """A figure of which only an upper bound may be told."""
    return Value(words, below=below)


def unknown(words: str = "") -> Value:
    """A figure that nobody has stated."""
    return Value(words or _("uppgift saknas"))


def in_print(number: Number) -> str:
    """A number as the page's language writes it, its thousands apart, with a real minus sign."""
    return number_format(number, force_grouping=True).replace("-", "\N{MINUS SIGN}")


def in_kronor(amount: Number) -> str:
    """An amount in words."""
    return _("%(amount)s kr") % {"amount": in_print(amount)}


def in_percent(number: str) -> str:
    """A number as percent."""
    return _("%(number)s %%") % {"number": number}


def short(number: Decimal, places: int = 1) -> Decimal:
    """A number to so many decimals, without needless zeros."""
    rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return rounded if rounded % 1 else rounded.quantize(Decimal(1))


@dataclass(frozen=True)
class Plot(ABC):
    """A picture, what it is called, what it says in words, and its figures. `name` is its own on its page."""

    name: str
    title: str
    description: str

    @cached_property
    def svg(self) -> SafeString:
        """The picture: role img, its title and description within."""
        drawing = Drawing(self.name)
        self.draw(drawing)
        return drawing.svg(self.title, self.description)

    @abstractmethod
    def draw(self, drawing: Drawing) -> None:
        """Put the picture onto a drawing."""

    @property
    @abstractmethod
    def head(self) -> list[str]:
        """The headings of the table."""

    @property
    @abstractmethod
    def rows(self) -> list[list[str]]:
        """The figures, a row for each; the first cell names it."""

    @property
    def table(self) -> list[list[tuple[str, str]]]:
        """The rows, each cell with its heading."""
        return [list(zip(self.head, row, strict=True)) for row in self.rows]
