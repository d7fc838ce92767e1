"""What documents hold, written from the schemas here by `manage write_types`: change those instead."""

from typing import Literal, TypedDict

from samverkan.publishing.schemas.types import Reference, Source


class AgreementParty(TypedDict):
    label: str
    partner: Reference | None
    municipality: Reference | None
    federation: Reference | None
    commitment: str | None
    cost_kr_per_year: int | None
    cost_percent: int | None


class AgreementEvaluationStep(TypedDict):
    what: str
    due: str | None


class AgreementBudget(TypedDict):
    year: int
    amount_kr: int | None


class AgreementPeriod(TypedDict):
    start: str | None
    end: str | None
    until_further_notice: bool | None
    extendable: bool | None


class AgreementPayer(TypedDict):
    name: str
    effect_kr: int | None
    share_percent: int | None


class AgreementPayoff(TypedDict):
    participants: int | None
    cost_per_participant_kr: int | None
    stated_total_kr: int | None
    stated_months: int | None
    payers: list[AgreementPayer] | None


class AgreementDocument(TypedDict):
    kind: Literal["agreement"]
    schema_version: Literal[1]
    slug: str
    name: str
    summary: str | None
    federation: Reference | None
    stream: Reference | None
    concluded: bool | None
    parties: list[AgreementParty] | None
    purpose: str | None
    goals: str | None
    target_group: str | None
    plan: str | None
    commitments: str | None
    costs: str | None
    expected_effects: str | None
    evaluation_plan: str | None
    evaluation_steps: list[AgreementEvaluationStep] | None
    budget: list[AgreementBudget] | None
    period: AgreementPeriod
    renewal: str | None
    notice_clause: str | None
    decided_by: str | None
    decided_on: str | None
    afterwards: str | None
    payoff: AgreementPayoff
    activities_listed: list[str] | None
    owners: list[Reference]
    successor: Reference | None
    sources: list[Source] | None


class BudgetPeriod(TypedDict):
    start: str | None
    end: str | None


class BudgetYear(TypedDict):
    year: int
    amount_kr: int | None
    spent_kr: int | None


class BudgetRules(TypedDict):
    ceiling_kr_per_year: int | None
    post_percent_max: int | None
    years_max: int | None
    never_above_actual_cost: bool | None
    full_post_kr_per_year: int | None
    full_posts: int | None
    full_posts_years: int | None
    condition: str | None


class BudgetGrant(TypedDict):
    label: str
    municipality: Reference | None
    activity_slug: str | None
    year: int
    months: int | None
    post_percent: int | None
    actual_cost_kr: int | None
    granted_kr: int | None
    spent_kr: int | None


class BudgetRole(TypedDict):
    name: str
    task: str | None


class BudgetGroup(TypedDict):
    level: str
    called: list[str] | None


class BudgetReport(TypedDict):
    what: str
    to: str | None
    when: str | None
    due: str | None


class BudgetDocument(TypedDict):
    kind: Literal["budget"]
    schema_version: Literal[1]
    slug: str
    name: str
    federation: Reference
    summary: str | None
    goals: list[str] | None
    period: BudgetPeriod
    years: list[BudgetYear] | None
    stated_total_kr: int | None
    rules: BudgetRules
    grants: list[BudgetGrant] | None
    roles: list[BudgetRole] | None
    groups: list[BudgetGroup] | None
    decided_by: str | None
    evaluated_by: str | None
    evaluation: str | None
    reports: list[BudgetReport] | None
    owners: list[Reference]
    successor: Reference | None
    sources: list[Source] | None


class FinancingStreamContributionShare(TypedDict):
    payer_kind: Literal["state", "region", "municipality", "other"]
    payer: str
    partner: Reference | None
    percent: int | None
    since: str | None
    until: str | None


class FinancingStreamDocument(TypedDict):
    kind: Literal["financing_stream"]
    schema_version: Literal[2]
    slug: str
    name: str
    full_name: str | None
    aliases: list[str] | None
    summary: str | None
    description: str | None
    legal_basis: list[str] | None
    valid_from: str | None
    valid_until: str | None
    permanent: bool | None
    approval: str | None
    parties: list[str] | None
    contribution_shares: list[FinancingStreamContributionShare] | None
    amount_max_kr_per_year: int | None
    payer: str | None
    parts: list[str] | None
    led_by: str | None
    federations: list[Reference] | None
    activities_listed: list[str] | None
    owners: list[Reference]
    successor: Reference | None
    sources: list[Source] | None
