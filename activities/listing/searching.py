"""A search on the page of activities: what was asked, what answers it, and what to say about it."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.safestring import SafeString

from activities.filters import ActivityFilter
from activities.listing.search_texts import texts
from activities.schemas.types import ActivityDocument
from samverkan.language.analyser import BODY, MARKS, TARGET
from samverkan.language.incoming import line
from samverkan.pages.filters import LONGEST
from samverkan.publishing.models import Publication, PublicationQuerySet
from samverkan.publishing.schemas.typed import typed
from samverkan.search.finding import Found, nearest
from samverkan.search.snippet import snippet


@dataclass(frozen=True)
class Hit:
    """An activity of the list, and where its text answers what was searched."""

    publication: Publication
    snippet: SafeString


@dataclass(frozen=True)
class Search:
    """What a reader searches for; without a text nothing is searched and everything is shown."""

    text: str
    found: Found | None
    nearest: tuple[int, ...] = ()  # Where nothing answers: what is called something alike.

    @classmethod
    def of(cls, asked: str, publications: PublicationQuerySet) -> "Search":
        """A search at the moment of the publications; what is too long to be a question is cut."""
        text = " ".join(line(asked).split())[:LONGEST]
        if not text:
            return cls("", None)
        found = ActivityFilter.base_filters["q"].found(publications, text)
        number, newest = publications.moment or (0, 0)
        return cls(text, found, () if found.ranks else nearest("activity", text, number, newest))

    @property
    def ranks(self) -> dict[int, float]:
        """What answers, by its keys and the better the higher; nothing where nothing is searched."""
        return self.found.ranks if self.found else {}

    @cached_property
    def words(self) -> set[str]:
        return {word.lstrip("".join(MARKS)) for word in self.found.query.words} if self.found else set()

    @property
    def instead(self) -> list[tuple[str, str]]:
        """Words that nobody has written, with those that were taken instead."""
        return list(self.found.query.instead.items()) if self.found else []

    @property
    def is_vain(self) -> bool:
        """Whether something was searched that nothing answers."""
        return bool(self.found and not self.found.ranks)

    @property
    def is_relaxed(self) -> bool:
        """Whether what was found answers only some of what was asked."""
        return bool(self.found and self.found.ranks and not self.found.answers_all)

    def hit(self, row: Publication) -> Hit:
        found = (
            text for text, weight in texts(typed(row.document, ActivityDocument)) if weight in (TARGET, BODY)
        )  # The card shows the rest.
        return Hit(row, snippet(found, self.words) if self.words else SafeString())
