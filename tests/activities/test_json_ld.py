"""What search engines read of an activity: what the entry says, in schema.org's words, and nothing more."""

import copy
import json
import re
from typing import Any

import pytest
from django.test import Client

from activities.json_ld import as_script, government_service
from activities.models import Residence
from samverkan.publishing.models import Publication
from tests.factories import ActivityFactory, MunicipalityFactory, published

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def address(kind: str, slug: str) -> str:
    return f"https://katalogen.example.se/{kind}/{slug}"


@pytest.mark.django_db
def test_the_page_of_an_activity_carries_it_for_now_alone() -> None:
    home = MunicipalityFactory.create(slug="boras", name="Borås")
    ages = {"age_min": 18, "age_max": 29}
    activity = ActivityFactory.create(slug="lotsen", name="Lotsen", described=True, for_whom=ages)
    Residence.objects.create(activity=activity, municipality=home)
    published(home, activity)
    [found] = map(json.loads, BLOCK.findall(Client().get("/verksamheter/lotsen/").text))
    assert found["@type"] == "GovernmentService"
    assert found["url"] == "http://testserver/verksamheter/lotsen/"
    assert found["audience"] == {"@type": "PeopleAudience", "suggestedMinAge": 18, "suggestedMaxAge": 29}
    place = {"@type": "AdministrativeArea", "name": "Borås", "url": "http://testserver/kommuner/boras/"}
    assert found["areaServed"] == [place]
    assert not BLOCK.findall(Client().get("/verksamheter/lotsen/?vid=r1").text)


@pytest.mark.django_db
def test_what_is_unknown_is_left_out_and_a_fresh_number_is_told() -> None:
    published(ActivityFactory.create())
    document: Any = Publication.objects.get(kind="activity").document
    contact = {"role": None, "office": "Kontoret", "municipality": None, "address": None, "postal_code": None}
    document["contacts"] = [contact | {"town": None, "phone": "033-35 70 00", "email": None, "note": None}]
    told = government_service(document, address, phones=True)
    assert told["availableChannel"] == [
        {
            "@type": "ServiceChannel",
            "name": "Kontoret",
            "servicePhone": {"@type": "ContactPoint", "telephone": "033-35 70 00"},
        }
    ]
    unknown = copy.deepcopy(document)
    unknown |= dict.fromkeys(("aliases", "summary", "operator", "partners", "contacts", "free_of_charge"))
    unknown["target_group"] = dict.fromkeys(document["target_group"])
    bare = {"@context", "@type", "@id", "url", "name", "serviceType", "category", "inLanguage"}
    assert government_service(unknown, address, phones=True).keys() == bare


def test_no_text_ends_the_block() -> None:
    hostile = "</script><script>alert(1)</script><!-- & å"
    block = as_script({"name": hostile})
    assert block.count("<") == 2
    assert json.loads(BLOCK.findall(block)[0]) == {"name": hostile}
