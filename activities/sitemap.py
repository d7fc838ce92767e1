"""The site map: every public page of the current catalogue, with the moment of its last publication."""

import datetime as dt
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from activities.addresses import PAGES
from samverkan.publishing.models import Publication, Revision


class EntrySitemap(Sitemap):  # type: ignore[type-arg]
    """The entries that have a page."""

    i18n = alternates = True

    def items(self) -> list[Publication]:
        entries = Publication.objects.at(Revision.current_number()).filter(kind__in=PAGES)
        return list(entries.order_by("kind", "slug").only("kind", "slug", "published_at"))

    def location(self, item: Publication) -> str:
        return reverse(PAGES[item.kind], args=[item.slug])

    def lastmod(self, item: Publication) -> dt.datetime:
        return item.published_at


class PageSitemap(Sitemap):  # type: ignore[type-arg]
    """The pages that are not about one entry."""

    i18n = alternates = True

    def items(self) -> list[str]:
        return [
            "start",
            "activities",
            "results",
            "federations",
            "financing-streams",
            "payoff",
            "partners",
            "terms",
            "changes",
            "editions",
            "about",
            "open-data",
            "accessibility",
        ]

    def location(self, item: str) -> str:
        return reverse(item)


SITEMAPS: dict[str, Any] = {"sidor": PageSitemap, "poster": EntrySitemap}
