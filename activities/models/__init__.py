"""What: the cooperative activities, their functions, placements and all that is said of them."""

from activities.models.activity import (
    Activity,
    ActivityPartner,
    Contact,
    FinancingStatement,
    Function,
    Placement,
    StaffRole,
)
from activities.models.entry_route import EntryRoute, Referrer
from activities.models.finding import AcceptedFinding
from activities.models.target_group import Criterion, Exclusion, Priority, Residence, TargetGroup

__all__ = [
    "AcceptedFinding",
    "Activity",
    "ActivityPartner",
    "Contact",
    "Criterion",
    "EntryRoute",
    "Exclusion",
    "FinancingStatement",
    "Function",
    "Placement",
    "Priority",
    "Referrer",
    "Residence",
    "StaffRole",
    "TargetGroup",
]
