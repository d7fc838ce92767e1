"""Where the fixtures lie: the source catalogue, published first, and everything published after it."""

from functools import cache

from django.conf import settings

from samverkan.exchange.files import read
from samverkan.publishing.kinds import Document, Key, key_of

FIXTURES = settings.FIXTURES
SOURCE_CATALOGUE = FIXTURES / "sjuharad"
GLOSSARY = FIXTURES / "ord"
HIGHLAND = FIXTURES / "hoglandet"


@cache
def documents() -> dict[Key, Document]:
    """Every document of the fixtures, as their files tell it; whoever reads must not write."""
    return {key_of(item.document): item.document for item in read(FIXTURES)}
