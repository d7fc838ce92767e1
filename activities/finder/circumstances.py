"""What somebody who looks for an activity tells of a person: never kept, never logged, and nothing is required."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.db import models
from django.utils.translation import gettext_lazy as _

from federations.vocabulary import Situation

_IMPLIES = {
    Situation.SICK_LEAVE_FULL: Situation.SICK_LEAVE,
    Situation.SICK_LEAVE_BY_HEALTH_CENTRE: Situation.SICK_LEAVE,
    Situation.KNOWN_TO_TWO_AUTHORITIES: Situation.KNOWN_TO_ONE_AUTHORITY,
    Situation.EXTENSIVE_PSYCHIATRIC_CARE: Situation.MENTAL_ILL_HEALTH,
    Situation.BURNOUT: Situation.MENTAL_ILL_HEALTH,
}
_NEVER_BOTH = (
    (Situation.WOMAN, Situation.MAN),
    (Situation.SICK_LEAVE, Situation.SICK_LEAVE_RISK),  # Who is on sick leave no longer only risks it.
)
# Whom every place in the catalogue that speaks of young adults counts among them, and whom none does
# (18–29 in 001:547, 16–29 in 001:434, above all up to 24 in 001:867).
_SURELY_YOUNG, _PERHAPS_YOUNG = range(18, 25), range(16, 30)


class Asker(models.TextChoices):
    """Who asks: the person, or somebody who may be able to refer."""

    PERSON = "person", _("Jag själv")
    RELATIVE = "relative", _("Anhörig eller annan")
    ARBETSFORMEDLINGEN = "arbetsformedlingen", _("Arbetsförmedlingen")
    FORSAKRINGSKASSAN = "forsakringskassan", _("Försäkringskassan")
    SOCIAL_SERVICES = "social_services", _("Socialtjänsten")
    MUNICIPALITY = "municipality", _("Kommunen i övrigt")
    DOCTOR = "doctor", _("Läkare")
    CARE_STAFF = "care_staff", _("Annan vårdpersonal")
    REGION = "region", _("Regionen i övrigt")

    @property
    def is_officer(self) -> bool:
        """Whether somebody asks for another in the course of their work."""
        return self not in (Asker.PERSON, Asker.RELATIVE)


class Contradiction(ValueError):
    """What was told cannot all be true."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Circumstances:
    """What is told; None is what is not told. Raises Contradiction where it cannot all be true.

    Ages are in years, sick leave in whole months; `authorities` is from how many of them support is needed.
    """

    municipality: str | None = None
    age: int | None = None
    told: Mapping[str, bool] = field(default_factory=dict)
    sick_months: int | None = None
    authorities: int | None = None
    asker: Asker | None = None

    def __post_init__(self) -> None:
        _ = self.known

    @cached_property
    def known(self) -> dict[str, bool]:
        """Every situation that follows from what is told."""
        found: dict[str, bool] = {}
        for code, holds in [*self._from_numbers().items(), *self.told.items()]:
            _settle(found, code, holds)
        return found

    def _from_numbers(self) -> dict[str, bool]:
        found: dict[str, bool] = {}
        if self.authorities is not None:
            found[Situation.KNOWN_TO_ONE_AUTHORITY] = self.authorities > 0
            found[Situation.KNOWN_TO_TWO_AUTHORITIES] = self.authorities > 1
            found[Situation.SEVERAL_AUTHORITIES] = self.authorities > 1
        if self.age is not None and (self.age in _SURELY_YOUNG or self.age not in _PERHAPS_YOUNG):
            found[Situation.YOUNG_ADULT] = self.age in _SURELY_YOUNG
        if self.sick_months:
            found[Situation.SICK_LEAVE] = True
        return found


def _settle(found: dict[str, bool], code: str, holds: bool) -> None:
    """Write down one situation and all that follows from it."""
    if code in found:
        if found[code] != holds:
            raise Contradiction(code)
        return
    found[code] = holds
    for one, other in _IMPLIES.items():
        if holds and code == one:
            _settle(found, other, True)
        if not holds and code == other:
            _settle(found, one, False)
    for pair in _NEVER_BOTH if holds else ():
        if code in pair:
            _settle(found, pair[1 - pair.index(Situation(code))], False)
