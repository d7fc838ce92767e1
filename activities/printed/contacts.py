"""Whom to call about an activity, in print. A number that was not confirmed lately carries its year."""

from collections.abc import Iterator

from activities.schemas.types import ActivityContact
from samverkan.pages.templatetags.catalogue import year_of
from samverkan.printing.blocks import UNKNOWN, Block, Inline, card, note, paragraph, small, strong
from samverkan.publishing.schemas.types import Verified


def contacts(rows: list[ActivityContact] | None, verified: Verified | None) -> Block:
    """All contacts in one frame."""
    if rows is None:
        ways = [[paragraph(UNKNOWN)]]
    else:
        ways = [list(_contact(row, verified)) for row in rows] or [[paragraph("inga")]]
    return card("Kontakt", ways)


def _contact(row: ActivityContact, verified: Verified | None) -> Iterator[Block]:
    where: list[Inline] = [strong(f"{row['municipality']['name']}:"), " "] if row["municipality"] else []
    yield paragraph(*where, ", ".join(filter(None, [row["role"], row["office"]])))
    if row["address"] or row["town"]:
        town = " ".join(filter(None, [row["postal_code"], row["town"]]))
        yield paragraph(", ".join(filter(None, [row["address"], town])))
    if row["phone"]:
        yield paragraph("Telefon: ", row["phone"], *([small(f"({year_of(verified)})")] if verified else []))
    elif not (row["address"] or row["email"] or row["note"]):
        yield paragraph("Telefon: ", UNKNOWN)
    if row["email"]:
        yield paragraph(row["email"])
    if row["note"]:
        yield note(row["note"])
