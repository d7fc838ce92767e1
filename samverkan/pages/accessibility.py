"""The accessibility statement and its facts, in one place: the page shows them and the browser tests follow them.

What it must hold is said by the law "om tillgänglighet till digital offentlig service" (2018:1937) and by MDFFS 2019:2.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samverkan.pages.views import PublicView

REPORTED_AT = "https://www.digg.se/tdosanmalan"
ASSESSED = dt.date(2026, 11, 27)
UPDATED = dt.date(2026, 11, 27)
WIDTHS = (320, 1280)  # CSS pixels; a window of the second, enlarged to 400 %, has the first.
LOOKS = {"light": _("ljust läge"), "dark": _("mörkt läge"), "forced": _("egna färger i hög kontrast")}


@dataclass(frozen=True)
class Shortcoming:
    """What is known or feared not to meet the demands, why, and what can be done meanwhile."""

    what: str | Promise
    why: str | Promise
    instead: str | Promise


SHORTCOMINGS = (
    Shortcoming(
        _(
            "Redaktionens sidor, bakom inloggning, prövas automatiskt som de öppna, men är inte prövade med enbart"
            " tangentbord och skärmläsare i varje steg. De kan ha brister som ett verktyg inte ser."
        ),
        _("De bygger på ett färdigt verktyg för administration. De öppna sidorna, som alla läser, har prövats först."),
        _("Ändringar kan också lämnas på de öppna sidorna, med ”Föreslå ändring”."),
    ),
)


def conformance() -> str | Promise:
    """How far the service meets the demands, in the words that the authority has laid down."""
    return _("delvis förenlig") if SHORTCOMINGS else _("helt förenlig")


class StatementView(PublicView):
    """Who answers for the service, how accessible it is, how that was tried, and where to turn."""

    template_name = "accessibility.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            responsible=settings.RESPONSIBLE or None,
            feedback_to=settings.FEEDBACK_TO or None,
            site=settings.SITE_URL,
            conformance=conformance(),
            shortcomings=SHORTCOMINGS,
            widths=WIDTHS,
            looks=LOOKS.values(),
            assessed=ASSESSED,
            updated=UPDATED,
            reported_at=REPORTED_AT,
            **kwargs,
        )


@register(deploy=True)
def check_who_answers(**kwargs: Any) -> list[CheckMessage]:
    """The law asks who answers for the service and where faults can be told; only the installation knows."""
    needed = {"RESPONSIBLE": settings.RESPONSIBLE, "FROM_EMAIL": settings.FEEDBACK_TO}
    return [
        Warning(f"{name} is not set, so the accessibility statement lacks something that the law requires.")
        for name, value in needed.items()
        if not value
    ]
