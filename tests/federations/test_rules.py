"""What a register's document cannot say, whoever wrote it."""

import pytest

from samverkan.publishing.documents import Refused, build, reference_to, validate
from samverkan.publishing.publish import publish
from tests.factories import OFFICE, AreaFactory, FederationFactory, MunicipalityFactory, PartnerFactory

pytestmark = pytest.mark.django_db


def test_an_area_has_each_municipality_once() -> None:
    place = MunicipalityFactory.create()
    document = build(AreaFactory.create(municipalities=[place]))
    document["municipalities"] *= 2
    assert [str(fault) for fault in validate(document)] == ["municipalities: samma kommun förekommer flera gånger."]


def test_nothing_is_replaced_by_itself() -> None:
    partner = PartnerFactory.create()
    document = build(partner) | {"successor": reference_to(partner)}
    assert [str(fault) for fault in validate(document)] == ["successor: en post kan inte ersättas av sig själv."]


def test_a_member_is_a_municipality_or_a_partner_never_both_or_neither() -> None:
    document = build(FederationFactory.create())
    document["members"] = [{"municipality": None, "partner": None, "since": None, "until": None}]
    assert [fault.path for fault in validate(document)] == ["members[0]"]


def test_a_name_period_does_not_end_before_it_begins() -> None:
    document = build(PartnerFactory.create())
    document["names"] = [{"name": "Förr", "since": "2014-01", "until": "2013"}]
    assert [str(fault) for fault in validate(document)] == ["names[0]: slutar före sin början."]


def test_ages_do_not_run_backwards() -> None:
    federation = FederationFactory.create()
    document = build(federation)
    document["target_group"] |= {"age_min": 64, "age_max": 18}
    assert [fault.path for fault in validate(document)] == ["target_group.age_max"]


def test_an_entry_without_an_owner_is_not_published() -> None:
    partner = PartnerFactory.create()
    partner.owners.clear()
    with pytest.raises(Refused, match="owners"):
        publish([partner], OFFICE)
