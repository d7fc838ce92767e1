"""Partners and federations as HSDS organizations, and the taxonomy of situations."""

from django.utils.translation import gettext_lazy as _

from federations.schemas.types import FederationDocument, PartnerDocument
from federations.vocabulary import Situation
from samverkan.api.hsds.objects import Surroundings, Thing, identifier, paragraphs, thing
from samverkan.api.hsds.taxonomies import Taxonomy
from samverkan.publishing.kinds import Document
from samverkan.publishing.schemas.typed import typed

SITUATIONS = Taxonomy(
    "situation",
    _("Situation"),
    _("Vad som gäller för den som insatsen är till för."),
    "situation",
    Situation,
)
ORGANIZATIONS = ("partner", "federation")


def organization(document: Document, around: Surroundings) -> Thing:
    """A partner or a federation."""
    if document["kind"] == "federation":
        return federation(typed(document, FederationDocument), around)
    return partner(typed(document, PartnerDocument), around)


def partner(document: PartnerDocument, around: Surroundings) -> Thing:
    """A partner; that of a municipality is known by the municipality's code."""
    own = identifier("partner", document["slug"])
    place = document["municipality"]
    code = around.codes.get(place["slug"]) if place and document["sector"] == "municipality" else None
    known_as = {
        "id": identifier("organization_identifier", own),
        "organization_id": own,
        "identifier_type": "SCB kommunkod",
        "identifier": code,
    }
    return thing(
        id=own,
        name=document["name"],
        alternate_name=", ".join(document["aliases"] or ()) or None,
        description=document["description"] or "",
        organization_identifiers=[known_as] if code else None,
    )


def federation(document: FederationDocument, around: Surroundings) -> Thing:
    """A federation, with its joint effort as a program."""
    own = identifier("federation", document["slug"])
    return thing(
        id=own,
        name=document["name"],
        description=paragraphs(document["background"], document["purpose"]) or "",
        uri=around.page("federation", document["slug"]),
        programs=[program(document)],
    )


def program(document: FederationDocument) -> Thing:
    """What a federation does jointly."""
    return thing(
        id=identifier("program", document["slug"]),
        organization_id=identifier("federation", document["slug"]),
        name=document["name"],
        description=paragraphs(document["purpose"], document["vision"]) or "",
    )
