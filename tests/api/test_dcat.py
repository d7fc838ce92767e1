"""What data portals harvest: whole, named by addresses, and as DCAT-AP-SE and the EU's shapes ask."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pyshacl import validate
from rdflib import DCAT, DCTERMS, FOAF, RDF, BNode, Graph, URIRef

from samverkan.api.dcat_graph import CC0, VCARD
from tests.factories import ActivityFactory, published

pytestmark = pytest.mark.django_db
SHAPES = Path(settings.BASE_DIR).parent / "shared/standards/dcat-ap/dcat-ap-3.0.1_html_shacl_shapes.ttl"


@pytest.fixture
def graph() -> Graph:
    published(ActivityFactory.create())
    answer = Client().get("/datasets/dcat")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/rdf+xml")
    return Graph().parse(data=answer.content, format="xml")


@pytest.mark.skipif(not SHAPES.exists(), reason="DCAT-AP does not lie beside the repository")
def test_it_holds_to_the_shapes_of_the_union(graph: Graph) -> None:
    shapes = Graph().parse(SHAPES, format="turtle")
    conforms, _, text = validate(graph, shacl_graph=shapes, advanced=True)
    assert conforms, text
    for agent in graph.subjects(RDF.type, FOAF.Agent):  # What is asked must be able to fail.
        graph.remove((agent, FOAF.name, None))
    assert not validate(graph, shacl_graph=shapes, advanced=True)[0]


def test_everything_has_an_address_and_what_sweden_asks_besides(graph: Graph) -> None:
    assert not [one for triple in graph for one in triple if isinstance(one, BNode)]
    [catalogue] = graph.subjects(RDF.type, DCAT.Catalog)
    [dataset] = graph.subjects(RDF.type, DCAT.Dataset)
    [agent] = graph.subjects(RDF.type, FOAF.Agent)
    [contact] = graph.subjects(RDF.type, VCARD.Organization)
    assert graph.value(catalogue, DCTERMS.license) == CC0
    assert graph.value(agent, DCTERMS.type) == URIRef("http://purl.org/adms/publishertype/LocalAuthority")
    for one in (catalogue, dataset):
        assert {getattr(title, "language", None) for title in graph.objects(one, DCTERMS.title)} == {"sv", "en"}
        assert graph.value(one, DCTERMS.publisher) == agent
    for what in (DCTERMS.accessRights, DCTERMS.spatial, DCTERMS.issued, DCAT.keyword, DCTERMS.description):
        assert graph.value(dataset, what), what
    assert graph.value(dataset, DCAT.contactPoint) == contact
    assert len(list(graph.subjects(RDF.type, DCAT.DataService))) == 2
    for file in graph.objects(dataset, DCAT.distribution):
        assert isinstance(graph.value(file, DCTERMS.format), URIRef)


def test_every_address_of_ours_answers(graph: Graph) -> None:
    ours = {str(one) for one in graph.objects() if isinstance(one, URIRef) and one.startswith("http://testserver/")}
    places = {address.partition("#")[0].removeprefix("http://testserver") for address in ours}
    assert len(places) > 8
    answers = {}
    for place in places:
        answer: Any = Client().head(place)
        b"".join(answer)  # Read to its end, which closes what it is read from.
        answers[place] = answer.status_code
    assert answers == dict.fromkeys(places, 200)


def test_a_portal_that_comes_back_gets_nothing_twice_and_is_told_what_it_may_ask() -> None:
    published(ActivityFactory.create())
    with CaptureQueriesContext(connection) as first:
        answer = Client().get("/datasets/dcat")
    with CaptureQueriesContext(connection) as second:
        again = Client().get("/datasets/dcat", headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, len(first), len(second)) == (304, 2, 1)
    assert answer["Access-Control-Allow-Origin"] == "*"
    refused = Client().get("/datasets/dcat?fel=1")
    assert (refused.status_code, refused["Content-Type"]) == (400, "application/problem+json")


def test_pages_and_robots_lead_programs_to_what_is_made_for_them() -> None:
    activity = ActivityFactory.create(slug="lotsen")
    published(activity)
    links = Client().get("/verksamheter/lotsen/?vid=r1")["Link"]
    assert '</api/v1/activities/lotsen?at=r1>; rel=alternate; type="application/json"' in links
    assert '</andringar.atom>; rel=alternate; type="application/atom+xml"' in links
    assert "</api/v1/openapi.json>; rel=service-desc" in Client().get("/api/v1/activities")["Link"]
    assert Client().get("/andringar.atom")["Access-Control-Allow-Origin"] == "*"
    robots = Client().get("/robots.txt").text
    assert all(place in robots for place in ("/datasets/dcat", "/api/v1/docs", "/sitemap.xml"))
    entries = Client().get("/sitemap.xml").text
    assert entries.count("<loc>") == entries.count("<lastmod>") > 10
