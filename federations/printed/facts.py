"""Facts about cooperation and the sources of the catalogue, in print."""

from collections.abc import Iterator

from federations.schemas.types import FactDocument, FactFigure, SourceDocument
from federations.templatetags.federation_words import figure
from samverkan.pages.templatetags.catalogue import cited, dated, lines_of
from samverkan.printing.blocks import (
    UNKNOWN,
    Answer,
    Block,
    Inline,
    entry,
    fact,
    fact_if,
    heading,
    note,
    paragraph,
    points,
    prose,
    small,
)


def printed_fact(document: FactDocument) -> Iterator[Block]:
    """A fact under its heading, with its figures and where it is said."""
    yield heading(document["name"])
    yield from prose(document["statement"])
    if document["figures"]:
        yield from points(map(_figure, document["figures"]))
    told = "; ".join(_source(row["name"], lines_of(row)) for row in cited(document["sources"]))
    yield note("Källa: ", told or UNKNOWN)


def printed_source(source: SourceDocument) -> Block:
    """A source as an entry."""
    title = ": ".join(filter(None, [source["name"], source["subtitle"]]))
    return entry(f"kalla-{source['slug']}", title, _source_blocks(source))


def _figure(row: FactFigure) -> list[Inline]:
    lost = [small("(siffran har fallit bort ur avskriften)")] if row["lost"] else []
    return [f"{row['label']}: ", figure(row) or UNKNOWN, *lost]


def _source(name: str, lines: str) -> str:
    return f"{name}, rad {lines}" if lines else name


def _source_blocks(source: SourceDocument) -> Iterator[Block]:
    yield fact("Utgivare", source["publisher"])
    yield fact("Tid", _time(source))
    yield from fact_if("Parter", ", ".join(source["parties"] or ()))
    yield from fact_if("Om källan", prose(source["description"]))


def _time(source: SourceDocument) -> Answer:
    if source["dated"] or not source["dated_inferred"]:
        return dated(source["dated"])
    return [paragraph(dated(source["dated_inferred"]), small("(slutsats, källan är odaterad)"))]
