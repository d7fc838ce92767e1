"""How one gets in: who may refer, what to send, consent and decision."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from activities.models.activity import Activity, Row
from activities.vocabulary import ReferrerRole, Right, SelfReferral
from federations.models import Partner
from samverkan.publishing.fields import LinesField


class EntryRoute(models.Model):
    """The way into an activity; its referrers hang on the activity."""

    activity = models.OneToOneField(Activity, models.CASCADE, related_name="entry_route")
    description = models.TextField(
        _("i ord"), blank=True, help_text=_("Så kommer man in, sagt till den som undrar: du anmäler dig till …")
    )
    self_referral = models.CharField(_("anmäla sig själv"), max_length=12, blank=True, choices=SelfReferral.choices)
    voluntary = models.BooleanField(_("frivilligt"), null=True, blank=True)
    steps = LinesField(_("så går det till"))
    required_documents = LinesField(_("skicka med"))
    consent_required = models.BooleanField(_("samtycke krävs"), null=True, blank=True)
    consent_written = models.BooleanField(_("skriftligt samtycke"), null=True, blank=True)
    consent_text = models.TextField(_("om samtycket"), blank=True)
    decision_text = models.TextField(_("besked"), blank=True, help_text=_("När och hur besked lämnas."))
    decision_days = models.PositiveIntegerField(_("besked inom antal dagar"), null=True, blank=True)

    class Meta:
        verbose_name = _("ingång")
        verbose_name_plural = _("ingång")

    def __str__(self) -> str:
        return str(_("ingång"))


class Referrer(Row):
    """Somebody who may refer, or only initiate a contact, by role. Referring is not partnering."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="referrers")
    role = models.CharField(_("roll"), max_length=20, choices=ReferrerRole.choices)
    text = models.CharField(_("i ord"), max_length=300)
    right = models.CharField(_("får"), max_length=8, choices=Right.choices, default=Right.REFER)
    partner = models.ForeignKey(
        Partner, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("part")
    )

    class Meta(Row.Meta):
        verbose_name = _("vem kan hänvisa")
        verbose_name_plural = _("vem kan hänvisa")

    def __str__(self) -> str:
        return self.text
