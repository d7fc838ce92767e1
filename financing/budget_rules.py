"""What a budget's own rules allow. The rules are data of the budget, so that each federation or project has its own.

Only what is certain is a breach: an amount, a share or a length that nobody has stated breaks no rule.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from financing.schemas.types import BudgetGrant, BudgetRules, BudgetYear
from samverkan.plots.values import in_kronor

MONTHS = 12
Rows = Sequence[BudgetGrant]


def in_words(rules: BudgetRules) -> dict[str, str]:
    """The rules that are stated, as sentences by their names."""
    ceiling, percent, years = rules["ceiling_kr_per_year"], rules["post_percent_max"], rules["years_max"]
    said = {
        "ceiling_kr_per_year": ceiling is not None
        and _("Högst %(amount)s per år, för alla tillsammans.") % {"amount": in_kronor(ceiling)},
        "post_percent_max": percent is not None
        and _("Varje mottagare får pengar till högst %(percent)s procent av en tjänst.") % {"percent": percent},
        "years_max": years is not None and _("Varje mottagare får pengar i högst %(years)s år.") % {"years": years},
        "never_above_actual_cost": rules["never_above_actual_cost"]
        and _("Ingen mottagare får mer än vad tjänsten faktiskt kostar."),
    }
    return {name: words for name, words in said.items() if words}


def year_complaints(rules: BudgetRules, years: Sequence[BudgetYear]) -> Iterator[str]:
    """What is wrong with the amounts of a budget's years."""
    numbers = [row["year"] for row in years]
    if len(set(numbers)) < len(numbers):
        yield _("samma år förekommer flera gånger.")
    for row in years:
        if amount := _above(row["amount_kr"], rules["ceiling_kr_per_year"]):
            said = _("budgeten för %(year)s är %(amount)s.") % {"year": row["year"], "amount": in_kronor(amount)}
            yield _quoting(said, rules, "ceiling_kr_per_year")


def grant_complaints(rules: BudgetRules, grants: Rows) -> Iterator[str]:
    """What is wrong with the grants of a budget, each with the sum and the rule that it breaks."""
    yield from _said_twice(grants)
    for year in sorted({row["year"] for row in grants}):
        total = sum(row["granted_kr"] or 0 for row in grants if row["year"] == year)
        if _above(total, rules["ceiling_kr_per_year"]):
            said = _("för %(year)s beviljas tillsammans %(amount)s.") % {"year": year, "amount": in_kronor(total)}
            yield _quoting(said, rules, "ceiling_kr_per_year")
    for rows in by_receiver(grants):
        yield from _length_complaints(rules, rows)
        for year in sorted({row["year"] for row in rows}):
            yield from _post_complaints(rules, [row for row in rows if row["year"] == year])
    for row in grants:
        cost = row["actual_cost_kr"] if rules["never_above_actual_cost"] else None
        if cost is not None and (amount := _above(row["granted_kr"], cost)):
            said = _("%(who)s beviljas %(amount)s för %(year)s, men tjänsten kostar %(cost)s.") % {
                **_names(row),
                "amount": in_kronor(amount),
                "cost": in_kronor(cost),
            }
            yield _quoting(said, rules, "never_above_actual_cost")


def by_receiver(grants: Rows) -> Iterable[list[BudgetGrant]]:
    """The grants of each receiver: the municipality where one is stated, else whoever has the label."""
    found: dict[tuple[str, str], list[BudgetGrant]] = {}
    for row in grants:
        place = row["municipality"]
        key = ("municipality", place["slug"]) if place else ("label", row["label"].casefold())
        found.setdefault(key, []).append(row)
    return found.values()


def certain_months(rows: Rows) -> int:
    """For how many months a receiver certainly has money: years in between are whole, those at the ends as stated."""
    years = sorted({row["year"] for row in rows})
    total = 0
    for year in years:
        stated = [row["months"] for row in rows if row["year"] == year and row["months"] is not None]
        total += max(stated) if stated else 1 if year in (years[0], years[-1]) else MONTHS
    return total


def _said_twice(grants: Rows) -> Iterator[str]:
    seen: set[tuple[Any, ...]] = set()
    for row in grants:
        key = (row["label"].casefold(), row["municipality"] and row["municipality"]["slug"], row["year"])
        if key in seen:
            yield _("%(who)s står flera gånger för %(year)s. Lägg ihop raderna.") % _names(row)
        seen.add(key)


def _length_complaints(rules: BudgetRules, rows: Rows) -> Iterator[str]:
    most = rules["years_max"]
    months = certain_months(rows)
    if most is not None and months > most * MONTHS:
        said = _("%(who)s beviljas pengar i minst %(months)s månader, gränsen är %(most)s månader.")
        yield _quoting(said % {**_names(rows[0]), "months": months, "most": most * MONTHS}, rules, "years_max")


def _post_complaints(rules: BudgetRules, rows: Rows) -> Iterator[str]:
    """A receiver's part of a post in one year; where nobody has stated it, the amount tells when it is too much."""
    most = rules["post_percent_max"]
    if most is None:
        return
    percent = sum(row["post_percent"] or 0 for row in rows)
    if percent > most:
        said = _("%(who)s beviljas %(percent)s procent av en tjänst %(year)s.") % {
            **_names(rows[0]),
            "percent": percent,
        }
        yield _quoting(said, rules, "post_percent_max")
    full = rules["full_post_kr_per_year"]
    if full is None:
        return
    for row in rows:
        limit = full * most * (row["months"] or MONTHS) // (100 * MONTHS)
        amount = _above(row["granted_kr"], limit)
        if amount and row["post_percent"] is None and row["actual_cost_kr"] is None:
            said = _(
                "%(who)s beviljas %(amount)s för %(year)s, men så mycket av en tjänst kostar högst %(limit)s."
                " Ange tjänstens omfattning eller sänk beloppet."
            ) % {**_names(row), "amount": in_kronor(amount), "limit": in_kronor(limit)}
            yield _quoting(said, rules, "post_percent_max")


def _above(amount: int | None, limit: int | None) -> int | None:
    """The amount, where it is certainly above a limit."""
    return amount if amount is not None and limit is not None and amount > limit else None


def _names(row: BudgetGrant) -> dict[str, Any]:
    return {"who": row["municipality"]["name"] if row["municipality"] else row["label"], "year": row["year"]}


def _quoting(said: str, rules: BudgetRules, name: str) -> str:
    """A complaint with the rule that it rests on."""
    return _("%(said)s Regeln: ”%(rule)s”") % {"said": said, "rule": in_words(rules)[name]}
