"""Pages of facts about cooperation: which topics stand together, under which title."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from federations.vocabulary import Topic


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
