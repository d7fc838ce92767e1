"""Who: partners, those who may refer, and where one turns."""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.funding import own
from activities.quality.catalogue import Catalogue
from activities.quality.finding import Hit, Place, Severity, at, rule
from activities.quality.names import same
from activities.schemas.types import ActivityContact, ActivityDocument, ActivityReferrer
from activities.vocabulary import ReferrerRole, Right
from federations.schemas.types import PartnerDocument
from federations.vocabulary import Sector
from financing.schemas.types import FinancingStreamDocument
from samverkan.language.sentences import listed

# Whom a referrer stands for when it names no partner of the register.
_SECTOR_OF_ROLE: dict[str, str] = {
    ReferrerRole.SOCIAL_SERVICES: Sector.MUNICIPALITY,
    ReferrerRole.MUNICIPALITY: Sector.MUNICIPALITY,
    ReferrerRole.REGION: Sector.REGION,
    ReferrerRole.DOCTOR: Sector.REGION,
    ReferrerRole.CARE_STAFF: Sector.REGION,
}
_PARTNER_OF_ROLE: dict[str, str] = {
    ReferrerRole.ARBETSFORMEDLINGEN: "arbetsformedlingen",
    ReferrerRole.FORSAKRINGSKASSAN: "forsakringskassan",
}
# The source describes "verksamheter där både stat och region ingår" (001:44).
CRITERION = (Sector.STATE, Sector.REGION)


@rule(
    "partner-may-not-refer",
    gettext_lazy("En part får inte hänvisa"),
    Severity.CHECK,
    gettext_lazy("Fråga verksamheten om parten får hänvisa. Lägg till den, eller godta att den inte får."),
)
def partner_may_not_refer(catalogue: Catalogue) -> Iterator[Hit]:
    """A partner authority is not among those who may refer, or may only initiate a contact."""
    for activity in catalogue.activities:
        referrers = activity["entry_route"]["referrers"] or []
        may = [row for row in referrers if row["right"] == "refer"]
        if not may or any(row["role"] == "partner_authority" for row in may):
            continue
        partners = {row["partner"]["slug"]: row for row in activity["partners"] or () if row["partner"]}
        left = [
            row
            for slug, row in partners.items()
            if not _refers(catalogue.get(row["partner"], PartnerDocument), slug, may)
        ]
        if left:
            names = listed(row["label"] for row in left)
            what = _("%s är part men står inte bland dem som får hänvisa.") % names
            quotes = (at(activity, "partners", names), at(activity, "entry_route.referrers", _referrers(referrers)))
            yield Hit(activity, what, quotes)


def _refers(partner: PartnerDocument | None, slug: str, may: list[ActivityReferrer]) -> bool:
    """Whether one of those who may refer is of the partner; who is no authority is not asked about."""
    if partner is None or partner["sector"] == "other":
        return True
    return any(
        row["partner"]["slug"] == slug
        if row["partner"]
        else _PARTNER_OF_ROLE.get(row["role"]) == slug or _SECTOR_OF_ROLE.get(row["role"]) == partner["sector"]
        for row in may
    )


def _referrers(rows: list[ActivityReferrer]) -> str:
    return "; ".join(f"{row['text']} ({Right(row['right']).label})" for row in rows)


@rule(
    "one-role-worded-twice",
    gettext_lazy("Vem som får hänvisa sägs på två sätt"),
    Severity.CHECK,
    gettext_lazy("Ta reda på vilken av formuleringarna som gäller och stryk den andra."),
)
def one_role_worded_twice(catalogue: Catalogue) -> Iterator[Hit]:
    """Two wordings of which doctors have a right; others may be several bodies, so nothing can be said of them."""
    for activity in catalogue.activities:
        wordings: dict[str, list[str]] = {}
        for row in activity["entry_route"]["referrers"] or ():
            if row["role"] == "doctor":
                wordings.setdefault(row["right"], []).append(row["text"])
        for texts in wordings.values():
            if len(set(map(same, texts))) > 1:
                what = _("Källan säger både ”%s”.") % _("” och ”").join(texts)
                yield Hit(activity, what, tuple(at(activity, "entry_route.referrers", text) for text in texts))


def _sectors(catalogue: Catalogue, activity: ActivityDocument) -> set[str] | None:
    """The sectors of an activity's partners; None where the list is unknown, or names a federation instead of them.

    Who stands in no register ("en del företag") is in no sector.
    """
    if not activity["partners"]:
        return None
    found: set[str] = set()
    for row in activity["partners"]:
        partner = catalogue.get(row["partner"], PartnerDocument)
        if partner:
            found.add(partner["sector"])
        elif row["partner"] or same(row["label"]) in catalogue.names_of_federations:
            return None
    return found or None


@rule(
    "criterion-not-met",
    gettext_lazy("Uppfyller inte områdets kriterium"),
    Severity.CHECK,
    gettext_lazy(
        "Lägg till parten om den är med. Annars godta, med skälet till att verksamheten ändå står i katalogen."
    ),
)
def criterion_not_met(catalogue: Catalogue) -> Iterator[Hit]:
    """The catalogue describes activities in which both the State and the region take part."""
    for activity in catalogue.activities:
        sectors = _sectors(catalogue, activity)
        missing = [str(sector.label) for sector in CRITERION if sectors and sector not in sectors]
        if missing:
            what = _("Katalogen beskriver samverkan där både stat och region ingår, men ingen part hör till %s.")
            criterion = Place(_("Katalogens kriterium"), _("både stat och region ingår"))
            yield Hit(activity, what % _(" eller ").join(missing), (_partners(activity), criterion))


def _partners(activity: ActivityDocument) -> Place:
    return at(activity, "partners", ", ".join(row["label"] for row in activity["partners"] or ()))


@rule(
    "contributor-is-no-partner",
    gettext_lazy("Den som betalar finns inte bland parterna"),
    Severity.CHECK,
    gettext_lazy("Lägg till parten om den är med. Kontrollera annars finansieringen."),
)
def contributor_is_no_partner(catalogue: Catalogue) -> Iterator[Hit]:
    """A stream is paid by sectors of which the activity has no partner."""
    for activity in catalogue.activities:
        named = all(row["partner"] for row in activity["partners"] or ())
        sectors = _sectors(catalogue, activity) if named else None
        streams = {row["stream"]["slug"]: row["stream"] for row in own(activity) if row["stream"]}
        for stream in filter(None, (catalogue.get(one, FinancingStreamDocument) for one in streams.values())):
            shares = stream["contribution_shares"] or ()
            left = [row for row in shares if sectors and row["percent"] and row["payer_kind"] not in sectors]
            if left:
                quote = ", ".join(f"{row['payer']} {row['percent']} %" for row in left)
                what = _("%(payers)s bidrar till %(stream)s men finns inte bland parterna.")
                names = {"payers": listed(row["payer"] for row in left), "stream": stream["name"]}
                yield Hit(activity, what % names, (_partners(activity), at(stream, "contribution_shares", quote)))


@rule(
    "partner-not-in-register",
    gettext_lazy("En part går inte att peka ut"),
    Severity.NOTE,
    gettext_lazy("Skriv vilka parterna är, eller lägg upp dem i registret."),
)
def partner_not_in_register(catalogue: Catalogue) -> Iterator[Hit]:
    """A partner's label leads to nobody in the register; a federation among them stands for its members."""
    for activity in catalogue.activities:
        for row in activity["partners"] or ():
            if row["partner"]:
                continue
            is_federation = same(row["label"]) in catalogue.names_of_federations
            what = _("”%s” är ett förbund. Vilka av dess medlemmar som är med framgår inte.") if is_federation else None
            what = what or _("”%s” finns inte i registret över parter.")
            yield Hit(activity, what % row["label"], (at(activity, "partners", row["label"]),))


@rule(
    "nobody-to-call",
    gettext_lazy("Varken telefon eller e-post"),
    Severity.SERIOUS,
    gettext_lazy("Skaffa ett telefonnummer eller en e-postadress till kontoret."),
)
def nobody_to_call(catalogue: Catalogue) -> Iterator[Hit]:
    """The activity has contacts, but none of them can be called or written to."""
    for activity in catalogue.activities:
        contacts = activity["contacts"] or ()
        if contacts and not any(row["phone"] or row["email"] for row in contacts):
            what = _("Ingen av kontakterna har telefon eller e-post.")
            quotes = (", ".join(filter(None, (row["office"], row["address"], row["note"]))) for row in contacts)
            yield Hit(activity, what, tuple(at(activity, "contacts", quote) for quote in quotes))


@rule(
    "shared-phone",
    gettext_lazy("Flera verksamheter har samma telefonnummer"),
    Severity.CHECK,
    gettext_lazy("Ring och fråga vilka numret gäller för. Rätta de andra."),
)
def shared_phone(catalogue: Catalogue) -> Iterator[Hit]:
    """One number stands at several activities."""
    users = _users(catalogue, lambda row: [row["phone"]])
    for number, activities in users.items():
        what = _("Numret %(shared)s har också %(others)s.")
        yield from _shared(what, number, activities)


@rule(
    "shared-address",
    gettext_lazy("Flera verksamheter har samma besöksadress"),
    Severity.NOTE,
    gettext_lazy("Kontrollera att de verkligen ligger i samma hus."),
)
def shared_address(catalogue: Catalogue) -> Iterator[Hit]:
    """One street address in one town stands at several activities."""
    for address, activities in _users(catalogue, lambda row: [row["address"], row["town"]]).items():
        yield from _shared(_("På %(shared)s finns också %(others)s."), address, activities)


def _users(
    catalogue: Catalogue, parts: Callable[[ActivityContact], list[str | None]]
) -> dict[str, list[ActivityDocument]]:
    """The activities that share some parts of a contact; where one of the parts is unknown nothing is shared."""
    found: dict[str, dict[str, ActivityDocument]] = {}
    for activity in catalogue.activities:
        for row in activity["contacts"] or ():
            shared = parts(row)
            known = [part for part in shared if part]
            if len(known) == len(shared):
                key = ", ".join(known)
                found.setdefault(key, {})[activity["slug"]] = activity
    return {key: list(users.values()) for key, users in found.items() if len(users) > 1}


def _shared(what: str, value: str, activities: list[ActivityDocument]) -> Iterator[Hit]:
    shown = activities[:6]
    for activity in activities:
        others = [other for other in shown if other is not activity]
        words = what % {"shared": value, "others": listed(other["name"] for other in others)}
        facts = (value, sorted(other["slug"] for other in others))
        yield Hit(activity, words, tuple(at(one, "contacts", value) for one in [activity, *others]), facts)
