"""What coordinators have looked at in the quality report and let stand."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from samverkan.publishing.models import AboutEntry


class AcceptedFinding(AboutEntry):
    """A finding that stands as it is, for a reason. When its facts change, so does its fingerprint, and it returns."""

    rule = models.CharField(_("regel"), max_length=60)
    fingerprint = models.CharField(max_length=64)
    reason = models.TextField(_("skäl"), max_length=1000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("godtagen av")
    )
    at = models.DateTimeField(_("godtagen"), auto_now_add=True)

    class Meta(AboutEntry.Meta):
        verbose_name = _("godtagen anmärkning")
        verbose_name_plural = _("godtagna anmärkningar")
        ordering = ("-at", "pk")
        constraints = [
            models.UniqueConstraint(fields=["rule", "kind", "slug", "fingerprint"], name="finding_accepted_once")
        ]

    @property
    def identity(self) -> tuple[str, str, str, str]:
        """Which finding it is."""
        return self.rule, self.kind, self.slug, self.fingerprint
