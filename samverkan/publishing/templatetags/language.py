"""The page in its languages, and the catalogue's own words, which are Swedish in all of them."""

from typing import Any, NamedTuple

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import override

from samverkan.publishing import wording

register = template.Library()


class Translation(NamedTuple):
    """The page in one language: the language's code and own name, and the page's absolute address."""

    code: str
    name: str
    address: str


@register.simple_tag(takes_context=True)
def translations(context: Any) -> list[Translation]:
    """The page in all its languages, this one among them; none where it has only one."""
    request = context.get("request")
    match = request.resolver_match if request else None
    if match is None:
        return []
    paths = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            try:
                paths[code] = reverse(match.view_name, kwargs=match.captured_kwargs)
            except NoReverseMatch:
                return []
    if len(set(paths.values())) < 2:
        return []
    return [Translation(code, name, _absolute(request, paths[code])) for code, name in settings.LANGUAGES]


def _absolute(request: HttpRequest, path: str) -> str:
    """The address with the state that stands in it. The raw query, since reading too long a one may fail again."""
    _path, mark, query = request.get_full_path().partition("?")
    return request.build_absolute_uri(f"{path}{mark}{query}")


@register.filter
def swedish(value: Any) -> Any:
    """The catalogue's own words within an element that holds others too; what is unknown or empty passes."""
    return wording.quoted(value) if isinstance(value, str) else value
