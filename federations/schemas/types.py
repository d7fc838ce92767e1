"""What documents hold, written from the schemas here by `manage write_types`: change those instead."""

from typing import Literal, TypedDict

from samverkan.publishing.schemas.types import Reference, Source

CountCode = Literal[
    "participants",
    "women",
    "men",
    "sex_unknown",
    "with_plan",
    "continued",
    "finished",
    "to_work",
    "to_practice",
    "to_studies",
    "to_other",
    "to_none",
    "waiting",
]

SituationCode = Literal[
    "unemployed",
    "outside_labour_market",
    "hard_to_get_or_keep_job",
    "sick_leave",
    "sick_leave_full",
    "sick_leave_risk",
    "sick_leave_by_health_centre",
    "benefit_forsakringskassan",
    "income_support",
    "income_support_risk",
    "no_insurance_right",
    "mental_ill_health",
    "ill_health_risk",
    "pain",
    "substance_abuse",
    "extensive_psychiatric_care",
    "burnout",
    "combined_problems",
    "several_authorities",
    "known_to_one_authority",
    "known_to_two_authorities",
    "ordinary_cooperation_insufficient",
    "labour_market_potential",
    "needs_assessment",
    "needs_work_rehabilitation",
    "needs_cooperation",
    "passive_lifestyle",
    "able_to_train",
    "speaks_swedish",
    "woman",
    "man",
    "young_adult",
    "immigrant",
    "single_parent",
    "awaiting_prison",
    "referred_by_authority",
]


class AreaDocument(TypedDict):
    kind: Literal["area"]
    schema_version: Literal[1]
    slug: str
    name: str
    description: str | None
    municipalities: list[Reference] | None
    owners: list[Reference]
    successor: Reference | None
    sources: list[Source] | None


class FactFigure(TypedDict):
    label: str
    code: str | None
    value: str | None
    value_max: str | None
    precision: Literal["about", "over", "at_least", "at_most", None]
    unit: Literal[
        "percent",
        "persons",
        "months",
        "years",
        "kronor",
        "kronor_a_year",
        "million_kronor_a_year",
        "pieces",
        None,
    ]
    lost: bool


class FactDocument(TypedDict):
    kind: Literal["fact"]
    schema_version: Literal[1]
    slug: str
    name: str
    topic: Literal[
        "aim",
        "background",
        "law",
        "evaluation",
        "need",
        "cooperation",
        "climate",
        "coordination",
        "effect",
        "regional_goal",
        "regional_view",
        "regional_work",
    ]
    position: int
    statement: str
    figures: list[FactFigure] | None
    owners: list[Reference]
    successor: Reference | None
    sources: list[Source] | None


class FederationName(TypedDict):
    name: str
    since: str | None
    until: str | None


class FederationMember(TypedDict):
    municipality: Reference | None
    partner: Reference | None
    since: str | None
    until: str | None


class FederationGoal(TypedDict):
    text: str
    percent: int | None
    base: str | None
    counts: list[CountCode] | None
    among: Literal["participants", "continued", "finished", None]
    serves: Reference | None


class FederationCondition(TypedDict):
    text: str
    situations: list[SituationCode] | None
    age_min: int | None
    age_max: int | None


class FederationTargetGroup(TypedDict):
    description: str | None
    age_min: int | None
    age_max: int | None
    age_text: str | None
    groups_with_need: list[str] | None
    priorities: list[FederationCondition] | None
    exclusions: list[FederationCondition] | None


class FederationDocument(TypedDict):
    kind: Literal["federation"]
    schema_version: Literal[2]
    slug: str
    name: str
    names: list[FederationName] | None
    area: Reference
    founded: str | None
    pre_study: str | None
    members: list[FederationMember] | None
    parties: list[str] | None
    background: str | None
    purpose: str | None
    vision: str | None
    goals: list[FederationGoal] | None
    target_group: FederationTargetGroup
    conditions: str | None
    principles: list[str] | None
    phases: list[str] | None
    study_groups: list[str] | None
    activities_listed: list[str] | None
    owners: list[Reference]
    successor: Reference | None
    sources: list[Source] | None


class MunicipalityDocument(TypedDict):
    kind: Literal["municipality"]
    schema_version: Literal[1]
    slug: str
    name: str
    code: str
    official_name: str | None
    aliases: list[str] | None
    owners: list[Reference]
    successor: Reference | None
    sources: list[Source] | None


class PartnerName(TypedDict):
    name: str
    since: str | None
    until: str | None


class PartnerDocument(TypedDict):
    kind: Literal["partner"]
    schema_version: Literal[1]
    slug: str
    name: str
    sector: Literal["state", "region", "municipality", "other"]
    municipality: Reference | None
    aliases: list[str] | None
    names: list[PartnerName] | None
    description: str | None
    owners: list[Reference]
    successor: Reference | None
    sources: list[Source] | None


class SourceDocument(TypedDict):
    kind: Literal["source"]
    schema_version: Literal[1]
    slug: str
    name: str
    subtitle: str | None
    publisher: str | None
    parties: list[str] | None
    website: str | None
    living_document: bool | None
    dated: str | None
    dated_inferred: str | None
    description: str | None
    inclusion: str | None
    purposes: list[str] | None
    knowledge: list[str] | None
    owners: list[Reference]
    successor: Reference | None


class TermDocument(TypedDict):
    kind: Literal["term"]
    schema_version: Literal[1]
    slug: str
    name: str
    explanation: str
    synonyms: list[str] | None
    see_also: list[Reference] | None
    owners: list[Reference]
    successor: Reference | None
    sources: list[Source] | None
