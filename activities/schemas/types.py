"""What documents hold, written from the schemas here by `manage write_types`: change those instead."""

from typing import Literal, TypedDict

from federations.schemas.types import CountCode, SituationCode
from samverkan.publishing.schemas.types import Reference, Source


class ActivityPlacement(TypedDict):
    municipality: Reference
    label: str


class ActivityPeriod(TypedDict):
    start: str | None
    end: str | None
    months: int | None
    extendable: bool | None


class ActivityCriterion(TypedDict):
    alternative: int
    text: str
    situations: list[SituationCode] | None
    combination: Literal["any", "all", None]
    months_max: int | None


class ActivityCondition(TypedDict):
    text: str
    situations: list[SituationCode] | None
    age_min: int | None
    age_max: int | None


class ActivityTargetGroup(TypedDict):
    description: str | None
    age_min: int | None
    age_max: int | None
    age_text: str | None
    residence: list[Reference] | None
    criteria: list[ActivityCriterion] | None
    exclusions: list[ActivityCondition] | None
    priorities: list[ActivityCondition] | None


class ActivityReferrer(TypedDict):
    role: Literal[
        "arbetsformedlingen",
        "forsakringskassan",
        "social_services",
        "municipality",
        "region",
        "doctor",
        "care_staff",
        "partner_authority",
        "team",
    ]
    text: str
    right: Literal["refer", "initiate"]
    partner: Reference | None


class ActivityEntryRoute(TypedDict):
    description: str | None
    self_referral: Literal["yes", "with_officer", "no", None]
    voluntary: bool | None
    referrers: list[ActivityReferrer] | None
    steps: list[str] | None
    required_documents: list[str] | None
    consent_required: bool | None
    consent_written: bool | None
    consent_text: str | None
    decision_text: str | None
    decision_days: int | None


class ActivityContact(TypedDict):
    role: str | None
    office: str
    municipality: Reference | None
    address: str | None
    postal_code: str | None
    town: str | None
    phone: str | None
    email: str | None
    note: str | None


class ActivityLimits(TypedDict):
    description: str | None
    weeks: int | None
    sessions_per_week: int | None
    days: list[Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]] | None
    hours: str | None
    follow_up_weeks: int | None
    months_max: int | None
    places: int | None
    places_for: Reference | None
    participants_max: int | None


class ActivityRole(TypedDict):
    role: str
    count: int | None
    full_time_percent: int | None
    when_needed: bool


class ActivityStaffing(TypedDict):
    description: str | None
    roles: list[ActivityRole] | None


class ActivityPartner(TypedDict):
    label: str
    partner: Reference | None


class ActivityFinancing(TypedDict):
    said_by: Literal["activity", "financing_stream", "federation"]
    label: str
    stream: Reference | None
    stream_inferred: bool
    federation: Reference | None
    payer: Reference | None
    share_percent: int | None


class ActivityDocument(TypedDict):
    kind: Literal["activity"]
    schema_version: Literal[2]
    slug: str
    name: str
    short_name: str | None
    spelled_out: str | None
    aliases: list[str] | None
    area: Reference
    function: Reference
    summary: str | None
    easy_summary: str | None
    placements: list[ActivityPlacement] | None
    period: ActivityPeriod
    part_of: Reference | None
    serves_individuals: bool | None
    target_group: ActivityTargetGroup
    entry_route: ActivityEntryRoute
    contacts: list[ActivityContact] | None
    background: str | None
    purpose: str | None
    method: str | None
    organisation: str | None
    exit: str | None
    free_of_charge: bool | None
    limits: ActivityLimits
    staffing: ActivityStaffing
    operator: str | None
    partners: list[ActivityPartner] | None
    financing: list[ActivityFinancing] | None
    agreements: list[Reference] | None
    regional_goals: list[Reference] | None
    source_note: str | None
    owners: list[Reference]
    successor: Reference | None
    sources: list[Source] | None


class FollowUpPeriod(TypedDict):
    start: str
    end: str


class FollowUpDocument(TypedDict):
    kind: Literal["follow_up"]
    schema_version: Literal[1]
    slug: str
    name: str
    activity: Reference
    period: FollowUpPeriod
    participants: int | None
    women: int | None
    men: int | None
    sex_unknown: int | None
    with_plan: int | None
    continued: int | None
    finished: int | None
    to_work: int | None
    to_practice: int | None
    to_studies: int | None
    to_other: int | None
    to_none: int | None
    waiting: int | None
    fewer_than_five: list[CountCode]
    withheld: list[CountCode]
    cost_kr: int | None
    note: str | None
    owners: list[Reference]
    successor: Reference | None
    sources: list[Source] | None


class FunctionDocument(TypedDict):
    kind: Literal["function"]
    schema_version: Literal[1]
    slug: str
    name: str
    matrix_heading: str
    position: int
    description: str | None
    owners: list[Reference]
    successor: Reference | None
    sources: list[Source] | None
