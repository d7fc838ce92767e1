"""An activity as an HSDS service: pure, from its document."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from activities.documents import span
from activities.funding import own
from activities.schemas.types import ActivityContact, ActivityDocument, ActivityTargetGroup
from federations.hsds.organization import SITUATIONS
from financing.hsds import STREAMS
from samverkan.api.hsds.objects import Surroundings, Thing, identifier, paragraphs, thing
from samverkan.api.hsds.taxonomies import Taxonomy

FUNCTIONS = Taxonomy("function", _("Funktion"), _("Verksamhetens kolumn i områdets matris."), "function")


def defunct(slug: str, name: str) -> Thing:
    """A withdrawn activity: that it is gone is all that the catalogue says."""
    return thing(id=identifier("activity", slug), name=name, status="defunct")


def service(document: ActivityDocument, around: Surroundings, today: dt.date) -> Thing:
    """An activity with what stands in the object itself; `parts` has the rest."""
    target, entry = document["target_group"], document["entry_route"]
    programs = {row["federation"]["slug"] for row in own(document) if row["federation"]}
    return thing(
        id=identifier("activity", document["slug"]),
        organization_id=provider(document),
        program_id=identifier("program", *programs) if len(programs) == 1 else None,
        name=document["name"],
        alternate_name=", ".join(document["aliases"] or ()) or document["short_name"],
        description=paragraphs(document["summary"], document["purpose"], document["method"]),
        url=around.page("activity", document["slug"]),
        status=status(document, today),
        application_process=paragraphs(entry["description"], *(entry["steps"] or ())),
        wait_time=entry["decision_text"],
        fees_description=fees(document["free_of_charge"]),
        eligibility_description=eligibility(target),
        minimum_age=target["age_min"],
        maximum_age=target["age_max"],
    )


def parts(document: ActivityDocument, around: Surroundings) -> Thing:
    """What belongs to a service, each part with an id of its own."""
    whole = {"id": identifier("activity", document["slug"])}
    return thing(
        service_areas=areas(document, around),
        service_at_locations=places(document),
        contacts=[contact(row, whole["id"]) for row in document["contacts"] or ()],
        required_documents=list(required(document, whole["id"])),
        funding=list(funding(document, whole["id"])),
        attributes=list(attributes(document, whole)),
    )


def status(document: ActivityDocument, today: dt.date) -> str:
    """Inactive where the period has certainly ended; an unknown one is taken to hold."""
    last = span(document)[1]
    return "inactive" if last is not None and last < today else "active"


def provider(document: ActivityDocument) -> str | None:
    """The partner that the entry says runs it: HSDS has room for one, so several partners are none."""
    runs = document["operator"]
    named = {
        row["partner"]["slug"]
        for row in document["partners"] or ()
        if row["partner"] and runs and runs in (row["label"], row["partner"]["name"])
    }
    return identifier("partner", *named) if len(named) == 1 else None


def fees(free: bool | None) -> str | None:
    """In words; an entry that is silent says nothing of fees."""
    return None if free is None else "Kostnadsfritt" if free else "Avgift tas ut"


def eligibility(target: ActivityTargetGroup) -> str | None:
    """For whom, what must hold and who is not taken in."""
    criteria = [row["text"] for row in target["criteria"] or ()]
    exclusions = [f"Tas inte emot: {row['text']}" for row in target["exclusions"] or ()]
    return paragraphs(target["description"], target["age_text"], *criteria, *exclusions)


def areas(document: ActivityDocument, around: Surroundings) -> list[Thing]:
    """Where it stands; a municipality's code is its extent."""
    found = []
    for placement in document["placements"] or ():
        place = placement["municipality"]
        found.append(
            thing(
                id=identifier("service_area", document["slug"], place["slug"]),
                service_id=identifier("activity", document["slug"]),
                name=place["name"],
                extent=around.codes.get(place["slug"]),
                extent_type="text" if place["slug"] in around.codes else None,
                uri=around.page("municipality", place["slug"]),
            )
        )
    return found


def places(document: ActivityDocument) -> list[Thing]:
    """Where one can visit it: the contacts that give a whole address, each address once."""
    found: dict[str, Thing] = {}
    for row in document["contacts"] or ():
        if not (row["address"] and row["postal_code"] and row["town"]):
            continue
        place = identifier("location", row["address"], row["postal_code"], row["town"])
        own_id = identifier("service_at_location", document["slug"], place)
        found.setdefault(
            own_id,
            {
                "id": own_id,
                "service_id": identifier("activity", document["slug"]),
                "location_id": place,
                "location": location(place, row),
            },
        )
    return list(found.values())


def location(own_id: str, row: ActivityContact) -> Thing:
    """A visiting address; HSDS wants a province, which the catalogue does not know."""
    address = {
        "id": identifier("address", own_id),
        "location_id": own_id,
        "address_1": row["address"],
        "city": row["town"],
        "state_province": "",
        "postal_code": row["postal_code"],
        "country": "SE",
        "address_type": "physical",
    }
    return {"id": own_id, "location_type": "physical", "addresses": [address]}


def contact(row: ActivityContact, service_id: str) -> Thing:
    """A role at an office, never a person."""
    said = [part or "" for part in (row["role"], row["office"], row["phone"], row["email"], row["address"])]
    own_id = identifier("contact", service_id, *said)
    phone = {"id": identifier("phone", own_id), "contact_id": own_id, "number": row["phone"]}
    email = row["email"] if row["email"] and re.fullmatch(r"[!-~]+", row["email"]) else None
    return thing(
        id=own_id,
        service_id=service_id,
        title=row["role"],
        department=row["office"],
        email=email,
        phones=[phone] if row["phone"] else None,
    )


def required(document: ActivityDocument, service_id: str) -> Iterator[Thing]:
    """What to send along."""
    for text in document["entry_route"]["required_documents"] or ():
        yield {"id": identifier("required_document", service_id, text), "service_id": service_id, "document": text}


def funding(document: ActivityDocument, service_id: str) -> Iterator[Thing]:
    """What the activity itself says about who pays; others' statements are in the catalogue's own API."""
    for row in own(document):
        payer = row["payer"]["name"] if row["payer"] else None
        share = f"{row['share_percent']} %" if row["share_percent"] is not None else None
        federation = row["federation"]["name"] if row["federation"] else None
        source = ", ".join(text for text in (row["label"], federation, payer, share) if text)
        yield {"id": identifier("funding", service_id, source), "service_id": service_id, "source": source}


def attributes(document: ActivityDocument, whole: Thing) -> Iterator[Thing]:
    """Function, situations, streams and partners, each once."""
    found: dict[str, Thing] = {}

    def add(one: Thing) -> None:
        found.setdefault(one["id"], one)

    add(FUNCTIONS.attribute(whole, document["function"]["slug"], document["function"]["name"]))
    for criterion in document["target_group"]["criteria"] or ():
        for code in criterion["situations"] or ():
            add(SITUATIONS.attribute(whole, code, word_of(code)))
    for row in own(document):
        if row["stream"]:
            add(STREAMS.attribute(whole, row["stream"]["slug"], row["stream"]["name"]))
    for partner in document["partners"] or ():
        add(partner_attribute(whole, partner["label"]))
    yield from found.values()


def word_of(code: str) -> str:
    """A situation in words."""
    return str(dict[Any, Any](SITUATIONS.words.choices)[code]) if SITUATIONS.words else code


def partner_attribute(whole: Thing, label: str) -> Thing:
    """A partner as the source prints it: a service has one organization, and these work together."""
    return {
        "id": identifier("attribute", whole["id"], "partner", label),
        "link_id": whole["id"],
        "link_entity": "service",
        "link_type": "partner",
        "label": "Samverkanspart",
        "value": label,
    }
