"""Where the fixtures lie: the source catalogue, published first, and everything published after it."""

from django.conf import settings

FIXTURES = settings.FIXTURES
SOURCE_CATALOGUE = FIXTURES / "sjuharad"
GLOSSARY = FIXTURES / "ord"
HIGHLAND = FIXTURES / "hoglandet"
