"""What a page or endpoint asks of the database does not grow with the catalogue."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from activities.models import Activity
from samverkan.publishing.index import count_words
from samverkan.publishing.models import ENDLESS, Current, Event, Extract, Facet, Publication, Revision, Token
from tests.factories import (
    ActivityFactory,
    AreaFactory,
    FederationFactory,
    FinancingStreamFactory,
    FunctionFactory,
    MunicipalityFactory,
    PartnerFactory,
    published,
)

ADDRESSES = [
    "/",
    "/matris/sjuharad/",
    "/matris/sjuharad/?finansiering=finsam&fran=r1",
    "/matris/sjuharad/matris.csv",
    "/verksamheter/",
    "/verksamheter/?kommun=vik&datum=2010-01-01&ordning=bekraftad",
    "/verksamheter/lotsen/",
    "/verksamheter/lotsen/historik/",
    "/verksamheter/lotsen/historik/?fran=r1&till=r1",
    "/andringar/",
    "/andringar/?kommun=vik&funktion=trana&bekraftelser=1",
    "/andringar.atom?kommun=vik",
    "/hitta/",
    "/samtal/?samtal=lotsen",
    "/hitta/?kommun=vik&alder=22&myndigheter=2",
    "/kommuner/vik/",
    "/kommuner/vik/?sida=2",
    "/upphor/",
    "/api/v1/endings",
    "/forbund/",
    "/forbund/norra/",
    "/finansiering/",
    "/finansiering/finsam/",
    "/parter/",
    "/om/",
    "/sitemap.xml",
    "/readyz",
    "/api/v1/changes",
    "/api/v1/partners",
    "/api/v1/sources",
    "/api/v1/editions",
    "/api/v1/activities?limit=10",
    "/api/v1/activities?limit=10&municipality=vik&on=2010-01-01",
    "/api/v1/activities/lotsen",
    "/api/v1/activities/match?municipality=vik&age=22",
    "/api/v1/matrix/sjuharad",
    "/api/v1/changes?limit=100",
    "/api/v1/federations",
    "/api/v1/financing-streams",
    "/api/v1/municipalities",
]
SEARCHES = ["/verksamheter/?q=lotsen", "/verksamheter/?q=samtal+vik", "/verksamheter/?q=xyzzyxyzzy"]


@pytest.fixture
def activity() -> Activity:
    place = MunicipalityFactory.create(slug="vik")
    area = AreaFactory.create(slug="sjuharad", municipalities=[place])
    function = FunctionFactory.create(slug="trana", position=1)
    activity = ActivityFactory.create(slug="lotsen", area=area, function=function, placed_in=[place], described=True)
    federation = FederationFactory.create(slug="norra", area=area)
    stream = FinancingStreamFactory.create(slug="finsam")
    activity.financing.create(label="Finsam", stream=stream, federation=federation)
    activity.partners.create(label="Part", partner=PartnerFactory.create())
    published(activity)
    return activity


def copies_of(activity: Activity, number: int, amount: int) -> None:
    """So many more entries like it, appended to the log as one revision."""
    pattern = Publication.objects.get(kind="activity", slug=activity.slug)
    revision = Revision.objects.create(
        number=number, moment=Revision.objects.latest("number").moment.replace(year=2100 + number)
    )
    rows = Publication.objects.bulk_create(
        Publication(
            revision=revision,
            kind="activity",
            slug=f"kopia-{number}-{index}",
            name=pattern.name,
            sort_key=pattern.sort_key,
            body=str(pattern.body).replace('"slug":"lotsen"', f'"slug":"kopia-{number}-{index}"'),
            published_at=revision.moment,
        )
        for index in range(amount)
    )
    Event.objects.bulk_create(
        Event(revision=revision, position=index, kind="activity", slug=row.slug, op="upsert", publication=row)
        for index, row in enumerate(rows)
    )
    Current.objects.bulk_create(
        Current(publication=row, kind=row.kind, slug=row.slug, since=number, until=ENDLESS) for row in rows
    )
    words = list(pattern.tokens.values_list("word", "weight"))
    Token.objects.bulk_create(
        Token(publication=row, word=word, weight=weight) for row in rows for word, weight in words
    )
    count_words(rows, +1)
    facets = list(pattern.facets.values_list("name", "value"))
    Facet.objects.bulk_create(Facet(publication=row, name=name, value=value) for row in rows for name, value in facets)
    said = {"parts": pattern.extract.parts, "brief": pattern.extract.brief}
    slugs = ((row, said["brief"].replace('"slug":"lotsen"', f'"slug":"{row.slug}"')) for row in rows)
    Extract.objects.bulk_create(Extract(publication=row, parts=said["parts"], brief=brief) for row, brief in slugs)


def queries(client: Client) -> dict[str, int]:
    asked = {}
    for address in (*ADDRESSES, *SEARCHES[1:]):
        client.get(address)  # Words, registers and what entries are asked for are read once a revision.
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200, address
        asked[address] = len(captured)
    return asked


@pytest.mark.django_db
def test_no_address_asks_more_than_four_times_with_20_entries_or_with_2000(client: Client, activity: Activity) -> None:
    copies_of(activity, 2, 19)
    few = queries(client)
    copies_of(activity, 3, 1980)
    many = queries(client)
    assert {address: (few[address], many[address]) for address in ADDRESSES if few[address] != many[address]} == {}
    assert max(few.values()) <= 4
    assert max(many.values()) <= 4, "a search with many hits lets the database count them"
