"""Pages of facts about cooperation: which topics stand together, under which title."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from federations.schemas.types import FactDocument
from federations.vocabulary import Topic
from samverkan.publishing.models import Publication
from samverkan.publishing.schemas.typed import typed


@dataclass(frozen=True)
class Theme:
    """A page: the name of its address, its title, what it is about, its topics in order."""

    page: str
    title: Any
    lead: Any
    topics: tuple[Topic, ...]


THEMES = {
    "samverkan": Theme(
        "about-samverkan",
        _("Om samverkan"),
        _(
            "Varför myndigheter samverkar om rehabilitering, för vem, och vad som ligger bakom. Källan står vid varje"
            " uppgift."
        ),
        (Topic.AIM, Topic.BACKGROUND, Topic.LAW),
    ),
    "frisam": Theme(
        "about-frisam",
        _("Vad samarbete ger"),
        _(
            "Vad utvärderingen av frivillig samverkan (Frisam) kom fram till: behov, samarbete, klimat, samordning och"
            " effekter. Siffror som har fallit bort ur avskriften visas som okända."
        ),
        (Topic.EVALUATION, Topic.NEED, Topic.COOPERATION, Topic.CLIMATE, Topic.COORDINATION, Topic.EFFECT),
    ),
    "regionala-mal": Theme(
        "about-regionala-mal",
        _("Regionala mål i Västra Götaland"),
        _("Vad parterna i Västra Götaland har kommit överens om att samverka för, och hur."),
        (Topic.REGIONAL_GOAL, Topic.REGIONAL_VIEW, Topic.REGIONAL_WORK),
    ),
}


def by_topic(facts: Iterable[Publication], topics: Iterable[Topic] = Topic) -> list[tuple[Topic, list[Publication]]]:
    """Facts in their own order below the topics that have any; equals keep the order in which they came."""
    rows = sorted(facts, key=lambda row: typed(row.document, FactDocument)["position"])
    found = [(topic, [row for row in rows if typed(row.document, FactDocument)["topic"] == topic]) for topic in topics]
    return [(topic, below) for topic, below in found if below]
