"""An activity in the words of schema.org, for search engines: pure, from its document; what is unknown is left out."""

import json
from collections.abc import Callable
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from activities.schemas.types import ActivityContact, ActivityDocument, ActivityTargetGroup
from samverkan.publishing.schemas.types import Reference

Thing = dict[str, Any]
_NO_MARKUP = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})


def as_script(thing: Thing) -> SafeString:
    """A block of data for the page's head, which no text in it can end."""
    text = json.dumps(thing, ensure_ascii=False, separators=(",", ":")).translate(_NO_MARKUP)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')


def government_service(activity: ActivityDocument, page_of: Callable[[str, str], str], phones: bool) -> Thing:
    """A GovernmentService. `page_of` gives the absolute address of a kind's entry, "" where it has no page; without
    `phones` no number is told, as an old one misleads."""
    address = page_of("activity", activity["slug"])
    return _known(
        {
            "@context": "https://schema.org",
            "@type": "GovernmentService",
            "@id": address,
            "url": address,
            "name": activity["name"],
            "alternateName": activity["aliases"],
            "description": activity["summary"],
            "serviceType": "Samverkansverksamhet",
            "category": activity["function"]["name"],
            "serviceOperator": _organization(activity["operator"]),
            "provider": [_organization(row["label"]) for row in activity["partners"] or ()],
            "areaServed": [_place(row, page_of) for row in activity["target_group"]["residence"] or ()],
            "audience": _audience(activity["target_group"]),
            "availableChannel": [_channel(row, phones) for row in activity["contacts"] or ()],
            "isAccessibleForFree": activity["free_of_charge"],
            "inLanguage": "sv",
        }
    )


def _organization(name: str | None) -> Thing | None:
    return {"@type": "Organization", "name": name} if name else None


def _place(reference: Reference, page_of: Callable[[str, str], str]) -> Thing:
    url = page_of(reference["kind"], reference["slug"])
    return _known({"@type": "AdministrativeArea", "name": reference["name"], "url": url})


def _audience(target: ActivityTargetGroup) -> Thing | None:
    said = _known(
        {
            "audienceType": target["description"],
            "suggestedMinAge": target["age_min"],
            "suggestedMaxAge": target["age_max"],
        }
    )
    return {"@type": "PeopleAudience", **said} if said else None


def _channel(contact: ActivityContact, phones: bool) -> Thing:
    where = _known({"streetAddress": contact["address"], "postalCode": contact["postal_code"]})
    address = {
        "@type": "PostalAddress",
        **where,
        **_known({"addressLocality": contact["town"]}),
        "addressCountry": "SE",
    }
    phone = contact["phone"] if phones else None
    return _known(
        {
            "@type": "ServiceChannel",
            "name": ", ".join(filter(None, (contact["role"], contact["office"]))),
            "servicePhone": {"@type": "ContactPoint", "telephone": phone} if phone else None,
            "serviceUrl": f"mailto:{contact['email']}" if contact["email"] else None,
            "serviceLocation": {"@type": "Place", "address": address} if where or contact["town"] else None,
        }
    )


def _known(thing: Thing) -> Thing:
    return {name: value for name, value in thing.items() if value not in (None, "", [])}
