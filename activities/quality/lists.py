"""The printed lists of streams and federations against what is described, and labels that mean more than one thing."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.funding import own
from activities.quality.catalogue import ACTIVITY, FEDERATION, STREAM, Catalogue, ListOwner
from activities.quality.finding import Hit, Place, Severity, at, rule
from activities.quality.names import called, same, without_brackets
from activities.schemas.types import ActivityDocument, ActivityFinancing
from financing.schemas.types import FinancingStreamDocument
from samverkan.language.sentences import listed
from samverkan.publishing.kinds import Document

MOST_LABELS = 12  # Of a list; a reader finds the rest there.
_STROKE = re.compile(r"\w\s*/\s*\w")


@rule(
    "listed-but-not-described",
    gettext_lazy("Finns i en lista men är inte beskriven"),
    Severity.SERIOUS,
    gettext_lazy("Beskriv verksamheten, eller stryk den ur listan om den har upphört."),
)
def listed_but_not_described(catalogue: Catalogue) -> Iterator[Hit]:
    """A label in a list that no activity goes by."""
    for listing in catalogue.listings:
        if not listing.activities:
            what = _("”%s” står i listan, men ingen verksamhet i katalogen heter så.") % listing.label
            yield Hit(listing.owner, what, (at(listing.owner, "activities_listed", listing.label),))


@rule(
    "missing-in-federations-list",
    gettext_lazy("Betalas av ett förbund men saknas i dess lista"),
    Severity.SERIOUS,
    gettext_lazy("Fråga förbundet om det betalar. Lägg till verksamheten i listan eller rätta finansieringen."),
)
def missing_in_federations_list(catalogue: Catalogue) -> Iterator[Hit]:
    """The activity says that a federation pays; the federation's own list is silent about it."""
    for activity in catalogue.activities:
        listed = {listing.owner["slug"] for listing in catalogue.lists(activity, FEDERATION)}
        for federation, statement in catalogue.federations_of(activity):
            if federation["activities_listed"] is not None and federation["slug"] not in listed:
                plain = _("Pengarna kommer från %s, som inte har verksamheten i sin lista.")
                read = _("%s leder sådana pengar i de kommuner där verksamheten finns, men har den inte i sin lista.")
                what = (plain if statement["federation"] else read) % federation["name"]
                yield Hit(activity, what, _both(activity, statement, federation))


@rule(
    "missing-in-streams-list",
    gettext_lazy("Betalas genom en finansieringsform men saknas i dess översikt"),
    Severity.CHECK,
    gettext_lazy("Lägg till verksamheten i översikten eller rätta finansieringen."),
)
def missing_in_streams_list(catalogue: Catalogue) -> Iterator[Hit]:
    """The activity names a stream whose overview, like every other, leaves the activity out."""
    for activity in catalogue.activities:
        told = [row["stream"] for row in activity["financing"] or () if row["said_by"] == STREAM]
        if told or catalogue.lists(activity, STREAM):
            continue  # If it is another stream's, the sources disagree; that is another rule.
        for statement in own(activity):
            stream = catalogue.get(statement["stream"], FinancingStreamDocument)
            if stream and stream["activities_listed"] is not None:
                what = _("Pengarna kommer från %s, men översikten nämner inte verksamheten.") % stream["name"]
                yield Hit(activity, what, _both(activity, statement, stream))


def _both(activity: ActivityDocument, statement: ActivityFinancing, owner: ListOwner) -> tuple[Place, Place]:
    labels = owner["activities_listed"] or []
    listed = "; ".join([*labels[:MOST_LABELS], *(["…"] if len(labels) > MOST_LABELS else [])]) or _("inga")
    return at(activity, "financing", statement["label"]), at(owner, "activities_listed", listed)


@rule(
    "list-names-other-places",
    gettext_lazy("Listan nämner andra kommuner än placeringen"),
    Severity.CHECK,
    gettext_lazy("Kontrollera i vilka kommuner verksamheten finns och i vilka den betalas så."),
)
def list_names_other_places(catalogue: Catalogue) -> Iterator[Hit]:
    """A label in a list names municipalities, but not those where the activity is placed."""
    for listing in catalogue.listings:
        named = {slug for kind, slug in catalogue.municipalities_in(listing.label) if kind == "municipality"}
        for activity in map(catalogue.activity, listing.activities):
            placed = {row["municipality"]["slug"]: row["municipality"]["name"] for row in activity["placements"] or ()}
            if named and placed and named != placed.keys():
                what = _("Listan säger ”%(label)s”, men verksamheten är placerad i %(placed)s.")
                yield Hit(
                    activity,
                    what % {"label": listing.label, "placed": listed(placed.values())},
                    (
                        at(listing.owner, "activities_listed", listing.label),
                        at(activity, "placements", ", ".join(placed.values())),
                    ),
                )


@rule(
    "one-label-for-several",
    gettext_lazy("En etikett betyder flera saker"),
    Severity.CHECK,
    gettext_lazy("Ge var och en sin egen etikett, så att ingen tar fel."),
)
def one_label_for_several(catalogue: Catalogue) -> Iterator[Hit]:
    """Several entries go by one name, or one printed label speaks of several activities or financings."""
    for kind in (ACTIVITY, STREAM, FEDERATION, "partner"):
        yield from _shared_names(catalogue.of_kind(kind))
    for activity in catalogue.activities:
        yield from _labels_of_several(activity)
    for listing in catalogue.listings:
        if _STROKE.search(listing.label) and not listing.activities:
            what = _("Etiketten ”%s” talar om flera på en gång.") % listing.label
            yield Hit(listing.owner, what, (at(listing.owner, "activities_listed", listing.label),))
        if len(listing.activities) > 1:
            names = listed(catalogue.activity(slug)["name"] for slug in listing.activities)
            what = _("”%(label)s” stämmer på flera verksamheter: %(names)s.") % {"label": listing.label, "names": names}
            place = at(listing.owner, "activities_listed", listing.label)
            yield Hit(listing.owner, what, (place,), (listing.label, listing.activities))


def _shared_names(documents: list[Document]) -> Iterator[Hit]:
    users: dict[str, dict[str, tuple[Document, str]]] = {}
    for document in documents:
        for name in called(document):
            users.setdefault(same(without_brackets(name)), {}).setdefault(document["slug"], (document, name))
    for shared in users.values():
        if len(shared) < 2:
            continue
        shown = list(shared.values())
        for document, name in shown:
            others = [pair for pair in shown[:4] if pair[0] is not document][:3]
            what = _("”%(name)s” betyder också %(others)s.")
            yield Hit(
                document,
                what % {"name": without_brackets(name), "others": listed(one["name"] for one, _name in others)},
                tuple(Place(f"{one['name']}: {_('kallas')}", label) for one, label in [(document, name), *others]),
            )


def _labels_of_several(activity: ActivityDocument) -> Iterator[Hit]:
    """Labels that a stroke divides, and one wording that stands for several streams."""
    streams: dict[tuple[str, str], dict[str, str]] = {}
    for row in activity["financing"] or ():
        if _STROKE.search(row["label"]):
            what = _("Etiketten ”%s” talar om flera på en gång.") % row["label"]
            yield Hit(activity, what, (at(activity, "financing", row["label"]),))
        if row["stream"]:
            named = streams.setdefault((row["said_by"], row["label"]), {})
            named[row["stream"]["slug"]] = row["stream"]["name"]
    for (_said_by, label), named in streams.items():
        if len(named) > 1:
            what = _("Samma ordalydelse står för flera finansieringar: %s.") % listed(named.values())
            yield Hit(activity, what, (at(activity, "financing", label),), (label, sorted(named)))
