"""What readers propose."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from samverkan.proposals.vocabulary import Reason
from samverkan.publishing.models import AboutEntry, called, whoever


class Proposal(AboutEntry):
    """What a reader thinks should change. It changes nothing by itself."""

    Reason = Reason

    class Outcome(models.TextChoices):
        WAITING = "waiting", _("väntar")
        TAKEN = "taken", _("tas över i utkastet")
        DECLINED = "declined", _("avböjd")

    revision = models.PositiveIntegerField(_("läst vid revision"))
    section = models.CharField(_("avsnitt"), max_length=80, blank=True)  # A property of the document; blank: the whole.
    reason = models.CharField(_("vad gäller det"), max_length=10, choices=Reason.choices)
    text = models.TextField(_("förslag"))
    email = models.EmailField(_("e-post för svar"), max_length=200, blank=True)  # Erased when handled.
    sender = models.CharField(max_length=64, editable=False)  # A keyed digest of the address, to hold off floods.
    received_at = models.DateTimeField(_("inkommet"), auto_now_add=True)
    outcome = models.CharField(_("utfall"), max_length=10, choices=Outcome.choices, default=Outcome.WAITING)
    answer = models.TextField(_("svar"), blank=True)
    handled_by = whoever(_("hanterat av"))
    handled_at = models.DateTimeField(_("hanterat"), null=True, blank=True)

    class Meta(AboutEntry.Meta):
        app_label = "publishing"  # Whose tables and permissions they are.
        verbose_name = _("förslag från läsare")
        verbose_name_plural = _("förslag från läsare")
        ordering = ("received_at", "pk")
        indexes = [models.Index(fields=["sender", "received_at"], name="proposal_by_sender")]

    @property
    def handler(self) -> str:
        """Who settled it."""
        return called(self.handled_by)
