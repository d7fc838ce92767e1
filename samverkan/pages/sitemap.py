"""The site map: every public page of the current catalogue, with the moment of its last publication."""

import datetime as dt

from django.contrib.sitemaps import Sitemap
from django.db.models import Max
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language

from samverkan.pages.addresses import page_of
from samverkan.publishing import kinds
from samverkan.publishing.models import Publication, Revision

_SLUG = "the-slug-of-each"


class EntrySitemap(Sitemap):  # type: ignore[type-arg]
    """The entries that have a page of their own."""

    i18n = alternates = True

    def items(self) -> list[Publication]:
        shown = [kind.name for kind in kinds.every() if kind.page]
        entries = Publication.objects.at(Revision.current_number()).filter(kind__in=shown)
        return list(entries.order_by("kind", "slug").only("kind", "slug", "published_at"))

    def __init__(self) -> None:
        super().__init__()
        self._places: dict[tuple[str, str | None], str] = {}

    def location(self, item: Publication) -> str:
        """The entry's page; where pages of its kind are in a language is found out once."""
        place = self._places.get((item.kind, get_language())) or page_of(item.kind, _SLUG)
        self._places[item.kind, get_language()] = place
        return place.replace(_SLUG, item.slug)

    def lastmod(self, item: Publication) -> dt.datetime:
        return item.published_at


class PageSitemap(Sitemap):  # type: ignore[type-arg]
    """The pages that are not about one entry, by the names of their routes."""

    i18n = alternates = True

    def __init__(self, names: list[str]) -> None:
        super().__init__()
        self.names = names

    def items(self) -> list[str]:
        return self.names

    def location(self, item: str) -> str:
        return reverse(item)

    def lastmod(self, item: str) -> dt.datetime | None:
        """When the catalogue last changed: each of these pages shows some of all of it."""
        return self.newest

    @cached_property
    def newest(self) -> dt.datetime | None:
        return Revision.objects.aggregate(newest=Max("moment"))["newest"]  # type: ignore[no-any-return]
