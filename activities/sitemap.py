"""The site map: every public page of the current catalogue, with the moment of its last publication."""

import datetime as dt
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse

from samverkan.publishing.models import Publication, Revision


class EntrySitemap(Sitemap):  # type: ignore[type-arg]
    """The entries of one kind."""

    def __init__(self, kind: str, address: str) -> None:
        super().__init__()
        self.kind = kind
        self.address = address

    def items(self) -> QuerySet[Publication]:
        return Publication.objects.at(Revision.current_number()).of_kind(self.kind).order_by("slug")

    def location(self, item: Publication) -> str:
        return reverse(self.address, args=[item.slug])

    def lastmod(self, item: Publication) -> dt.datetime:
        return item.published_at


class PageSitemap(Sitemap):  # type: ignore[type-arg]
    """The pages that are not about one entry."""

    def items(self) -> list[str]:
        return [
            "start",
            "activities",
            "federations",
            "financing-streams",
            "partners",
            "about",
            "open-data",
            "accessibility",
        ]

    def location(self, item: str) -> str:
        return reverse(item)


SITEMAPS: dict[str, Any] = {
    "sidor": PageSitemap,
    "matriser": EntrySitemap("area", "matrix"),
    "verksamheter": EntrySitemap("activity", "activity"),
    "kommuner": EntrySitemap("municipality", "municipality"),
    "forbund": EntrySitemap("federation", "federation"),
    "finansiering": EntrySitemap("financing_stream", "financing-stream"),
}
