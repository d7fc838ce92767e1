"""Who and where: areas, municipalities, partners, federations, and the sources that entries rest on."""

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
    "Source",
    "ordered_ages",
]
