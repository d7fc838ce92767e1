"""The page in its languages, and the catalogue's own words, which are Swedish in all of them."""

from typing import Any, NamedTuple

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import defaulttags
from django.template.base import Parser, Token
from django.template.defaulttags import URLNode
from django.urls import NoReverseMatch, reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import override

from samverkan.language import sentences
from samverkan.pages.addresses import address_of

register = template.Library()


class Translation(NamedTuple):
    """The page in one language: the language's code and own name, and the page's absolute address."""

    code: str
    name: str
    address: str


@register.tag
def url(parser: Parser, token: Token) -> URLNode:
    """As Django's own tag, quicker on public pages: `address_of`."""
    made: URLNode = defaulttags.url(parser, token)
    return made if made.kwargs else AddressNode(made.view_name, made.args, made.kwargs, made.asvar)


class AddressNode(URLNode):
    """Where a route leads."""

    def render(self, context: Any) -> str:
        route = self.view_name.resolve(context)
        if ":" in str(route):  # Among the admin's, which depend on where one is.
            return super().render(context)
        try:
            address = address_of(route, *(part.resolve(context) for part in self.args))
        except NoReverseMatch:
            if self.asvar is None:
                raise
            address = ""
        if self.asvar is None:
            return conditional_escape(address) if context.autoescape else address
        context[self.asvar] = address
        return ""


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
    """The catalogue's own words, one or several, among others; what is unknown or empty passes."""
    if isinstance(value, (list, tuple)):
        return [swedish(one) for one in value]
    return sentences.quoted(value) if isinstance(value, str) else value


@register.filter
def plain(value: Any) -> str:
    """Words for an attribute, where no element can say their language."""
    return str(value)


@register.simple_tag
def in_swedish() -> SafeString:
    """The attribute of an element that holds nothing but the catalogue's own words."""
    return sentences.attribute()
