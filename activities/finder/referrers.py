"""Whom a referrer role covers.

A new role is a code in `vocabulary.ReferrerRole` and in the schema (`schemas/activity.json`), and says here who has it.
"""

from collections.abc import Iterator

from activities.finder.circumstances import Asker
from activities.schemas.types import ActivityDocument
from activities.vocabulary import ReferrerRole

# A role of the catalogue covers these askers: a doctor is care staff too, the social services are the municipality's.
COVERS: dict[str, tuple[Asker, ...]] = {
    ReferrerRole.ARBETSFORMEDLINGEN: (Asker.ARBETSFORMEDLINGEN,),
    ReferrerRole.FORSAKRINGSKASSAN: (Asker.FORSAKRINGSKASSAN,),
    ReferrerRole.SOCIAL_SERVICES: (Asker.SOCIAL_SERVICES,),
    ReferrerRole.MUNICIPALITY: (Asker.SOCIAL_SERVICES, Asker.MUNICIPALITY),
    ReferrerRole.DOCTOR: (Asker.DOCTOR,),
    ReferrerRole.CARE_STAFF: (Asker.DOCTOR, Asker.CARE_STAFF),
    ReferrerRole.REGION: (Asker.DOCTOR, Asker.CARE_STAFF, Asker.REGION),
    ReferrerRole.PARTNER_AUTHORITY: tuple(asker for asker in Asker if asker.is_officer),
    ReferrerRole.TEAM: (),
}


def covers(role: str, asker: Asker) -> bool:
    """Whether somebody may refer in a role that an entry names."""
    return asker in COVERS.get(role, ())


def referrer_facets(activity: ActivityDocument) -> Iterator[tuple[str, str]]:
    """What an activity is found by when one asks for a referrer role."""
    for referrer in activity["entry_route"]["referrers"] or ():
        yield "referrer", referrer["role"]
