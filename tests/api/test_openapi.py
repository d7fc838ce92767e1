"""The OpenAPI document is valid, complete, and true: what it promises is what the API answers."""

import html.parser
import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.validation import validate_schema
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import validate

from samverkan.api.document.about import GUIDES, LASTING_NAMES, openapi
from samverkan.api.parameters import COUNT_MAX, LENGTH_MAX, LIMIT_DEFAULT, LIMIT_MAX
from samverkan.publishing import kinds
from samverkan.publishing.models import Publication, Revision
from tests.api import guide
from tests.api.asking import LISTS, ask, json_of

pytestmark = pytest.mark.django_db
DOCUMENT = openapi()


def follows(schema: dict[str, Any]) -> Draft202012Validator:
    """A validator of a schema that may refer to the document's components."""
    whole = {**schema, "components": DOCUMENT["components"]}
    return Draft202012Validator(whole, format_checker=FormatChecker())


def component(name: str) -> Draft202012Validator:
    return follows({"$ref": f"#/components/schemas/{name}"})


def promised(path: str) -> Draft202012Validator:
    """What the document says of an address's answer."""
    answer = DOCUMENT["paths"][path]["get"]["responses"]["200"]
    return follows(answer["content"]["application/json"]["schema"])


def test_the_document_is_valid_openapi_without_a_warning() -> None:
    document = json.loads(ask("/openapi.json").content)
    assert document["openapi"] == "3.1.1"
    validate(document)
    validate_schema(document)  # type: ignore[no-untyped-call]
    assert not GENERATOR_STATS
    assert document["security"] == []  # No key.
    assert [node for node in nodes(document["components"]) if "$id" in node] == []  # It would move what $ref points to.


def test_the_document_says_who_answers_and_under_which_terms() -> None:
    info = json_of("/openapi.json")["info"]
    assert info["license"]["name"] == "CC0 1.0"
    assert info["contact"]["name"]
    assert info["contact"]["url"].startswith("http")
    assert info["termsOfService"].startswith("http")
    limits = {"limit_default": LIMIT_DEFAULT, "limit_max": LIMIT_MAX, "parameters_max": COUNT_MAX}
    assert info["x-limits"] | limits | {"parameter_length_max": LENGTH_MAX} == info["x-limits"]
    assert json_of("/openapi.json")["servers"] == [{"url": "http://testserver/api/v1"}]


@pytest.mark.parametrize("path", DOCUMENT["paths"])
def test_every_operation_is_described_in_both_languages_with_all_its_answers(path: str) -> None:
    operation = DOCUMENT["paths"][path]["get"]
    for described in (operation, *operation["parameters"]):
        if "$ref" not in described:
            swedish, english = described["description"].split("\n\n")
            assert swedish != english
    expected = {"200", "304", "400", "405", "406", "412", "429", "500", "503"}
    if path == "/activities/match":  # Nobody may keep that answer, so there is nothing to compare it with.
        expected -= {"304", "412"}
    named = {parameter.get("name") for parameter in operation["parameters"]}
    in_path = "{" in path
    assert set(operation["responses"]) >= expected | ({"404"} if in_path or "at" in named else set())
    assert all("example" in parameter for parameter in operation["parameters"] if "$ref" not in parameter)
    assert "_" not in re.sub(r"\{.*?\}", "", path)
    assert not path.endswith("/")


def test_every_route_is_described() -> None:
    from samverkan.api_urls import urlpatterns

    routes = {"/" + re.sub(r"<[a-z]+:([a-z]+)>", r"{\1}", str(pattern.pattern)) for pattern in urlpatterns}
    assert set(DOCUMENT["paths"]) == routes - {
        "/",
        "/openapi.json",
        "/docs",
        "/docs/{name}",
    }
    shown = {resource["path"].removeprefix("/api/v1") for resource in json_of("/")["resources"]}
    assert shown == set(DOCUMENT["paths"])


def test_every_example_is_true_to_its_schema() -> None:
    for schema in DOCUMENT["components"]["schemas"].values():
        for node in nodes(schema):
            for example in node.get("examples", ()):
                follows(node).validate(example)
    for item in DOCUMENT["paths"].values():
        for media in item["get"]["responses"]["200"]["content"].values():
            follows(media["schema"]).validate(media["example"])
        for parameter in item["get"]["parameters"]:
            if "$ref" not in parameter:
                follows(parameter["schema"]).validate(parameter["example"])


def test_every_field_has_an_example() -> None:
    without = [
        name
        for schema in DOCUMENT["components"]["schemas"].values()
        for node in nodes(schema)
        for name, field in node.get("properties", {}).items()
        if "examples" not in field and not leads_on(field)
    ]
    assert without == []


def nodes(node: Any) -> list[dict[str, Any]]:
    if isinstance(node, list):
        return [found for item in node for found in nodes(item)]
    if not isinstance(node, dict):
        return []
    return [node, *(found for child in node.values() for found in nodes(child))]


def leads_on(field: Any) -> bool:
    return any("properties" in node or "$ref" in node for node in nodes(field))


def test_every_published_document_is_what_the_document_promises(source_catalogue: Revision) -> None:
    total = 0
    for path in LISTS:
        page = json_of(path, "limit=100")
        promised(path).validate(page)
        one = promised(f"{path}/{{slug}}")
        for entry in page["results"]:
            one.validate(entry)
        total += page["total"]
    assert total == Publication.objects.at(source_catalogue.number).count()


def test_the_other_answers_are_what_the_document_promises(source_catalogue: Revision) -> None:
    component("ChangePage").validate(json_of("/changes", "limit=100"))
    component("Matrix").validate(json_of("/matrix/sjuharad"))
    component("EditionPage").validate(json_of("/editions"))
    component("ApiInfo").validate(json_of("/api-info"))
    for path in ("/activities/nagon", "/nagot", "/editions/1"):
        component("Problem").validate(json.loads(ask(path).content))


def test_every_stored_document_follows_the_schema_at_its_address(source_catalogue: Revision) -> None:
    validators = {}
    for kind in kinds.every():
        for name in {kind.name, kind.name.replace("_", "-")}:
            answer = ask(f"/schemas/{name}/{kind.version}")
            assert answer["Content-Type"] == "application/schema+json"
            schema = json.loads(answer.content)
            Draft202012Validator.check_schema(schema)
            assert schema["$id"] == f"http://testserver/api/v1/schemas/{kind.name.replace('_', '-')}/{kind.version}"
            validators[kind.name] = Draft202012Validator(schema)
    for publication in Publication.objects.at(source_catalogue.number):
        validators[publication.kind].validate(publication.document)


def test_a_schema_is_given_as_json_to_who_wants_that() -> None:
    assert ask("/schemas/activity/1", accept="application/json")["Content-Type"] == "application/json"


def test_the_card_is_that_of_the_national_profile() -> None:
    card = json_of("/api-info")
    assert list(card) == ["apiName", "apiVersion", "apiReleased", "apiDocumentation", "apiStatus"]
    assert card["apiVersion"] == DOCUMENT["info"]["version"]
    assert card["apiDocumentation"] == "http://testserver/api/v1/docs"


class Page(html.parser.HTMLParser):
    """The page's elements and where they lead."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.fetched: list[str] = []
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        values = {name: value or "" for name, value in attrs}
        assert not [name for name in values if name.startswith("on") or name == "style"]
        self.ids += [values["id"]] if "id" in values else []
        if "src" in values or tag == "link":
            self.fetched.append(values.get("src") or values["href"])
        if tag == "a":
            self.links.append(values["href"])


def test_the_page_to_read_names_every_address_and_fetches_nothing_from_elsewhere() -> None:
    text = ask("/docs", accept="text/html").content.decode()
    page = Page(text)
    assert "script" not in page.tags
    assert [address for address in page.fetched if not re.match(r"/(?!/)", address)] == []
    assert [path for path in DOCUMENT["paths"] if f">GET /api/v1{path}<" not in text] == []
    assert len(set(page.ids)) == len(page.ids)
    assert [link for link in page.links if link.startswith("#") and link[1:] not in page.ids] == []
    assert "{'" not in text
    for place in ("villkor", "kontakt"):
        assert place in page.ids


def test_the_guide_for_partners_can_be_followed(
    source_catalogue: Revision, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
    monkeypatch.setattr("urllib.request.urlopen", guide.urlopen)
    assert guide.follow() >= 10
    with closing(sqlite3.connect("copy.sqlite3")) as copy:
        assert copy.execute("SELECT count(*) FROM entry").fetchone() == (source_catalogue.events.count(),)
    links = re.findall(r"\]\(([^)#]+)\)", guide.GUIDE)
    assert [target for target in links if ask(f"/docs/{target}").status_code != 200] == []


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_is_given_as_text_with_what_it_leads_to(name: str) -> None:
    answer = ask(f"/docs/{name}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/plain; charset=utf-8")
    linked = re.findall(r"\]\(([^)#:]+)\)", answer.content.decode())
    assert set(linked) - set(GUIDES) == set()


def test_a_guide_keeps_the_names_it_has_had() -> None:
    assert {"partner.md", "sok.md", "inbaddad.md"} == LASTING_NAMES.keys()
    for before, name in LASTING_NAMES.items():
        assert ask(f"/docs/{before}").content == ask(f"/docs/{name}").content


def test_nothing_else_of_the_files_is_given() -> None:
    for name in ("settings.md", "../README.md", "examples", "examples/", "%2e%2e/README.md"):
        assert ask(f"/docs/{name}").status_code == 404
