"""Who pays: do the sources agree, do the shares add up, and does the money last as long as the activity?"""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.documents import span
from activities.funding import own
from activities.quality.catalogue import FEDERATION, STREAM, Catalogue
from activities.quality.finding import Hit, Place, Severity, at, rule
from activities.schemas.types import ActivityDocument, ActivityFinancing
from activities.vocabulary import SaidBy
from financing.schemas.types import FinancingStreamDocument
from financing.shares import complaints
from samverkan.language.sentences import listed
from samverkan.publishing.difference import UNKNOWN
from samverkan.publishing.edtf import Edtf
from samverkan.publishing.schemas.types import Reference


@rule(
    "sources-disagree-on-payer",
    gettext_lazy("Källorna är oense om vem som betalar"),
    Severity.SERIOUS,
    gettext_lazy("Ta reda på vem som betalar. Rätta verksamheten eller översikten, den som har fel."),
)
def sources_disagree_on_payer(catalogue: Catalogue) -> Iterator[Hit]:
    """The activity names other streams, or other federations, than those that list it."""
    for activity in catalogue.activities:
        for kind in (STREAM, FEDERATION):
            said = {owner["slug"]: row for row in own(activity) if (owner := _owner(row, kind))}
            told = dict(_told(catalogue, activity, kind))
            known = all(_is_known(catalogue, row, kind) for row in activity["financing"] or ())
            if known and said and told and said.keys() != told.keys():
                names = {"said": _names(catalogue, kind, said), "told": _names(catalogue, kind, told)}
                what = _("Verksamheten säger %(said)s. Den finns i översikten för %(told)s.") % names
                quotes = (at(activity, "financing", row["label"]) for row in said.values())
                yield Hit(activity, what, (*quotes, *told.values()), (kind, sorted(said), sorted(told)))


def _owner(row: ActivityFinancing, kind: str) -> Reference | None:
    """The stream, or the federation, that a statement names."""
    return row["stream"] if kind == STREAM else row["federation"]


def _is_known(catalogue: Catalogue, row: ActivityFinancing, kind: str) -> bool:
    """Whether a statement tells which stream it means, or which federation, if its stream is led by any."""
    if kind == STREAM or row["federation"] or not row["stream"]:
        return bool(row["stream"] if kind == STREAM else row["federation"])
    stream = catalogue.get(row["stream"], FinancingStreamDocument)
    return row["said_by"] == STREAM or not (stream and stream["federations"])


def _told(catalogue: Catalogue, activity: ActivityDocument, kind: str) -> Iterator[tuple[str, Place]]:
    """The streams, or federations, that say that they pay the activity, each with the place where they do."""
    for row in activity["financing"] or ():
        owner = _owner(row, kind)
        if row["said_by"] == kind and owner:
            yield owner["slug"], Place(f"{activity['name']}: {SaidBy(kind).label}", row["label"])
    for listing in catalogue.lists(activity, kind):
        yield listing.owner["slug"], at(listing.owner, "activities_listed", listing.label)


def _names(catalogue: Catalogue, kind: str, slugs: Iterable[str]) -> str:
    found = {slug: catalogue.documents.get((kind, slug)) for slug in sorted(slugs)}
    return listed(document["name"] if document else slug for slug, document in found.items())


@rule(
    "remaining-payer-unknown",
    gettext_lazy("Vem som betalar resten är okänt"),
    Severity.CHECK,
    gettext_lazy("Ta reda på vem som betalar resten och lägg till betalaren med sin andel."),
)
def remaining_payer_unknown(catalogue: Catalogue) -> Iterator[Hit]:
    """The activity states shares that leave something over."""
    for activity in catalogue.activities:
        shares = [row for row in own(activity) if row["share_percent"] is not None]
        total = sum(row["share_percent"] or 0 for row in shares)
        if shares and total < 100:
            what = _("%(total)s procent har en betalare. Vem som betalar de återstående %(rest)s framgår inte.")
            yield Hit(activity, what % {"total": total, "rest": 100 - total}, tuple(_shares(activity, shares)))


@rule(
    "shares-do-not-sum-to-100",
    gettext_lazy("Andelarna blir inte 100 procent"),
    Severity.SERIOUS,
    gettext_lazy("Rätta andelarna så att de tillsammans blir 100 procent."),
)
def shares_do_not_sum_to_100(catalogue: Catalogue) -> Iterator[Hit]:
    """A stream's contribution shares, or an activity's shares, come to something impossible."""
    for stream in catalogue.streams:
        rows = stream["contribution_shares"] or ()
        for complaint in complaints(rows):
            quotes = (at(stream, "contribution_shares", f"{row['payer']} {row['percent']} %") for row in rows)
            yield Hit(stream, complaint[0].upper() + complaint[1:], tuple(quotes))
    for activity in catalogue.activities:
        shares = [row for row in own(activity) if row["share_percent"] is not None]
        total = sum(row["share_percent"] or 0 for row in shares)
        if total > 100:
            what = _("Andelarna blir tillsammans %s procent.") % total
            yield Hit(activity, what, tuple(_shares(activity, shares)))


def _shares(activity: ActivityDocument, rows: list[ActivityFinancing]) -> Iterator[Place]:
    for row in rows:
        payer = row["payer"]["name"] if row["payer"] else UNKNOWN
        yield at(activity, "financing", f"{row['label']}: {payer} {row['share_percent']} %")


@rule(
    "outlasts-its-money",
    gettext_lazy("Pengarna tar slut före verksamheten"),
    Severity.CHECK,
    gettext_lazy("Skriv när verksamheten slutar, eller vem som betalar när finansieringen har upphört."),
)
def outlasts_its_money(catalogue: Catalogue) -> Iterator[Hit]:
    """The stream has an end, but the activity has none or a later one."""
    for activity in catalogue.activities:
        streams = {row["stream"]["slug"]: row["stream"] for row in activity["financing"] or () if row["stream"]}
        for stream in filter(None, (catalogue.get(one, FinancingStreamDocument) for one in streams.values())):
            until = stream["valid_until"]
            if until and _outlasts(activity, until):
                what = _("%(stream)s gäller till %(until)s, men verksamheten har inget slut före det.")
                end = _period(activity)
                yield Hit(
                    activity,
                    what % {"stream": stream["name"], "until": Edtf.parse(until)},
                    (
                        at(activity, "period.end", end or UNKNOWN),
                        at(stream, "valid_until", str(Edtf.parse(until))),
                    ),
                )


def _outlasts(activity: ActivityDocument, until: str) -> bool:
    """Whether the activity is open-ended, or certainly ends after a day."""
    end = activity["period"]["end"]
    last = Edtf.parse(until).latest
    return Edtf.parse(end).earliest > last if end else span(activity)[1] is None


def _period(document: ActivityDocument) -> str:
    """The stated end, or the stated start with its length, in words."""
    period = document["period"]
    if period["end"]:
        return str(Edtf.parse(period["end"]))
    if period["start"] and period["months"]:
        words = _("%(start)s, %(months)s månader")
        return words % {"start": Edtf.parse(period["start"]), "months": period["months"]}
    return ""


@rule(
    "past-its-end",
    gettext_lazy("Tiden har gått ut"),
    Severity.SERIOUS,
    gettext_lazy("Skriv in förlängningen om det finns en. Annars återkalla posten ur katalogen."),
)
def past_its_end(catalogue: Catalogue) -> Iterator[Hit]:
    """The last day on which an activity or a stream can have held lies behind."""
    for activity in catalogue.activities:
        last = span(activity)[1]
        if last and last < catalogue.on:
            words = _("Verksamheten kunde förlängas efter %s, men ingen förlängning är inskriven.")
            plain = _("Verksamheten tog slut senast %s, men står kvar som om den fanns.")
            what = (words if activity["period"]["extendable"] else plain) % last
            yield Hit(activity, what, (at(activity, "period", _period(activity)),))
    for stream in catalogue.streams:
        until = stream["valid_until"] and Edtf.parse(stream["valid_until"])
        if until and until.latest < catalogue.on:
            what = _("Finansieringsformen gällde till %s, men står kvar som om den gällde.") % until
            yield Hit(stream, what, (at(stream, "valid_until", str(until)),))
