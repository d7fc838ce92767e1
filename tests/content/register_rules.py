"""The source itself, the registers, the matrix and other names: which property carries which fact."""

from tests.content.catalogue import AREA, SOURCE, called, cited, text
from tests.content.financing_rules import listed_as
from tests.content.rules import ANYWHERE, ITSELF, Case, Rule, Rules, as_many, equal, same_names, translated


def _is_party(case: Case) -> bool:
    """The cover's parties in its order; the municipalities are one of them, each named."""
    place = int(case.fact.path.rpartition(".")[2])
    party = case.document["parties"][place]
    covered = [called(municipality) for municipality in case.catalogue.of_kind("municipality")]
    if case.value == "Kommunerna (9 named)":
        return len(covered) == 9 and all(any(name in party for name in some) for some in covered)
    return bool(party == case.value)


def _tells_of_money(case: Case) -> bool:
    return case.value.replace("s.k.", "så kallade").casefold() in case.document["description"].casefold()


def _is_undated(case: Case) -> bool:
    return case.value is None and (case.document["dated"], case.document["dated_inferred"]) == (None, "2007-23")


DOCUMENT: Rules = {
    "title": Rule(ITSELF, equal("name")),
    "subtitle": Rule(ITSELF, equal("subtitle")),
    "cover_parties.*": Rule(ITSELF, _is_party),
    "author_organisation": Rule(ITSELF, equal("publisher")),
    "published_at": Rule(ITSELF, equal("website")),
    "is_living_document": Rule(ITSELF, equal("living_document")),
    "need_discussed_since": Rule("description", translated("description"), of=AREA),
    "inclusion_criterion": Rule(ITSELF, translated("inclusion")),
    "purposes.*": Rule(ITSELF, as_many("purposes", "purposes")),
    "knowledge_sources.*": Rule(ITSELF, as_many("knowledge", "knowledge_sources")),
    "financing_sources_listed.*": Rule("description", _tells_of_money, of=AREA),
    "date": Rule(ITSELF, _is_undated),
}


def _federations_of(case: Case) -> list[str]:
    return [
        federation["slug"]
        for federation in case.catalogue.of_kind("federation")
        if any(member["municipality"]["slug"] == case.document["slug"] for member in federation["members"])
    ]


def _is_member(case: Case) -> bool:
    return _federations_of(case) == ([] if case.value is None else [case.value.replace("å", "a")])


MUNICIPALITY: Rules = {
    "*.name": Rule(ANYWHERE, equal("name")),
    "*.cover": Rule("name", lambda case: case.value in called(case.document)),
    "*.federation": Rule(ANYWHERE, _is_member),
    "*.name_variants": Rule("name", lambda case: set(case.value) == called(case.document)),
}

FUNCTION: Rules = {
    "*.key": Rule(ANYWHERE, equal("slug")),
    "*.list_heading": Rule("name", equal("name")),
    "*.matrix_heading": Rule("matrix_heading", equal("matrix_heading")),
    "*.section_heading": Rule("name", lambda case: case.document["name"].upper().startswith(case.value)),
}


# The matrix


def _has_cells(case: Case) -> bool:
    """The row's labels in their columns, in the printed order; each activity cites the row that places it."""
    name = case.fact.path.rpartition(".")[2]
    row = next(row for row in case.catalogue.matrix.rows if row.name == name)
    found = {cell.function: [placed.label for placed in cell.placed] for cell in row.cells}
    placed = [case.catalogue.activities[placed.slug] for cell in row.cells for placed in cell.placed]
    resting = all(cited(activity, SOURCE, "placements") & set(case.fact.lines) for activity in placed)
    return found == case.value["cells"] and resting


def _stands_for(case: Case) -> bool:
    """The label belongs to that activity, and to no other."""
    label = case.fact.path.rpartition(".")[2]
    found = {
        activity["slug"]
        for activity in case.catalogue.activities.values()
        if any(placement["label"] == label for placement in activity["placements"])
    }
    return found == {case.value}


def _has_gaps(case: Case) -> bool:
    rows = case.catalogue.matrix.rows
    found = [[row.name, cell.function] for row in rows for cell in row.cells if not cell.placed]
    return sorted(found) == sorted(case.value)


def _adds_up(case: Case) -> bool:
    matrix = case.catalogue.matrix
    printed = {placed.label for row in matrix.rows for cell in row.cells for placed in cell.placed}
    return bool(
        case.value
        == {
            "rows": len(matrix.rows),
            "cells": matrix.cells,
            "filled": matrix.cells - matrix.gaps,
            "empty": matrix.gaps,
            "labels": len(printed),
            "placements": matrix.placements,
        }
    )


def _has_headings(case: Case) -> bool:
    return bool(case.value[1:] == [column.heading for column in case.catalogue.matrix.columns])


def _admits_reading(case: Case) -> bool:
    """That two labels mean two teams is our reading, and both entries say so."""
    read = (case.catalogue.activities[slug] for slug in ("bedomningsteam-solhem", "curateam"))
    return "inferences" in case.value and all("slutsats" in activity["source_note"] for activity in read)


MATRIX: Rules = {
    "title": Rule("municipalities", lambda case: case.value.startswith("cooperation activities by function")),
    "column_headings_as_printed": Rule(ANYWHERE, _has_headings),
    "row_order_as_printed": Rule(ANYWHERE, same_names("municipalities")),
    "rows.*": Rule("municipalities", _has_cells),
    "label_to_activity.*": Rule(ANYWHERE, _stands_for),
    "empty_cells": Rule(ANYWHERE, _has_gaps),
    "totals": Rule(ANYWHERE, _adds_up),
    "note": Rule(ANYWHERE, _admits_reading),
}


# What is only named, and other names


def _is_only_listed(case: Case) -> bool:
    """The printed label stands in its list and nowhere else: it is no activity of the catalogue."""
    listed = {"financing_stream": "Miljarden", "federation": case.document["name"]}[case.document["kind"]]
    label = case.fact.path.split(".")[1]
    return (
        listed in case.fact.value
        and label in case.document["activities_listed"]
        and listed_as(case.catalogue, label) is None
    )


UNDESCRIBED: Rules = {
    "*.name": Rule(ANYWHERE, lambda case: case.value in case.document["activities_listed"]),
    "*.source": Rule("activities_listed", _is_only_listed),
}


def _is_a_partners_name(case: Case) -> bool:
    """The register knows the name as printed, and rests it on the line."""
    knowing = [partner for partner in case.catalogue.of_kind("partner") if case.value in called(partner)]
    return any(set(case.fact.lines) <= cited(partner, case.fact.slug or "", "name") for partner in knowing)


def _is_printed_there(case: Case) -> bool:
    """A municipality's office goes by the municipality in the register; the printed word stands where it is cited."""
    resting = (
        document
        for document in case.catalogue.documents.values()
        if set(case.fact.lines) <= cited(document, case.fact.slug or "")
    )
    return any(case.value in text(document) for document in resting)


PARTNER_NAME: Rules = {
    "municipal social services.*": Rule(ITSELF, _is_printed_there),
    "*.*": Rule(ITSELF, _is_a_partners_name),
}


def _glosses_age(case: Case) -> bool:
    """The source explains its word for working age in one place; the entry of that place says so, and it alone."""
    resting = [
        document
        for document in case.catalogue.documents.values()
        if set(case.fact.lines) <= cited(document, case.fact.slug or "", "target_group")
    ]
    return bool(resting) and all(case.value.replace("-", "–") in text(document["target_group"]) for document in resting)


def _never_turns_word_into_number(case: Case) -> bool:
    """An activity that says its ages in a word has no numbers: the gloss of one section is not another's limit."""
    groups = [activity["target_group"] for activity in case.catalogue.activities.values()]
    worded = [(group["age_min"], group["age_max"]) for group in groups if group["age_text"]]
    return "age_min/age_max are null" in case.value and bool(worded) and set(worded) == {(None, None)}


AGE_WORD: Rules = {"rule": Rule(ITSELF, _never_turns_word_into_number), "*": Rule(ITSELF, _glosses_age)}
