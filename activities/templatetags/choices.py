"""What can be chosen in a form: hundreds on a page, so they are joined; a template would take ten times as long."""

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.formats import localize
from django.utils.safestring import SafeString, mark_safe

from activities.filters import Select
from activities.places import Named
from samverkan.language.sentences import attribute

register = template.Library()


@register.simple_tag
def options(select: Select) -> SafeString:
    """The options of a choice, with how many entries each leaves where that was counted."""
    shown, swedish = select.shown, attribute()
    return mark_safe(
        "".join(
            f'\n      <option value="{escape(one.value)}"{swedish if one.is_name else ""}'
            f"{' selected' if one.value == shown else ''}>{escape(one.words)}"
            f"{'' if one.count is None else f' ({localize(one.count)})'}</option>\n    "
            for one in select.options
        )
    )


@register.simple_tag
def municipalities(rows: Iterable[Named], chosen: str | None) -> SafeString:
    """Municipalities as options."""
    swedish = attribute()
    return mark_safe(
        "".join(
            f'<option value="{escape(row["slug"])}"{swedish}{" selected" if row["slug"] == chosen else ""}>'
            f"{escape(row['name'])}</option>"
            for row in rows
        )
    )
