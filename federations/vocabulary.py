"""Codes that documents use, with their Swedish words."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sector(models.TextChoices):
    """Who a partner answers to."""

    STATE = "state", _("staten")
    REGION = "region", _("regionen")
    MUNICIPALITY = "municipality", _("kommunen")
    OTHER = "other", _("annan")


class Situation(models.TextChoices):
    """The circumstances of a person that target groups speak of."""

    UNEMPLOYED = "unemployed", _("arbetslös")
    OUTSIDE_LABOUR_MARKET = "outside_labour_market", _("utanför ordinarie arbetsmarknad")
    HARD_TO_GET_OR_KEEP_JOB = "hard_to_get_or_keep_job", _("svårt att få eller behålla arbete")
    SICK_LEAVE = "sick_leave", _("sjukskriven")
    SICK_LEAVE_FULL = "sick_leave_full", _("sjukskriven på heltid")
    SICK_LEAVE_RISK = "sick_leave_risk", _("riskerar sjukskrivning")
    SICK_LEAVE_BY_HEALTH_CENTRE = "sick_leave_by_health_centre", _("sjukskriven av vårdcentral")
    BENEFIT_FORSAKRINGSKASSAN = "benefit_forsakringskassan", _("ersättning från Försäkringskassan")
    INCOME_SUPPORT = "income_support", _("försörjningsstöd")
    INCOME_SUPPORT_RISK = "income_support_risk", _("riskerar långvarigt beroende av samhällets stöd för försörjningen")
    NO_INSURANCE_RIGHT = "no_insurance_right", _("utan rätt till sjuk- eller arbetslöshetsersättning")
    MENTAL_ILL_HEALTH = "mental_ill_health", _("psykisk ohälsa")
    ILL_HEALTH_RISK = "ill_health_risk", _("riskerar ohälsa")
    PAIN = "pain", _("smärta")
    SUBSTANCE_ABUSE = "substance_abuse", _("pågående missbruk")
    EXTENSIVE_PSYCHIATRIC_CARE = "extensive_psychiatric_care", _("behov av omfattande psykiatrisk vård")
    BURNOUT = "burnout", _("utmattningssyndrom")
    COMBINED_PROBLEMS = "combined_problems", _("fysiska, psykiska och sociala problem som samverkar")
    SEVERAL_AUTHORITIES = "several_authorities", _("behöver stöd från mer än en myndighet")
    KNOWN_TO_ONE_AUTHORITY = "known_to_one_authority", _("aktuell hos någon av myndigheterna")
    KNOWN_TO_TWO_AUTHORITIES = "known_to_two_authorities", _("aktuell hos minst två myndigheter")
    ORDINARY_COOPERATION_INSUFFICIENT = "ordinary_cooperation_insufficient", _("vanlig samverkan räcker inte")
    LABOUR_MARKET_POTENTIAL = "labour_market_potential", _("kan tänkas nå arbetsmarknaden")
    NEEDS_ASSESSMENT = "needs_assessment", _("behöver tvärprofessionell bedömning")
    NEEDS_WORK_REHABILITATION = "needs_work_rehabilitation", _("behöver samordnad arbetslivsinriktad rehabilitering")
    NEEDS_COOPERATION = "needs_cooperation", _("behöver särskilda samarbetsåtgärder")
    PASSIVE_LIFESTYLE = "passive_lifestyle", _("behöver röra sig mer")
    ABLE_TO_TRAIN = "able_to_train", _("kan träna regelbundet")
    SPEAKS_SWEDISH = "speaks_swedish", _("förstår och gör sig förstådd på svenska")
    WOMAN = "woman", _("kvinna")
    MAN = "man", _("man")
    YOUNG_ADULT = "young_adult", _("ung vuxen")
    IMMIGRANT = "immigrant", _("invandrare")
    SINGLE_PARENT = "single_parent", _("ensamstående förälder")
    AWAITING_PRISON = "awaiting_prison", _("väntar på fängelsestraff")
    REFERRED_BY_AUTHORITY = "referred_by_authority", _("hänvisad av myndighet")


class Role(models.TextChoices):
    """What a user may do for a scope; each role includes those before it."""

    EDITOR = "editor", _("redaktör")
    PUBLISHER = "publisher", _("publicist")
    MANAGER = "manager", _("förvaltare")


class Count(models.TextChoices):
    """What follow-ups count, and what goals are measured by and among."""

    PARTICIPANTS = "participants", _("deltagare")
    WOMEN = "women", _("kvinnor")
    MEN = "men", _("män")
    SEX_UNKNOWN = "sex_unknown", _("kön okänt")
    WITH_PLAN = "with_plan", _("med gemensam plan")
    CONTINUED = "continued", _("gick vidare efter kartläggning")
    FINISHED = "finished", _("avslutade")
    TO_WORK = "to_work", _("till arbete")
    TO_PRACTICE = "to_practice", _("till praktik")
    TO_STUDIES = "to_studies", _("till studier")
    TO_OTHER = "to_other", _("till annat")
    TO_NONE = "to_none", _("till inget av det")
    WAITING = "waiting", _("väntar på plats")


BASES = (Count.PARTICIPANTS, Count.CONTINUED, Count.FINISHED)  # Among whom a goal can be measured.
