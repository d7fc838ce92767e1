"""Valid documents of any kind, drawn from the kind's own JSON Schema."""

import itertools
import string
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from activities.followups.counting import protect
from activities.followups.small_numbers import AMONG_PARTICIPANTS, BY_SEX, FINISHED, OUTCOMES
from samverkan.publishing import kinds
from samverkan.publishing.documents import validate
from samverkan.publishing.edtf import Edtf
from samverkan.publishing.incoming import of_node
from samverkan.publishing.kinds import Document, Kind
from samverkan.publishing.schemas import Schema, is_reference, reference_kinds
from tests import factories

Known = dict[str, list[Document]]  # References that lead somewhere, by kind.

CHARACTERS = st.one_of(
    st.sampled_from(string.ascii_letters + " åäöÅÄÖé–-”.,/%1234567890"),
    st.characters(exclude_categories=("Cc", "Cs")),
)
WITH_LINES = st.one_of(CHARACTERS, st.just("\n"), st.just("\t"))
ROWS = 3  # As many as a list gets, where the schema does not ask for fewer.


def known_entries() -> Known:
    """A few entries of each kind in the working tables, for documents to refer to."""
    area = factories.AreaFactory.create(slug="kand-0", name="Känt område")
    made = [
        area,
        *(factories.MunicipalityFactory.create(slug=f"kand-{i}", code=f"999{i}", owners=[area]) for i in range(3)),
        *(factories.PartnerFactory.create(slug=f"kand-{i}", name=f"Känd part {i}") for i in range(2)),
        factories.SourceFactory.create(slug="kand-0"),
        factories.FactFactory.create(slug="kand-0", topic="regional_goal"),
        factories.FederationFactory.create(slug="kand-0", area=area),
        factories.TermFactory.create(slug="kand-0"),
        factories.FinancingStreamFactory.create(slug="kand-0"),
        factories.AgreementFactory.create(slug="kand-0"),
        factories.BudgetFactory.create(slug="kand-0"),
        factories.FunctionFactory.create(slug="kand-0"),
        factories.ActivityFactory.create(slug="kand-0", area=area),
        factories.FollowUpFactory.create(slug="kand-0", activity__slug="foljd", activity__area=area),
    ]
    known: Known = {}
    for entry in made:
        kind = kinds.of(entry).name
        known.setdefault(kind, []).append({"kind": kind, "slug": entry.slug, "name": entry.name})
    return known


def documents(kind: Kind, known: Known, slug: str = "ny-post") -> st.SearchStrategy[Document]:
    """Valid documents of a kind under one slug."""
    drawn = values(kind.schema, known).map(lambda document: _respecting(document | {"slug": slug}, known))
    return drawn.filter(lambda document: not validate(document))


def values(node: Schema, known: Known) -> st.SearchStrategy[Any]:
    """What a node of an expanded schema allows; a reference leads to a known entry."""
    if "const" in node:
        return st.just(node["const"])
    if is_reference(node):
        return st.sampled_from([reference for kind in reference_kinds(node) for reference in known[kind]])
    if "oneOf" in node:
        return st.one_of([values(option, known) for option in node["oneOf"]])
    if "enum" in node:
        return st.sampled_from(node["enum"])
    types = [node["type"]] if isinstance(node["type"], str) else node["type"]
    return st.one_of([_of_type(name, node, known) for name in types])


def _of_type(name: str, node: Schema, known: Known) -> st.SearchStrategy[Any]:
    match name:
        case "null":
            return st.none()
        case "boolean":
            return st.booleans()
        case "integer":
            return st.integers(node["minimum"], node["maximum"])
        case "string":
            return _texts(node)
        case "array":
            return _lists(node, known)
        case "object":
            return _objects(node["properties"], known)
    raise AssertionError(f"the schemas use a type that this strategy does not know: {name}")


def _objects(properties: Schema, known: Known) -> st.SearchStrategy[Document]:
    """Objects with their properties in the schema's order."""
    drawn = st.fixed_dictionaries({name: values(child, known) for name, child in properties.items()})
    return drawn.map(lambda found: {name: found[name] for name in properties})


def _lists(node: Schema, known: Known) -> st.SearchStrategy[list[Any]]:
    least = node.get("minItems", 0)
    items = values(node["items"], known)
    if not node.get("uniqueItems"):
        return st.lists(items, min_size=least, max_size=ROWS)
    if is_reference(node["items"]):  # A set, which is written in the order of its keys.
        found = st.lists(items, min_size=least, max_size=ROWS, unique_by=kinds.key_of)
        return found.map(lambda some: sorted(some, key=kinds.key_of))
    return st.lists(items, min_size=least, max_size=ROWS, unique=True)


def _texts(node: Schema) -> st.SearchStrategy[str]:
    """Texts of the node's pattern: short ones, and now and then one as long as it may be."""
    pattern, most = node["pattern"], node.get("maxLength", 300)
    if pattern == r"^[^@\s]+@[^@\s]+\.[^@\s]+$":  # Which addresses are real, the schema does not say.
        return st.from_regex(r"[a-z0-9]{1,20}(\.[a-z]{1,9})?@[a-z]{1,20}(-[a-z]{1,5})?\.(se|nu|com)", fullmatch=True)
    if pattern.startswith(r"^\S("):
        alphabet = WITH_LINES if r"[\s\S]" in pattern else CHARACTERS
        short = st.text(alphabet, min_size=1, max_size=40).map(of_node(node)).filter(bool)
        return st.one_of(short, short, short, st.just("å" * most)) if most <= 300 else short
    texts = st.from_regex(pattern, fullmatch=True).map(str).filter(lambda text: len(text) <= most)
    return texts.filter(_is_real_date) if "EDTF" in node.get("description", "") else texts


def _is_real_date(text: str) -> bool:
    try:
        Edtf.parse(text)
    except ValueError:
        return False
    return True


# What the schemas cannot say and the kinds' own rules demand


def _respecting(document: Document, known: Known) -> Document:
    """The document bent to its kind's own rules."""
    for part in _parts(document):
        for first, last in (("since", "until"), ("start", "end"), ("valid_from", "valid_until")):
            if part.get(first) and part.get(last) and Edtf.parse(part[last]).latest < Edtf.parse(part[first]).earliest:
                part[first], part[last] = part[last], part[first]
        if part.get("age_min") is not None and part.get("age_max") is not None:
            part["age_min"], part["age_max"] = sorted((part["age_min"], part["age_max"]))
        if "share_percent" in part and part.get("payer", part) is None:
            part["share_percent"] = None
        if part.keys() == {"municipality", "partner", "since", "until"}:
            part["partner"] = None if part["municipality"] else known["partner"][0]
    shares = document.get("contribution_shares") or []
    for share, percent in zip(shares, {1: [100], 2: [75, 25], 3: [50, 25, 25]}.get(len(shares), []), strict=True):
        share |= {"percent": percent, "since": shares[0]["since"], "until": shares[0]["until"]}
    if document.get("placements"):
        document["placements"] = _first_of_each(document["placements"], "municipality")
    if document["kind"] == "federation":
        for goal in document["goals"] or ():
            goal["counts"] = goal["among"] and (goal["counts"] or ["to_work"])
    if document.get("payoff") and document["payoff"]["payers"]:
        named = {row["name"].casefold(): row for row in document["payoff"]["payers"]}
        document["payoff"]["payers"] = [row | {"share_percent": None} for row in named.values()]
    if document["kind"] == "budget":
        document = _affordable(document)
    if document["kind"] == "follow_up":
        document = _counted(document)
    if document["kind"] == "area" and document["municipalities"]:
        document["municipalities"] = _first_of_each([{"it": row} for row in document["municipalities"]], "it")
        document["municipalities"] = [row["it"] for row in document["municipalities"]]
    return document


def _affordable(document: Document) -> Document:
    """The budget with years and grants that its rules allow: of rules or amounts only one is there."""
    rules, years, grants = (document[name] for name in ("rules", "years", "grants"))
    years = years and list({row["year"]: row for row in years}.values())
    grants = grants and list({row["label"].casefold(): row for row in grants}.values())
    free = ("ceiling_kr_per_year", "post_percent_max", "years_max", "never_above_actual_cost")
    return document | {
        "rules": rules | dict.fromkeys(free) if years or grants else rules,
        "years": years,
        "grants": grants,
    }


def _counted(document: Document) -> Document:
    """The document with counts that can be true together, protected."""
    by_sex = [document[name] for name in BY_SEX]
    total = None if None in by_sex else sum(by_sex)
    document = document | {"participants": total, "fewer_than_five": [], "withheld": []}
    document |= dict.fromkeys(BY_SEX) if total is None else {}
    most = total or 0
    for name in (*AMONG_PARTICIPANTS, FINISHED):
        document[name] = None if document[name] is None else min(document[name], most)
    bound = most if document[FINISHED] is None else document[FINISHED]
    document |= dict.fromkeys(OUTCOMES, bound // 6) if document["to_work"] is not None else dict.fromkeys(OUTCOMES)
    return protect(document)


def _parts(node: Any) -> Iterator[Document]:
    if isinstance(node, dict):
        yield node
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    yield from itertools.chain.from_iterable(_parts(child) for child in children)


def _first_of_each(rows: list[Document], name: str) -> list[Document]:
    return list({row[name]["slug"]: row for row in reversed(rows)}.values())[::-1]
