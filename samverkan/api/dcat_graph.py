"""The description of the catalogue as RDF/XML; nothing in it without an address of its own."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.urls import reverse
from rdflib import DCAT, DCTERMS, FOAF, RDF, XSD, Graph, Literal, Namespace, URIRef

VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
EU = Namespace("http://publications.europa.eu/resource/authority/")
PUBLISHER_TYPES = Namespace("http://purl.org/adms/publishertype/")
CC0 = URIRef("http://creativecommons.org/publicdomain/zero/1.0/")
HSDS = URIRef("https://docs.openreferral.org/en/3.1/hsds/")
PROFILE = URIRef("https://www.dataportal.se/rest-api-profil")
NAME = ("Samverkanskatalogen", "The Catalogue of Cooperation")
ABOUT = (
    "Verksamheter som myndigheter, kommuner och regioner driver tillsammans för den som är sjuk eller arbetslös och"
    " behöver stöd från flera håll: var de finns, för vem, hur man kommer in och vem som betalar.",
    "Activities that authorities, municipalities and regions run together for people who are ill or out of work and"
    " need support from several of them: where they are, for whom, how to get in and who pays.",
)
KEYWORDS = (
    ("samverkan", "cooperation"),
    ("samordningsförbund", "coordination federations"),
    ("arbetslivsinriktad rehabilitering", "vocational rehabilitation"),
    ("finansiell samordning", "financial coordination"),
)
# Name in the address, where it is, its file type, its titles, and the door that it goes through, if any.
DISTRIBUTIONS = (
    ("json", "api-activities", "JSON", ("Verksamheterna i API:et", "The activities in the API"), "api"),
    ("ndjson", "api-dump", "JSON", ("Hela katalogen, en post per rad", "The whole catalogue, an entry a line"), "api"),
    ("csv", "api-dump", "CSV", ("Hela katalogen som tabell", "The whole catalogue as a table"), "api"),
    ("hsds", "api-hsds-services", "JSON", ("Verksamheterna enligt HSDS 3.1", "The activities in HSDS 3.1"), "hsds"),
    ("atom", "changes-feed", "ATOM", ("Flöde med ändringar", "A feed of changes"), None),
)
# Name in the address, where it is, where it is described, its titles, and the norm that it follows.
SERVICES = (
    ("api", "api-index", "api-openapi", ("Samverkanskatalogens API", "The catalogue's API"), PROFILE),
    (
        "hsds",
        "api-hsds",
        "api-hsds-openapi",
        ("Katalogen enligt Open Referral", "The catalogue in Open Referral"),
        HSDS,
    ),
)


def described(absolute: Any, first: dt.datetime | None, newest: dt.datetime | None) -> str:
    """The description as RDF/XML. `absolute` gives a path its host; the moments are the log's first and last."""
    graph = Graph()
    graph.bind("vcard", VCARD)
    here = Namespace(absolute(reverse("dcat")) + "#")
    _publisher(graph, here)
    _contact(graph, here, absolute)
    _titled(graph, here.katalog, DCAT.Catalog, NAME, ABOUT)
    _titled(graph, here.samverkan, DCAT.Dataset, NAME, ABOUT)
    for one in (here.katalog, here.samverkan):
        _all(graph, one, {DCTERMS.publisher: [here.utgivare], DCTERMS.language: [EU["language/SWE"]]})
        _moments(graph, one, first, newest)
    start = URIRef(absolute(reverse("start")))
    _all(
        graph,
        here.katalog,
        {
            DCTERMS.license: [CC0],
            DCAT.dataset: [here.samverkan],
            DCAT.service: [here[name] for name, *_ in SERVICES],
            DCAT.themeTaxonomy: [EU["data-theme"]],
            FOAF.homepage: [start],
        },
    )
    _all(
        graph,
        here.samverkan,
        {
            DCAT.contactPoint: [here.kontakt],
            DCAT.landingPage: [URIRef(absolute(reverse("open-data")))],
            DCAT.keyword: [
                Literal(word, lang) for both in KEYWORDS for word, lang in zip(both, ("sv", "en"), strict=True)
            ],
            DCAT.theme: [EU["data-theme/SOCI"], EU["data-theme/HEAL"]],
            DCTERMS.accessRights: [EU["access-right/PUBLIC"]],
            DCTERMS.accrualPeriodicity: [EU["frequency/IRREG"]],
            DCTERMS.spatial: [EU["country/SWE"]],
            DCAT.distribution: [here[f"fil-{name}"] for name, *_ in DISTRIBUTIONS],
        },
    )
    graph.add((EU["country/SWE"], RDF.type, DCTERMS.Location))
    _distributions(graph, here, absolute)
    _services(graph, here, absolute)
    return graph.serialize(format="pretty-xml", max_depth=1)


def _publisher(graph: Graph, here: Namespace) -> None:
    graph.add((here.utgivare, RDF.type, FOAF.Agent))
    name = settings.RESPONSIBLE or NAME[0]
    kind = PUBLISHER_TYPES[settings.RESPONSIBLE_TYPE]
    _all(graph, here.utgivare, {FOAF.name: [Literal(name, "sv")], DCTERMS.type: [kind]})


def _contact(graph: Graph, here: Namespace, absolute: Any) -> None:
    graph.add((here.kontakt, RDF.type, VCARD.Organization))
    _all(graph, here.kontakt, {VCARD.fn: [Literal("Samverkanskatalogens redaktion", "sv")]})
    if settings.FEEDBACK_TO:
        graph.add((here.kontakt, VCARD.hasEmail, URIRef(f"mailto:{settings.FEEDBACK_TO}")))
    graph.add((here.kontakt, VCARD.hasURL, URIRef(absolute(reverse("about")))))


def _distributions(graph: Graph, here: Namespace, absolute: Any) -> None:
    for name, route, file_type, titles, service in DISTRIBUTIONS:
        one, address = here[f"fil-{name}"], URIRef(absolute(reverse(route)))
        _titled(graph, one, DCAT.Distribution, titles)
        _all(
            graph,
            one,
            {DCAT.accessURL: [address], DCTERMS.license: [CC0], DCTERMS.format: [EU[f"file-type/{file_type}"]]},
        )
        if service:
            graph.add((one, DCAT.accessService, here[service]))


def _services(graph: Graph, here: Namespace, absolute: Any) -> None:
    for name, route, description, titles, norm in SERVICES:
        one = here[name]
        _titled(graph, one, DCAT.DataService, titles, ABOUT)
        _all(
            graph,
            one,
            {
                DCAT.endpointURL: [URIRef(absolute(reverse(route)))],
                DCAT.endpointDescription: [URIRef(absolute(reverse(description)))],
                DCAT.servesDataset: [here.samverkan],
                DCAT.contactPoint: [here.kontakt],
                DCTERMS.publisher: [here.utgivare],
                DCTERMS.license: [CC0],
                DCTERMS.accessRights: [EU["access-right/PUBLIC"]],
                DCTERMS.conformsTo: [norm],
            },
        )
        graph.add((norm, RDF.type, DCTERMS.Standard))


def _titled(
    graph: Graph, one: URIRef, kind: URIRef, titles: tuple[str, str], texts: tuple[str, str] | None = None
) -> None:
    graph.add((one, RDF.type, kind))
    for what, both in ((DCTERMS.title, titles), (DCTERMS.description, texts)):
        for words, language in zip(both or (), ("sv", "en"), strict=False):
            graph.add((one, what, Literal(words, language)))


def _moments(graph: Graph, one: URIRef, first: dt.datetime | None, newest: dt.datetime | None) -> None:
    for what, moment in ((DCTERMS.issued, first), (DCTERMS.modified, newest)):
        if moment:
            instant = moment.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
            graph.add((one, what, Literal(instant, datatype=XSD.dateTime)))


def _all(graph: Graph, one: URIRef, statements: dict[URIRef, list[Any]]) -> None:
    for what, values in statements.items():
        for value in values:
            graph.add((one, what, value))
