"""What stands first in a printed edition: cover, foreword, and how to cite it."""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from samverkan.printing.blocks import address, paragraph, prose
from samverkan.publishing.models import Edition

BRAND = "Samverkanskatalogen"


def front(edition: Edition, url: str) -> dict[str, Any]:
    """The edition's own words, and those that are the same in all of them."""
    number, office, dated = f"Utgåva {edition.number}", edition.revision.office, date_format(edition.dated, "j F Y")
    moment = date_format(timezone.localtime(edition.revision.moment), "j F Y H:i")
    plain = [paragraph("Utgåvan visar katalogen så som den var när utgåvan frystes.")]
    return {
        "title": f"{BRAND}, utgåva {edition.number}: {edition.title}",
        "author": office,
        "description": "Katalogen över samverkan så som den var när utgåvan frystes.",
        "brand": BRAND,
        "running": f"{number}, {dated}",
        "number": number,
        "name": edition.title,
        "dated": dated,
        "office": office,
        "contents": "Innehåll",
        "foreword": {"title": "Förord", "body": prose(edition.foreword) or plain},
        "imprint": {
            "title": "Om utgåvan",
            "body": [
                paragraph(
                    f"Utgåvan visar katalogens revision {edition.revision_id}, från den {moment}. Vad som har ändrats"
                    " sedan dess står på webbplatsen."
                ),
                paragraph(
                    "Det som ingen har uppgett står som ”uppgift saknas” eller ”ingen uppgift”. Det betyder inte nej."
                ),
                paragraph("Så anger du utgåvan som källa:"),
                paragraph(f"{BRAND}, utgåva {edition.number}: {edition.title}. {office}, {dated}."),
                paragraph(address(url)),
            ],
        },
    }
