"""How values of documents look on a page."""

import datetime as dt
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samverkan.language.marked_up import html_of
from samverkan.language.sentences import attribute, joined, listed, quoted
from samverkan.pages.addresses import history_of, proposal_of
from samverkan.pages.history import Step
from samverkan.plots.values import in_kronor
from samverkan.publishing import confirmation, kinds
from samverkan.publishing.edtf import Edtf
from samverkan.publishing.schemas import titled
from samverkan.publishing.schemas.types import Verified
from samverkan.remembered import remembered

register = template.Library()
_JOINT = re.compile(r"(?<=ings)(?=förbund|form)|(?<=kts)(?=sköters)|(?<=juk)(?=sköters)|(?<=kans)(?=arbet|koord)")
_BLOCK = re.compile(r"<(?:p|ul|ol)\b")


@register.filter
def markdown(text: str | None) -> SafeString:
    """A small subset of Markdown in the catalogue's own words: paragraphs, lists, emphasis. HTML is shown as text."""
    return mark_safe(_BLOCK.sub(rf"\g<0>{attribute()}", html_of(text)))


@register.simple_tag
def settled(template_name: str, **given: Any) -> SafeString:
    """A part of a page that depends on what it is given, the language and the day alone: laid out once for all."""
    return _laid_out(template_name, json.dumps(given), get_language(), timezone.localdate())


@remembered(most=1_000)
def _laid_out(template_name: str, given: str, _language: str | None, _day: dt.date) -> SafeString:
    return mark_safe(render_to_string(template_name, json.loads(given)))


@register.filter
def page(step: Step, query: str) -> str:
    """Where the entry of an event stands, with the query that links carry on."""
    return step.page(query)


@register.filter
def history(entry: dict[str, Any]) -> str:
    """Where the versions of a document's entry stand; "" where its kind has no such page."""
    return history_of(entry["kind"], entry["slug"])


@register.filter
def proposal(entry: dict[str, Any]) -> str:
    """Where readers propose changes of a document's entry; "" where its kind takes none."""
    return proposal_of(entry["kind"], entry["slug"])


@register.filter
def known(value: Any) -> Any:
    """The value, or in its place the words that it is unknown; an empty list is said to be empty."""
    if value is None:
        return format_html('<em class="unknown">{}</em>', _("uppgift saknas"))
    return _("inga") if value == [] else value


@register.filter
def yes_no(value: bool | None) -> Any:
    """Ja, nej or unknown."""
    return known(None) if value is None else (_("ja") if value else _("nej"))


@register.filter
def dated(text: str | None) -> str:
    """An imprecise date in words."""
    return Edtf.parse(text).words if text else ""


@register.filter
def is_old(verified: Verified | None) -> bool:
    """Whether an entry's confirmation is missing or more than two years old, so that its contacts may mislead."""
    return confirmation.is_old(verified, timezone.localdate())


@register.filter
def overdue(verified: Verified | None) -> bool:
    """Whether an entry's confirmation is missing or no longer good."""
    return confirmation.is_overdue(verified, timezone.localdate())


@register.filter
def due(verified: Verified | None) -> str:
    """Until when an entry's confirmation is good, in words."""
    return str(confirmation.due(verified) or "")


@register.filter
def year_of(verified: Verified | None) -> str:
    """The year of an entry's confirmation."""
    return str(Edtf.parse(verified["on"]).earliest.year) if verified else ""


@register.filter
def lines_in_words(lines: str | None) -> str:
    """Line numbers with dashes as print has them."""
    return (lines or "").replace("-", "–")


@register.filter
def capitalised(text: Any) -> str:
    """The first letter large, the rest untouched; what is marked up already stays as it is."""
    if isinstance(text, SafeString):
        return text
    words = str(text)
    return words[:1].upper() + words[1:]


@register.filter
def uncapitalised(text: Any) -> str:
    """The first letter small, the rest untouched: a name within a sentence."""
    words = str(text)
    return words[:1].lower() + words[1:]


@register.filter
def in_a_row(items: Iterable[str]) -> str:
    """A few words in a sentence: "a, b och c"."""
    return listed(items)


@register.filter
def about(citation: dict[str, Any], kind: str) -> str:
    """The name of the part that a citation speaks of."""
    node = kinds.get(kind).schema["properties"].get(citation["about"], {})
    return titled(node, citation["about"])


@register.filter
def names(references: list[dict[str, Any]] | None) -> str | list[dict[str, Any]] | None:
    """The names of references, in a row."""
    return joined(", ", (quoted(reference["name"]) for reference in references)) if references else references


@register.filter
def cited(sources: Iterable[Mapping[str, Any]] | None) -> list[dict[str, Any]]:
    """Citations grouped by source, each with the parts it speaks of and its lines."""
    groups: dict[str, dict[str, Any]] = {}
    for row in sources or ():
        group = groups.setdefault(row["source"]["slug"], {"name": row["source"]["name"], "rows": []})
        group["rows"].append(row)
    return list(groups.values())


@register.filter
def lines_of(source: dict[str, Any]) -> str:
    """The lines of one source that `cited` has grouped, each span once, in order."""
    spans = {span for row in source["rows"] if row["lines"] for span in row["lines"].split(", ")}
    return lines_in_words(", ".join(sorted(spans, key=lambda span: [int(line) for line in span.split("-")])))


@register.filter
def kronor(amount: int) -> str:
    """An amount in kronor, its thousands apart."""
    return in_kronor(amount)


@register.filter
def has_passed(text: str | None) -> bool:
    """Whether an imprecise date certainly lies behind us in Stockholm."""
    return bool(text) and Edtf.parse(text or "").latest < timezone.localdate()


@register.filter
def breakable(name: str) -> str:
    """A name whose long compounds may break at their joint, with a hyphen, on narrow screens."""
    return _JOINT.sub("\N{SOFT HYPHEN}", name)
