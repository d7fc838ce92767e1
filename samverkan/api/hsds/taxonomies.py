"""Taxonomies: entries of a kind, or codes of a vocabulary, that others carry as attributes."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise

from samverkan.api.hsds.objects import Thing, identifier, thing
from samverkan.publishing.kinds import Document, Key


@dataclass(frozen=True)
class Taxonomy:
    """One taxonomy. Its slug is the facet by which filters find what carries its terms.

    The terms are the words, or else the entries of the kind.
    """

    slug: str
    name: str | Promise
    description: str | Promise
    kind: str
    words: type[TextChoices] | None = None

    @property
    def id(self) -> str:
        return identifier("taxonomy", self.slug)

    def as_thing(self) -> Thing:
        return thing(id=self.id, name=str(self.name), description=str(self.description))

    def term_id(self, code: str) -> str:
        """The id of the term with that slug or code."""
        return identifier(self.kind, code)

    def term(self, code: str, name: str, description: str | None = None) -> Thing:
        """A term; HSDS wants a description, which is empty where nobody has written one."""
        return thing(
            id=self.term_id(code),
            code=code,
            name=name,
            description=description or "",
            taxonomy=str(self.name),
            taxonomy_id=self.id,
            taxonomy_detail=self.as_thing(),
            language="sv",
        )

    def terms(self, documents: list[Document]) -> Iterator[Thing]:
        """All terms, in their order."""
        if self.words:
            for code, word in self.words.choices:
                yield self.term(code, str(word))
        for document in documents:
            if document["kind"] == self.kind:
                yield self.term(document["slug"], document["name"], document["description"])

    def codes(self, keys: list[Key]) -> list[str]:
        """The codes or slugs of all terms."""
        return [str(code) for code in self.words.values] if self.words else [s for kind, s in keys if kind == self.kind]

    def attribute(self, owner: Thing, code: str, name: str) -> Thing:
        """That a service carries the term."""
        return thing(
            id=identifier("attribute", owner["id"], self.term_id(code)),
            link_id=owner["id"],
            link_entity="service",
            link_type=self.slug,
            label=str(self.name),
            value=name,
            taxonomy_term_id=self.term_id(code),
            taxonomy_term=self.term(code, name),
        )
