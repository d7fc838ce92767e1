"""Who and where: areas, municipalities, partners, federations, sources, facts about cooperation, the glossary."""

from federations.models.facts import REGIONAL_GOALS, Fact, Figure
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
    "REGIONAL_GOALS",
    "Area",
    "AreaMunicipality",
    "Citation",
    "CitedEntry",
    "Condition",
    "Fact",
    "Federation",
    "FederationExclusion",
    "FederationName",
    "FederationPriority",
    "Figure",
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
