"""Who and where: areas, municipalities, partners, federations, the sources of entries, and the glossary."""

from federations.models.federation import (
    Condition,
    Federation,
    FederationExclusion,
    FederationName,
    FederationPriority,
    Goal,
    Member,
    ordered_ages,
)
from federations.models.ownership import Citation, CitedEntry, Mandate, OwnedEntry, OwningEntry, Scope
from federations.models.registers import Area, AreaMunicipality, Municipality, NamePeriod, Partner, PartnerName, Source
from federations.models.terms import SeeAlso, Term

__all__ = [
    "Area",
    "AreaMunicipality",
    "Citation",
    "CitedEntry",
    "Condition",
    "Federation",
    "FederationExclusion",
    "FederationName",
    "FederationPriority",
    "Goal",
    "Mandate",
    "Member",
    "Municipality",
    "NamePeriod",
    "OwnedEntry",
    "OwningEntry",
    "Partner",
    "PartnerName",
    "Scope",
    "SeeAlso",
    "Source",
    "Term",
    "ordered_ages",
]
