"""A budget in words, plot and rows, the same for page and file."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from financing.budget_rules import in_words
from financing.schemas.types import BudgetDocument, BudgetYear
from samverkan.plots import Bars, Value, exactly, unknown
from samverkan.plots.values import in_kronor


@dataclass(frozen=True)
class Money:
    """What a budget adds up to. `total` is the sum of the years that have an amount, None where none has."""

    document: BudgetDocument

    @property
    def total(self) -> int | None:
        """The sum of what is stated year by year."""
        stated = [row["amount_kr"] for row in self.document["years"] or () if row["amount_kr"] is not None]
        return sum(stated) if stated else None

    @property
    def silent(self) -> list[int]:
        """The years that have no amount."""
        return [row["year"] for row in self.document["years"] or () if row["amount_kr"] is None]

    @property
    def unexplained(self) -> int | None:
        """By how much a stated total differs from the sum of its years."""
        stated, total = self.document["stated_total_kr"], self.total
        return None if stated is None or total is None or stated == total else abs(stated - total)

    @property
    def full_rate(self) -> int | None:
        """What the posts would cost for as long as the money is said to last."""
        rules = self.document["rules"]
        posts, cost, years = rules["full_posts"], rules["full_post_kr_per_year"], rules["full_posts_years"]
        return None if posts is None or cost is None or years is None else posts * cost * years

    @property
    def short_of_full_rate(self) -> int | None:
        """By how much the years fall short of what the posts would cost; None where they do not, or it is unknown."""
        total, full = self.total, self.full_rate
        return full - total if total is not None and full is not None and full > total else None

    @property
    def per_receiver(self) -> int | None:
        """The most that one receiver can get in a year, from the cost of a post and the part of it that is allowed."""
        rules = self.document["rules"]
        full, percent = rules["full_post_kr_per_year"], rules["post_percent_max"]
        return None if full is None or percent is None else full * percent // 100

    def granted(self, year: int) -> int | None:
        """What is granted in a year; unknown as soon as one grant's amount is."""
        amounts = [row["granted_kr"] for row in self.document["grants"] or () if row["year"] == year]
        stated = [amount for amount in amounts if amount is not None]
        return sum(stated) if stated and len(stated) == len(amounts) else None

    @property
    def rules(self) -> list[str]:
        """The rules that grants are held to, as sentences."""
        return list(in_words(self.document["rules"]).values())

    @property
    def years(self) -> list[int]:
        """Every year that is named or has a grant."""
        budgeted = {row["year"] for row in self.document["years"] or ()}
        return sorted(budgeted | {row["year"] for row in self.document["grants"] or ()})

    def of(self, year: int) -> BudgetYear:
        """What is stated of a year; nothing where it only has grants."""
        nothing = BudgetYear(year=year, amount_kr=None, spent_kr=None)
        return next((row for row in self.document["years"] or () if row["year"] == year), nothing)

    @property
    def head(self) -> list[str]:
        """The headings of the table."""
        return [_("År"), _("Budget, kr"), _("Beviljat, kr"), _("Använt, kr"), _("Tak, kr")]

    @property
    def rows(self) -> list[list[str]]:
        """A row for each year."""
        ceiling = plain(self.document["rules"]["ceiling_kr_per_year"])
        return [
            [
                str(year),
                plain(self.of(year)["amount_kr"]),
                plain(self.granted(year)),
                plain(self.of(year)["spent_kr"]),
                ceiling,
            ]
            for year in self.years
        ]

    @property
    def plot(self) -> "YearBars | None":
        """The budget year by year; None where no years are known."""
        bars = tuple((str(year), amount(self.of(year)["amount_kr"])) for year in self.years)
        figures = "; ".join(f"{year} {value.words}" for year, value in bars)
        description = _("En stapel per år. Kronor: %(figures)s.") % {"figures": figures}
        title, what, unit = _("Budget per år"), _("År"), _("Budget, kr")
        return YearBars("budget", title, description, what, unit, bars, self) if bars else None


@dataclass(frozen=True)
class YearBars(Bars):
    """The bars of a budget, whose table also tells what was granted and spent and what the ceiling is."""

    money: Money

    @property
    def head(self) -> list[str]:
        return self.money.head

    @property
    def rows(self) -> list[list[str]]:
        return self.money.rows


def amount(kronor: int | None) -> Value:
    """An amount with its unit."""
    return unknown() if kronor is None else exactly(kronor, in_kronor(kronor))


def plain(kronor: int | None) -> str:
    """An amount under a heading that has the unit."""
    return (unknown() if kronor is None else exactly(kronor)).words
