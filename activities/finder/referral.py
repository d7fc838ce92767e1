"""May you refer? By role: what the entry route says of who asks, and who else may."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from activities.finder.circumstances import Asker
from activities.finder.referrers import covers
from activities.schemas.types import ActivityDocument, ActivityEntryRoute


class May(models.TextChoices):
    """What who asks may do."""

    REFER = "refer", _("Du kan hänvisa.")
    INITIATE = "initiate", _("Du kan ta initiativ till en kontakt, men inte hänvisa.")
    APPLY = "apply", _("Man kan anmäla sig själv.")
    APPLY_TOGETHER = "apply_together", _("Man anmäler sig själv, tillsammans med en handläggare.")
    NO_APPLYING = "no_applying", _("Man kan inte anmäla sig själv.")
    APPLYING_NOT_STATED = "applying_not_stated", _("Katalogen säger inte om man kan anmäla sig själv.")
    NO = "no", _("Du kan inte hänvisa själv.")
    NOT_STATED = "not_stated", _("Katalogen säger inte om du kan hänvisa.")


@dataclass(frozen=True)
class Referral:
    """The answer for who asks: by which words, and who else may refer or initiate."""

    may: May
    because: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What who asks may do, in a sentence."""
        return str(self.may.label)


def referral(activity: ActivityDocument, asker: Asker | None) -> Referral:
    """What the entry route says; where nobody says who asks, only who may refer."""
    route = activity["entry_route"]
    rows = route["referrers"] or ()
    if asker is None or not asker.is_officer:
        return Referral(_own_way(route), (), tuple(row["text"] for row in rows if row["right"] == "refer"))
    mine = [row for row in rows if covers(row["role"], asker)]
    refers = [row for row in mine if row["right"] == "refer"]
    if refers:
        may, because = May.REFER, refers
    elif mine:
        may, because = May.INITIATE, mine
    elif rows:
        may, because = May.NO, []
    else:
        own = _own_way(route)
        may, because = (May.NOT_STATED if own == May.APPLYING_NOT_STATED else own), []
    others = [row["text"] for row in rows if row["right"] == "refer" and row not in because]
    return Referral(may, tuple(row["text"] for row in because), tuple(others))


def _own_way(route: ActivityEntryRoute) -> May:
    """Whether a person can apply on their own; to be silent about it is not to say no (001:434)."""
    match route["self_referral"]:
        case "yes":
            return May.APPLY
        case "with_officer":
            return May.APPLY_TOGETHER
        case "no":
            return May.NO_APPLYING
    return May.APPLYING_NOT_STATED
