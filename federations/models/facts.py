"""Facts about cooperation: what a source says, with its figures, each cited to its lines."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from federations.models.ownership import CitedEntry
from federations.vocabulary import Precision, Topic, Unit

REGIONAL_GOALS = {"topic": Topic.REGIONAL_GOAL}  # The facts that goals and activities may serve.
decimal_number = RegexValidator(
    r"^-?[0-9]{1,12}([.][0-9]{1,4})?\Z", _("Skriv ett tal med decimalpunkt, till exempel 1.7.")
)


class Fact(CitedEntry):
    """One thing that a source says of cooperation, in our own words, with the figures that it gives."""

    in_shared_register = True
    topic = models.CharField(_("ämne"), max_length=20, choices=Topic.choices)
    position = models.PositiveSmallIntegerField(_("ordning inom ämnet"), default=0)
    statement = models.TextField(_("vad källan säger"), help_text=_("Med egna ord, utan att lägga till något."))

    class Meta:
        verbose_name = _("uppgift")
        verbose_name_plural = _("uppgifter om samverkan")
        ordering = ("topic", "position", "name", "slug")


class Figure(models.Model):
    """A figure of a fact, as decimal text so that nothing is rounded; unknown is empty, never 0."""

    fact = models.ForeignKey(Fact, models.CASCADE, related_name="figures")
    position = models.PositiveIntegerField(default=0, editable=False)
    label = models.CharField(_("vad siffran anger"), max_length=300)
    code = models.SlugField(
        _("kod"), max_length=40, blank=True, help_text=_("Vad kalkylen känner siffran som. Oftast tom.")
    )
    value = models.CharField(_("värde"), max_length=20, blank=True, validators=[decimal_number])
    value_max = models.CharField(_("till"), max_length=20, blank=True, validators=[decimal_number])
    precision = models.CharField(_("precision"), max_length=10, blank=True, choices=Precision.choices)
    unit = models.CharField(_("enhet"), max_length=24, blank=True, choices=Unit.choices)
    lost = models.BooleanField(
        _("förlorad"), default=False, help_text=_("Källan hade en siffra, men den föll bort i avskriften.")
    )

    class Meta:
        verbose_name = _("siffra")
        verbose_name_plural = _("siffror")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        if self.lost and (self.value or self.value_max):
            raise ValidationError({"lost": _("En förlorad siffra har inget värde.")})
