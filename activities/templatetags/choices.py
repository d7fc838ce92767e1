"""What can be chosen in a form: hundreds on a page, so they are joined; a template would take ten times as long."""

from collections.abc import Iterable
from html import escape

from django import template
from django.template.loader import render_to_string
from django.utils.formats import localize
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from activities.filters import Select
from activities.finder.questions import QUESTIONS, Answers, Asked
from activities.places import Named
from samverkan.language.sentences import attribute
from samverkan.remembered import remembered

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
def question(one: Asked, answers: Answers, settles: int = 0) -> SafeString:
    """A question of the finder with its answers, and how many activities it would settle where that is told."""
    return _question(one.question.name, answers.chosen.get(one.question.name, ""), settles, get_language())


@remembered(most=500)
def _question(name: str, chosen: str, settles: int, _language: str | None) -> SafeString:
    """It holds the program's own words alone, so each is made once."""
    found = next(one for one in QUESTIONS if one.name == name)
    shown = {"question": found, "chosen": chosen, "settles": settles}
    return mark_safe(render_to_string("activities/_question.html", shown))


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
