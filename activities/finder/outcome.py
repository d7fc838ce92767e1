"""Three-valued logic, whose third value knows why: the asker did not tell, or the catalogue does not state it."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _


class Outcome(models.TextChoices):
    """Whether something holds of a person."""

    HOLDS = "holds", _("stämmer")
    FAILS = "fails", _("stämmer inte")
    NOT_TOLD = "not_told", _("du har inte sagt")
    NOT_STATED = "not_stated", _("katalogen säger inte")

    @property
    def is_unknown(self) -> bool:
        """Whether it can neither be said to hold nor to fail."""
        return self in (Outcome.NOT_TOLD, Outcome.NOT_STATED)

    @classmethod
    def told(cls, answer: bool | None) -> "Outcome":
        """What was told about something; None is nothing."""
        return cls.NOT_TOLD if answer is None else cls.HOLDS if answer else cls.FAILS


# What decides, the strongest first. Of two unknown sides the one is named that the asker can settle.
_ALL = (Outcome.FAILS, Outcome.NOT_TOLD, Outcome.NOT_STATED, Outcome.HOLDS)
_ANY = (Outcome.HOLDS, Outcome.NOT_TOLD, Outcome.NOT_STATED, Outcome.FAILS)


def every(outcomes: Iterable[Outcome]) -> Outcome:
    """Whether all of them hold; of none it holds."""
    return min(outcomes, key=_ALL.index, default=Outcome.HOLDS)


def some(outcomes: Iterable[Outcome]) -> Outcome:
    """Whether any of them holds; of none it fails."""
    return min(outcomes, key=_ANY.index, default=Outcome.FAILS)
