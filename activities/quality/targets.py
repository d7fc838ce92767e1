"""For whom: an activity's own rules against those of the federation that pays, and conditions that settle nothing."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.quality.catalogue import Catalogue
from activities.quality.finding import Hit, Severity, at, rule
from activities.quality.names import same
from activities.schemas.types import ActivityCondition, ActivityDocument
from federations.ages import AgeLimits, age_span
from federations.schemas.types import FederationCondition, FederationDocument
from federations.vocabulary import Situation
from samverkan.publishing.difference import UNKNOWN

_YOUNG = "unga vuxna"


@rule(
    "laxer-than-federation",
    gettext_lazy("Egna regler är vidare än förbundets"),
    Severity.SERIOUS,
    gettext_lazy("Fråga förbundet vad som gäller och rätta målgruppen."),
)
def laxer_than_federation(catalogue: Catalogue) -> Iterator[Hit]:
    """The activity tells whom it leaves out, or its ages, and takes people whom the federation leaves out."""
    for activity in catalogue.activities:
        for federation, _statement in catalogue.federations_of(activity):
            target, theirs = activity["target_group"], federation["target_group"]
            told = target["exclusions"] is not None and all(row["situations"] for row in target["exclusions"])
            left = _not_excluded(activity, federation) if told else []
            if left:
                what = _("%(federation)s undantar: %(groups)s. Det gör inte verksamheten.")
                groups = "; ".join(row["text"] for row in left)
                yield Hit(
                    activity,
                    what % {"federation": federation["name"], "groups": groups},
                    (
                        at(activity, "target_group.exclusions", _texts(target["exclusions"])),
                        at(federation, "target_group.exclusions", _texts(theirs["exclusions"])),
                    ),
                )
            if _is_wider(target, theirs):
                what = _("Verksamheten tar emot %(own)s, förbundet bara %(theirs)s.")
                yield Hit(
                    activity,
                    what % {"own": age_span(target), "theirs": age_span(theirs)},
                    (
                        at(activity, "target_group", str(age_span(target))),
                        at(federation, "target_group", str(age_span(theirs))),
                    ),
                )


def _not_excluded(activity: ActivityDocument, federation: FederationDocument) -> list[FederationCondition]:
    """The federation's excluded groups that the activity does not leave out, as far as situations tell."""
    own = {code for row in activity["target_group"]["exclusions"] or () for code in row["situations"] or ()}
    theirs = federation["target_group"]["exclusions"] or ()
    return [row for row in theirs if row["situations"] and not own & set(row["situations"])]


def _texts(rows: Sequence[ActivityCondition | FederationCondition] | None) -> str:
    if rows is None:
        return UNKNOWN
    return str("; ".join(row["text"] for row in rows) or _("ingen"))


def _is_wider(target: AgeLimits, limit: AgeLimits) -> bool:
    """Whether ages are certainly taken that the limit leaves out."""
    return _is_less(target["age_min"], limit["age_min"]) or _is_less(limit["age_max"], target["age_max"])


def _is_less(one: int | None, other: int | None) -> bool:
    return one is not None and other is not None and one < other


@rule(
    "exclusion-not-told",
    gettext_lazy("Förbundets avgränsning står inte hos verksamheten"),
    Severity.CHECK,
    gettext_lazy("Skriv in under ”Tas inte emot” vilka som inte kan komma, om avgränsningen gäller här."),
)
def exclusion_not_told(catalogue: Catalogue) -> Iterator[Hit]:
    """The federation leaves groups out; whoever reads the activity's page is not told."""
    for activity in catalogue.activities:
        for federation, _statement in catalogue.federations_of(activity):
            theirs = federation["target_group"]["exclusions"]
            if theirs and activity["target_group"]["exclusions"] is None:
                what = _("%(federation)s undantar: %(groups)s. Det framgår inte hos verksamheten.")
                groups = _texts(theirs)
                yield Hit(
                    activity,
                    what % {"federation": federation["name"], "groups": groups},
                    (
                        at(activity, "target_group.exclusions", UNKNOWN),
                        at(federation, "target_group.exclusions", groups),
                    ),
                )


@rule(
    "wider-than-priority",
    gettext_lazy("Åldrarna är vidare än dem som förbundet prioriterar"),
    Severity.NOTE,
    gettext_lazy("Stäm av åldrarna med förbundet. Godta om verksamheten medvetet tar emot fler."),
)
def wider_than_priority(catalogue: Catalogue) -> Iterator[Hit]:
    """Both speak of young adults, but mean different ages."""
    for activity in catalogue.activities:
        target = activity["target_group"]
        if not _speaks_of_young(activity):
            continue
        for federation, _statement in catalogue.federations_of(activity):
            for row in federation["target_group"]["priorities"] or ():
                if "young_adult" in (row["situations"] or ()) and _is_wider(target, row):
                    what = _("Verksamheten tar emot %(own)s. Förbundet prioriterar ”%(theirs)s”.")
                    yield Hit(
                        activity,
                        what % {"own": age_span(target), "theirs": row["text"]},
                        (
                            at(activity, "target_group", str(age_span(target))),
                            at(federation, "target_group.priorities", row["text"]),
                        ),
                    )


def _speaks_of_young(activity: ActivityDocument) -> bool:
    target = activity["target_group"]
    rows = [row["situations"] for row in target["criteria"] or ()] + [
        row["situations"] for row in target["priorities"] or ()
    ]
    coded = any("young_adult" in (situations or ()) for situations in rows)
    return coded or _YOUNG in same(f"{activity['name']} {target['description'] or ''}")


@rule(
    "any-or-all-unknown",
    gettext_lazy("Oklart om ett villkor räcker eller om alla krävs"),
    Severity.CHECK,
    gettext_lazy("Fråga verksamheten om det räcker att det ena stämmer."),
)
def any_or_all_unknown(catalogue: Catalogue) -> Iterator[Hit]:
    """A condition names several situations without saying whether one is enough."""
    for activity in catalogue.activities:
        for row in activity["target_group"]["criteria"] or ():
            situations = row["situations"] or ()
            if len(situations) > 1 and row["combination"] is None:
                words = ", ".join(str(Situation(code).label) for code in situations)
                what = _("Räcker en av dessa, eller krävs alla: %s?") % words
                yield Hit(activity, what, (at(activity, "target_group.criteria", row["text"]),))


@rule(
    "part-under-another-function",
    gettext_lazy("En del har en annan funktion än helheten"),
    Severity.NOTE,
    gettext_lazy("Kontrollera att båda står i rätt kolumn. Godta om delen medvetet hör till en annan funktion."),
)
def part_under_another_function(catalogue: Catalogue) -> Iterator[Hit]:
    """An activity is part of one that stands in another column of the matrix."""
    for activity in catalogue.activities:
        whole = catalogue.get(activity["part_of"], ActivityDocument)
        if whole and whole["function"]["slug"] != activity["function"]["slug"]:
            names = {"whole": whole["name"], "own": activity["function"]["name"], "theirs": whole["function"]["name"]}
            what = _("Ingår i %(whole)s, men står under %(own)s i stället för %(theirs)s.") % names
            quotes = (at(one, "function", one["function"]["name"]) for one in (activity, whole))
            yield Hit(activity, what, tuple(quotes))
