"""What: the cooperative activities, their functions, placements and all that is said of them."""

from activities.models.activity import (
    Activity,
    ActivityPartner,
    FinancingStatement,
    Function,
    Placement,
    StaffRole,
)
from activities.models.contact import Contact, ContactPerson, ContactUse
from activities.models.entry_route import EntryRoute, Referrer
from activities.models.finding import AcceptedFinding
from activities.models.follow_up import ExactCounts, FollowUp
from activities.models.target_group import Criterion, Exclusion, Priority, Residence, TargetGroup

__all__ = [
    "AcceptedFinding",
    "Activity",
    "ActivityPartner",
    "Contact",
    "ContactPerson",
    "ContactUse",
    "Criterion",
    "EntryRoute",
    "ExactCounts",
    "Exclusion",
    "FinancingStatement",
    "FollowUp",
    "Function",
    "Placement",
    "Priority",
    "Referrer",
    "Residence",
    "StaffRole",
    "TargetGroup",
]
