"""Organizations in HSDS: partners and federations."""

from typing import Any

from federations.hsds.organization import ORGANIZATIONS, organization
from samverkan.api.hsds.objects import Thing
from samverkan.api.hsds.parameters import FULL, PAGED
from samverkan.api.hsds.resources import HsdsEntry, HsdsList, HsdsResource, among


class _Organizations(HsdsResource):
    def organizations(self) -> list[Thing]:
        """All partners and federations in Swedish order, in one query."""
        rows = self.publications().filter(kind__in=(*ORGANIZATIONS, "municipality")).in_swedish_order()
        around = self.surroundings(rows)
        return [organization(row.document, around) for row in rows if row.kind in ORGANIZATIONS]


class OrganizationList(_Organizations, HsdsList):
    """Pages of organizations, with what belongs to them only where that is asked."""

    parameters = (*PAGED, FULL)

    def things(self, asked: dict[str, Any]) -> list[Thing]:
        found = self.organizations()
        return found if asked.get("full") else [alone(one) for one in found]


class OrganizationEntry(_Organizations, HsdsEntry):
    """One organization with all that belongs to it."""

    def thing(self, wanted: str) -> Thing:
        return among(self.organizations(), wanted)


def alone(one: Thing) -> Thing:
    """An object without its lists."""
    return {name: value for name, value in one.items() if not isinstance(value, list)}
