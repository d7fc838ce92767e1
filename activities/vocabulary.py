"""Codes that activity documents use, with their Swedish words."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SelfReferral(models.TextChoices):
    """Whether a person can apply on their own; blank means that the source is silent."""

    YES = "yes", _("ja")
    WITH_OFFICER = "with_officer", _("ja, tillsammans med en handläggare")
    NO = "no", _("nej")


class ReferrerRole(models.TextChoices):
    """Who may bring a person to an activity."""

    ARBETSFORMEDLINGEN = "arbetsformedlingen", _("Arbetsförmedlingen")
    FORSAKRINGSKASSAN = "forsakringskassan", _("Försäkringskassan")
    SOCIAL_SERVICES = "social_services", _("socialtjänsten")
    MUNICIPALITY = "municipality", _("kommunen")
    REGION = "region", _("regionen")
    DOCTOR = "doctor", _("läkare")
    CARE_STAFF = "care_staff", _("vårdpersonal")
    PARTNER_AUTHORITY = "partner_authority", _("berörd myndighet")
    TEAM = "team", _("gemensamt team")


class Right(models.TextChoices):
    """What a referrer may do."""

    REFER = "refer", _("hänvisa")
    INITIATE = "initiate", _("ta initiativ till kontakt")


class Combination(models.TextChoices):
    """Whether any or all of a criterion's situations are needed; blank where the source does not settle it."""

    ANY = "any", _("en räcker")
    ALL = "all", _("alla krävs")


class SaidBy(models.TextChoices):
    """Who says that an activity is paid by something."""

    ACTIVITY = "activity", _("verksamhetens egen uppgift")
    FINANCING_STREAM = "financing_stream", _("finansieringsformens översikt")
    FEDERATION = "federation", _("förbundets egen lista")


class Weekday(models.TextChoices):
    """Days of the week."""

    MONDAY = "monday", _("måndag")
    TUESDAY = "tuesday", _("tisdag")
    WEDNESDAY = "wednesday", _("onsdag")
    THURSDAY = "thursday", _("torsdag")
    FRIDAY = "friday", _("fredag")
    SATURDAY = "saturday", _("lördag")
    SUNDAY = "sunday", _("söndag")


class LawfulGround(models.TextChoices):
    """On what ground a person's name may be shown."""

    CONSENT = "consent", _("samtycke")
    CONTRACT = "contract", _("avtal")
    TASK = "task", _("uppgift av allmänt intresse")
