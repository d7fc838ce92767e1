"""Where to turn: addresses and office telephones against the property `contacts`."""

import re
from typing import Any

from tests.content.prose import SWEDISH
from tests.content.rules import Case, Rule, Rules

ABOUT = "contacts"


def _contacts(case: Case) -> list[dict[str, Any]]:
    return case.document[ABOUT] or []


def _printed(contact: dict[str, Any]) -> str:
    """A contact's address on one line, as a letter would have it."""
    town = " ".join(filter(None, (contact["postal_code"], contact["town"])))
    return ", ".join(filter(None, (contact["address"], town)))


def _has_address(case: Case) -> bool:
    """The address exactly, in the municipality that the source prints before it; else the words in its place."""
    plain, _, remark = case.value.partition(" (")
    municipality, _, address = plain.rpartition(": ")
    wanted = SWEDISH.get(address, (address,))
    found = [contact for contact in _contacts(case) if _printed(contact) in wanted]
    if municipality:
        found = [contact for contact in found if contact["municipality"]["name"] == municipality]
    remarked = all(bool(contact["note"]) == bool(remark) for contact in found)
    return len(found) == len(wanted) and remarked and _has_as_many_addresses(case)


def _has_as_many_addresses(case: Case) -> bool:
    """No address that the source lacks."""
    facts = (fact["value"].partition(" (")[0] for fact in case.entry["contact"]["addresses"])
    wanted = sum(len(SWEDISH.get(plain, (plain,))) for plain in facts)
    return sum(bool(_printed(contact)) for contact in _contacts(case)) == wanted


def _has_phone(case: Case) -> bool:
    """The number to the digit and the space, in its municipality where one is printed, and no other number."""
    municipality, phone = re.fullmatch(r"(?:(\w+) )?(0[\d -]+)", case.value).groups()  # type: ignore[union-attr]
    found = [contact for contact in _contacts(case) if contact["phone"] == phone]
    if municipality:
        found = [contact for contact in found if contact["municipality"]["name"] == municipality]
    return bool(found) and _has_as_many_phones(case)


def _has_as_many_phones(case: Case) -> bool:
    wanted = {re.sub(r"^\D+", "", fact["value"]) for fact in case.entry["contact"]["office_phones"]}
    return {contact["phone"] for contact in _contacts(case)} - {None} == wanted


ROLES = {
    "kraftteam": ["Ansvarig tjänsteman"],
    "lotsen": ["Ansvarig tjänsteman"],
    "sara": ["Enhetschef"],
    "sampac": ["Arbetsmarknadsansvarig", "Arbetsledare"],
    "dialogforare": ["Dialogförare"] * 5,
}
# Their sections print no municipality beside the contact, or a place of which they do not say where it lies.
NOWHERE = (
    "kraftteam",
    "u-sam",
    "t-sam",
    "sarv",
    "sara",
    "curateam",
    "kraft-huset",
    "dialogforare",
    "psykskoterskor",
    "aktiv-sjukskrivning",
)


def _has_as_many_persons(case: Case) -> bool:
    """A person of the source is a role and an office here, never a name; "Kontaktperson" where only
    a name was printed. A contact without a role is the activity's own address or telephone.
    """
    slug = case.document["slug"]
    persons = [contact["role"] for contact in _contacts(case) if contact["role"]]
    wanted = ROLES.get(slug, ["Kontaktperson"] * (case.value or 0))
    placed = {bool(contact["municipality"]) for contact in _contacts(case)} - {slug not in NOWHERE}
    return persons == wanted and len(wanted) == (case.value or 0) and not placed and _is_reachable(case)


def _is_reachable(case: Case) -> bool:
    """A contact has an address or a telephone, or says that only a mobile number was printed; no e-mail was."""
    return all(
        contact["email"] is None
        and (contact["phone"] or contact["address"] or "bara ett mobilnummer" in contact["note"])
        for contact in _contacts(case)
    )


def _keeps_mobile_number_back(case: Case) -> bool:
    return [(row["phone"], "mobilnummer" in row["note"]) for row in _contacts(case)] == [(None, case.value)]


CONTACT: Rules = {
    "*.contact.addresses": Rule(ABOUT, _has_as_many_addresses),
    "*.contact.addresses.*": Rule(ABOUT, _has_address),
    "*.contact.office_phones": Rule(ABOUT, _has_as_many_phones),
    "*.contact.office_phones.*": Rule(ABOUT, _has_phone),
    "*.contact.contact_persons": Rule(ABOUT, _has_as_many_persons),
    "*.contact.mobile_only": Rule(ABOUT, _keeps_mobile_number_back),
}
