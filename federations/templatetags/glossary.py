"""Words explained where they stand: the first occurrence of each term opens its explanation, without scripts."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from federations import glossary
from federations.glossary import Glossary, Hit
from federations.schemas.types import TermDocument
from samverkan.language.sentences import attribute, own_attribute

register = template.Library()
_TAG = re.compile(r"(<[^>]*>)")
_NAME = re.compile(r"</?([a-z0-9]+)")
# Where a button cannot stand, or would disturb: what is pressed already, headings, and who to call.
_LEFT_ALONE = {"a", "aside", "button", "h1", "h2", "h3", "label", "nav", "option", "select", "summary", "textarea"}


@register.tag
def explained(parser: Parser, token: Token) -> "ExplainedNode":
    """{% explained "ord" %} … {% endexplained %}: terms in the HTML between are explained; ids begin with the word."""
    _tag, prefix = token.split_contents()
    inside = parser.parse(("endexplained",))
    parser.delete_first_token()
    return ExplainedNode(inside, parser.compile_filter(prefix))


class ExplainedNode(template.Node):
    """What stands between the tags, with the terms of the page's own moment explained."""

    def __init__(self, nodelist: NodeList, prefix: FilterExpression) -> None:
        self.nodelist, self.prefix = nodelist, prefix

    def render(self, context: Any) -> SafeString:
        html, moment = self.nodelist.render(context), context["moment"]
        terms = glossary.at(moment.number, moment.current)
        page = reverse("terms") + context.get("kept", "")
        return mark_safe("".join(_marked(html, terms, self.prefix.resolve(context), page)))


def _marked(html: str, terms: Glossary, prefix: str, page: str) -> Iterator[str]:
    seen: set[str] = set()
    depth = 0
    for part in _TAG.split(html):
        if part.startswith("<"):
            name = _NAME.match(part)
            if name and name[1] in _LEFT_ALONE:
                depth += -1 if part.startswith("</") else 1
            yield part
        elif depth or not part or part.isspace():
            yield part
        elif hits := terms.hits(part):
            yield from _with_explanations(part, hits, seen, prefix, page)
        else:
            yield part


def _with_explanations(text: str, hits: Iterable[Hit], seen: set[str], prefix: str, page: str) -> Iterator[str]:
    done = 0
    for hit in hits:
        if hit.term["slug"] not in seen:
            seen.add(hit.term["slug"])
            yield text[done : hit.start]
            yield _explanation(text[hit.start : hit.end], hit.term, f"{prefix}-{hit.term['slug']}", page)
            done = hit.end
    yield text[done:]


def _explanation(words: str, term: TermDocument, place: str, page: str) -> str:
    """The words, a piece of what is HTML already, with what the term says of them."""
    place, name, explanation, target = map(escape, (place, term["name"], term["explanation"], f"{page}#{term['slug']}"))
    glossary_page = escape(_("Ordlistan"))
    return (
        f'<button type="button" class="term" popovertarget="{place}">{words}</button>'
        f'<span popover role="note" class="explained" id="{place}"{attribute()}><b>{name}:</b> {explanation}'
        f' <a href="{target}"{own_attribute()}>{glossary_page}</a></span>'
    )
