"""Where: placements against texts, residents, contacts and federations."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.quality.catalogue import Catalogue
from activities.quality.finding import Hit, Place, Severity, at, rule
from activities.quality.names import sentences
from activities.quality.prose import paragraphs
from activities.schemas.types import ActivityContact, ActivityDocument, FunctionDocument
from federations.schemas.types import AreaDocument, FederationDocument, MunicipalityDocument
from samverkan.language.sentences import listed
from samverkan.publishing.difference import UNKNOWN
from samverkan.publishing.schemas.typed import of_type
from samverkan.publishing.schemas.types import Reference

_LATER = re.compile(r"\b(kan komma att|längre fram|planera(s|t|de)?|ska införas|så småningom|på sikt)\b", re.I)


def _placed(activity: ActivityDocument) -> dict[str, str]:
    """The municipalities where an activity stands: names by slug."""
    return {row["municipality"]["slug"]: row["municipality"]["name"] for row in activity["placements"] or ()}


def _where(activity: ActivityDocument) -> Place:
    return at(activity, "placements", ", ".join(_placed(activity).values()) or _("ingen"))


@rule(
    "described-but-not-placed",
    gettext_lazy("Beskriven men inte placerad"),
    Severity.CHECK,
    gettext_lazy("Placera verksamheten i de kommuner där den finns, eller godta med förklaringen varför den saknas."),
)
def described_but_not_placed(catalogue: Catalogue) -> Iterator[Hit]:
    """The activity is in no cell of the matrix."""
    for activity in catalogue.activities:
        if not activity["placements"]:
            stated = _("ingen") if activity["placements"] == [] else UNKNOWN
            what = _("Verksamheten är beskriven men syns inte i matrisen.")
            yield Hit(activity, what, (at(activity, "placements", stated),))


@rule(
    "text-names-another-municipality",
    gettext_lazy("Texten nämner en kommun där verksamheten inte finns"),
    Severity.SERIOUS,
    gettext_lazy("Rätta texten, eller lägg till placeringen eller bostadsorten om den fattas."),
)
def text_names_another_municipality(catalogue: Catalogue) -> Iterator[Hit]:
    """A text speaks of a municipality of the area where the activity neither stands nor takes residents."""
    for activity in catalogue.activities:
        area = catalogue.get(activity["area"], AreaDocument)
        if activity["placements"] is None or area is None:
            continue
        inside = {place["slug"]: place["name"] for place in area["municipalities"] or ()}
        known = _placed(activity).keys() | _home_slugs(catalogue, activity)
        for slug, (path, sentence) in _named(catalogue, activity).items():
            if slug in inside and slug not in known:
                what = _("Texten nämner %s, där verksamheten varken är placerad eller tar emot invånare.")
                yield Hit(activity, what % inside[slug], (at(activity, path, sentence), _where(activity)))


def _home_slugs(catalogue: Catalogue, activity: ActivityDocument) -> set[str]:
    """The municipalities whose residents are taken, an area's own ones too."""
    found = set()
    for home in activity["target_group"]["residence"] or ():
        area = catalogue.get(home, AreaDocument) if home["kind"] == "area" else None
        found |= {place["slug"] for place in (area["municipalities"] or ())} if area else {home["slug"]}
    return found


def _named(catalogue: Catalogue, activity: ActivityDocument) -> dict[str, tuple[str, str]]:
    """The municipalities that the texts name, each with the first sentence that does and its field."""
    found: dict[str, tuple[str, str]] = {}
    for path, text in paragraphs(activity):
        for sentence in sentences(text):
            for kind, slug in catalogue.municipalities_in(sentence):
                if kind == "municipality":
                    found.setdefault(slug, (path, sentence))
    return found


@rule(
    "placed-where-only-planned",
    gettext_lazy("Placerad där texten bara talar om framtiden"),
    Severity.SERIOUS,
    gettext_lazy("Ta reda på om verksamheten finns där i dag. Rätta placeringen eller texten."),
)
def placed_where_only_planned(catalogue: Catalogue) -> Iterator[Hit]:
    """The text says that the activity may come to a municipality where the matrix already has it."""
    for activity in catalogue.activities:
        placed = _placed(activity)
        for path, text in paragraphs(activity):
            for sentence in filter(_LATER.search, sentences(text)):
                named = [slug for kind, slug in catalogue.municipalities_in(sentence) if kind == "municipality"]
                names = [placed[slug] for slug in named if slug in placed]
                if names:
                    what = _("Matrisen placerar verksamheten i %s, men texten talar om det som något som kan komma.")
                    yield Hit(activity, what % listed(names), (at(activity, path, sentence), _where(activity)))


@rule(
    "residents-without-placement",
    gettext_lazy("Tar emot invånare från en kommun utan placering"),
    Severity.CHECK,
    gettext_lazy("Placera verksamheten också där, eller rätta vilka som tas emot."),
)
def residents_without_placement(catalogue: Catalogue) -> Iterator[Hit]:
    """Residents of a municipality are taken, but its row in the matrix does not show the activity."""
    for activity in catalogue.activities:
        homes = [home for home in activity["target_group"]["residence"] or () if home["kind"] == "municipality"]
        placed = _placed(activity)
        missing = [home for home in homes if placed and home["slug"] not in placed]
        if missing:
            names = listed(home["name"] for home in missing)
            what = _("Den som bor i %s tas emot, men där syns inte verksamheten i matrisen.") % names
            homes_named = ", ".join(home["name"] for home in homes)
            instead = (_in_cell(catalogue, activity["function"], home) for home in missing)
            quotes = at(activity, "target_group.residence", homes_named), _where(activity), *filter(None, instead)
            yield Hit(activity, what, quotes, (homes_named, sorted(placed)))


def _in_cell(catalogue: Catalogue, function: Reference, municipality: Reference) -> Place | None:
    """What the matrix has there instead."""
    labels = [label for _activity, label in catalogue.in_cell.get((municipality["slug"], function["slug"]), ())]
    return Place(f"{_('Matrisen')}: {municipality['name']}, {function['name']}", ", ".join(labels)) if labels else None


@rule(
    "placed-without-contact-there",
    gettext_lazy("Ingen kontakt i en kommun där verksamheten finns"),
    Severity.CHECK,
    gettext_lazy("Skriv vilken kommun varje kontakt gäller, och lägg till dem som fattas."),
)
def placed_without_contact_there(catalogue: Catalogue) -> Iterator[Hit]:
    """The activity has contacts, but none is said to be for a municipality where it stands."""
    for activity in catalogue.activities:
        placed = _placed(activity)
        contacts = activity["contacts"] or ()
        there = {row["municipality"]["slug"] if row["municipality"] else None for row in contacts}
        general = len(placed) == 1 and None in there  # The contact of what stands in one place is there.
        missing = [] if general else [name for slug, name in placed.items() if slug not in there]
        if contacts and missing:
            what = _("Ingen kontakt eller adress anges för %s.") % listed(missing)
            if len(missing) == len(placed) > 1:
                what = _("Inget säger vilken kommun kontakterna gäller: %s.") % listed(missing)
            yield Hit(
                activity, what, (_where(activity), *(at(activity, "contacts", _contact(row)) for row in contacts))
            )


def _contact(row: ActivityContact) -> str:
    parts = (row["role"], row["office"], row["address"], row["town"], row["phone"])
    home = row["municipality"]["name"] if row["municipality"] else _("kommun anges inte")
    return f"{', '.join(filter(None, parts))} ({home})"


@rule(
    "empty-in-matrix",
    gettext_lazy("Tomma rutor i matrisen"),
    Severity.NOTE,
    gettext_lazy("Fråga kommunen om något finns. Godta med förklaringen om det är känt att inget finns."),
)
def empty_in_matrix(catalogue: Catalogue) -> Iterator[Hit]:
    """A municipality of an area has functions of which nothing is said."""
    functions = sorted(
        of_type(catalogue.of_kind("function"), FunctionDocument), key=lambda function: function["position"]
    )
    for area in catalogue.areas:
        for reference in area["municipalities"] or ():
            municipality = catalogue.get(reference, MunicipalityDocument)
            cells = {one["name"]: catalogue.in_cell.get((reference["slug"], one["slug"])) for one in functions}
            empty = [name for name, found in cells.items() if not found]
            if municipality and empty:
                full = [f"{name}: {', '.join(label for _a, label in found)}" for name, found in cells.items() if found]
                what = _("Matrisen har ingen uppgift om: %s.") % "; ".join(empty)
                place = Place(f"{_('Matrisen')}: {area['name']}, {municipality['name']}", "; ".join(full) or UNKNOWN)
                yield Hit(municipality, what, (place,), (area["slug"], empty))


@rule(
    "outside-every-federation",
    gettext_lazy("Kommuner utan samordningsförbund"),
    Severity.NOTE,
    gettext_lazy("Kontrollera förbundens medlemmar. Godta om kommunerna inte är med i något förbund."),
)
def outside_every_federation(catalogue: Catalogue) -> Iterator[Hit]:
    """The area has federations whose members are known, and some of its municipalities are in none."""
    by_area: dict[str, list[FederationDocument]] = {}
    for federation in catalogue.federations:
        by_area.setdefault(federation["area"]["slug"], []).append(federation)
    for area in catalogue.areas:
        federations = by_area.get(area["slug"], [])
        if not federations or not all(map(_knows_members, federations)):
            continue
        members = {
            row["municipality"]["slug"]
            for federation in federations
            for row in federation["members"] or ()
            if row["municipality"]
        }
        outside = [place["name"] for place in area["municipalities"] or () if place["slug"] not in members]
        if outside:
            what = _("%s är inte med i något av områdets förbund.") % listed(outside)
            quotes = (at(one, "members", _members(one)) for one in federations)
            yield Hit(area, what, tuple(quotes), tuple(outside))


def _knows_members(federation: FederationDocument) -> bool:
    rows = federation["members"]
    return rows is not None and all(row["municipality"] or row["partner"] for row in rows)


def _members(federation: FederationDocument) -> str:
    names = (row["municipality"] or row["partner"] for row in federation["members"] or ())
    return ", ".join(name["name"] for name in names if name) or _("inga")
