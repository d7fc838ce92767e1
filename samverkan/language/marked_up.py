"""A small subset of Markdown: paragraphs, lists and emphasis. HTML is text like any other."""

import markdown
import nh3
from django.utils.html import escape

from samverkan.remembered import remembered

TAGS = {"p", "ul", "ol", "li", "strong", "em", "br"}


@remembered(most=1_000)
def html_of(text: str | None) -> str:
    """The text as clean HTML of those tags, none of which has an attribute."""
    return nh3.clean(markdown.markdown(escape(text or ""), output_format="html"), tags=TAGS, attributes={})
