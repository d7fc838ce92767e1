"""The glossary: words that readers need explained, and what else they are called."""

from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from federations.models.ownership import CitedEntry
from samverkan.publishing.fields import LinesField


class Term(CitedEntry):
    """A word with its explanation; pages explain it where it stands, and the search knows its synonyms."""

    in_shared_register = True
    explanation = models.TextField(
        _("förklaring"),
        validators=[MaxLengthValidator(2000)],
        help_text=_("Vanliga ord och korta meningar, utan formatering. Visas på varje sida där ordet står."),
    )
    synonyms = LinesField(
        _("andra ord och förkortningar"),
        help_text=_("Vad människor kallar samma sak. En per rad. Tomt: uppgift saknas. Ett ensamt streck (–): inga."),
    )

    class Meta:
        verbose_name = _("ord")
        verbose_name_plural = _("ordlista")
        ordering = ("name", "slug")


class SeeAlso(models.Model):
    """Another term that a term leads on to."""

    entry = models.ForeignKey(Term, models.CASCADE, related_name="see_also")
    position = models.PositiveIntegerField(default=0, editable=False)
    term = models.ForeignKey(Term, models.PROTECT, related_name="+", verbose_name=_("ord"))

    class Meta:
        verbose_name = _("se även")
        verbose_name_plural = _("se även")
        ordering = ("position", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "term"],
                name="term_seen_once",
                violation_error_message=_("Ordet står redan där."),
            )
        ]

    def __str__(self) -> str:
        return str(self.term)
