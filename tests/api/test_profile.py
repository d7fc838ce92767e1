"""The OpenAPI document keeps the rules of Sweden's national REST API profile (1.2) that can be seen in a document."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from django.test import Client

Rule = Callable[[dict[str, Any]], Iterator[object]]
RULES: dict[str, Rule] = {}


@cache
def document() -> dict[str, Any]:
    """The document as production serves it."""
    found: dict[str, Any] = Client().get("/api/v1/openapi.json", secure=True).json()
    return found


def rule(*names: str) -> Callable[[Rule], Rule]:
    """Registers what yields every breach of the profile's rules of those names."""

    def keep(found: Rule) -> Rule:
        RULES[" ".join(names)] = found
        return found

    return keep


def operations(api: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield from ((path, item["get"]) for path, item in api["paths"].items())


def resolved(api: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    for name in node.get("$ref", "").split("/")[1:]:
        api = api[name]
    return api if "$ref" in node else node


def parameters(api: dict[str, Any], place: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, operation in operations(api):
        for one in operation["parameters"]:
            if (found := resolved(api, one))["in"] == place:
                yield path, found


def responses(api: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, operation in operations(api):
        for status, response in operation["responses"].items():
            yield path, status, resolved(api, response)


def fields(node: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(node, list):
        for item in node:
            yield from fields(item)
    elif isinstance(node, dict):
        yield from node.get("properties", {}).items()
        for child in node.values():
            yield from fields(child)


@rule("DOK.01")
def documentation_is_online(api: dict[str, Any]) -> Iterator[object]:
    yield from (name for name in ("description", "url") if not api["externalDocs"].get(name))


@rule("DOK.03", "DOK.07", "DOK.08", "DOK.09", "DOK.11")
def the_api_says_what_it_is_and_who_answers(api: dict[str, Any]) -> Iterator[object]:
    info = api["info"]
    needed = ("title", "version", "description", "termsOfService", "x-sla", "x-limits", "x-limitations")
    yield from (name for name in needed if not info.get(name))
    yield from (name for name in ("name", "url", "email") if not info["contact"].get(name))
    yield from (name for name in ("name", "url") if not info["license"].get(name))


@rule("DOK.06")
def the_description_is_in_both_languages(api: dict[str, Any]) -> Iterator[object]:
    words = set(re.findall(r"\w+", api["info"]["description"].lower()))
    yield from ({"och", "the"} - words)


@rule("DOK.15")
def every_answer_in_json_has_an_example(api: dict[str, Any]) -> Iterator[object]:
    for path, status, response in responses(api):
        for media_type, content in response.get("content", {}).items():
            if "example" not in content and "examples" not in content:
                yield path, status, media_type


@rule("DOK.17")
def the_specification_is_the_newest_openapi(api: dict[str, Any]) -> Iterator[object]:
    if not re.fullmatch(r"3\.1\.\d+", api["openapi"]):
        yield api["openapi"]


@rule("DOK.19", "DOK.20")
def operations_and_answers_are_described(api: dict[str, Any]) -> Iterator[object]:
    yield from (path for path, operation in operations(api) if not operation["description"])
    yield from ((path, status) for path, status, response in responses(api) if not response["description"])


@rule("DOT.02", "DOT.04")
def dates_are_shown_as_rfc_3339(api: dict[str, Any]) -> Iterator[object]:
    forms = {"date": r"\d{4}-\d\d-\d\d", "date-time": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z"}
    for schema in api["components"]["schemas"].values():
        for name, field in schema.get("properties", {}).items():
            form = forms.get(field.get("format", ""))
            if form and not re.fullmatch(form, field.get("example", "")):
                yield name


@rule("RES.02")
def nobody_is_asked_for_a_personal_number(api: dict[str, Any]) -> Iterator[object]:
    asked = [*parameters(api, "query"), *parameters(api, "path")]
    yield from (one["name"] for _, one in asked if re.search("personn|^pnr|^ssn|identity", one["name"]))


@rule("RES.06", "UFN.07", "UFN.08", "UFN.09")
def paths_are_of_lower_case_letters_digits_and_hyphens(api: dict[str, Any]) -> Iterator[object]:
    part = r"[a-z0-9]+(-[a-z0-9]+)*|\{[a-z]+\}"
    yield from (path for path in api["paths"] if not re.fullmatch(rf"(/({part}))+", path))


@rule("UFN.01", "UFN.02", "UFN.05", "VER.05", "SAK.01")
def the_server_is_asked_over_https_and_names_the_version(api: dict[str, Any]) -> Iterator[object]:
    for server in api["servers"]:
        if not re.fullmatch(r"https://[a-z0-9.-]+/[a-z]+/v[0-9]+", server["url"]):
            yield server["url"]


@rule("AME.01", "DOK.18")
def answers_are_json_but_for_the_dump(api: dict[str, Any]) -> Iterator[object]:
    for path, status, response in responses(api):
        if int(status) < 300 and path != "/dump" and "application/json" not in response["content"]:
            yield path


@rule("AME.04", "AME.05", "AME.07")
def fields_are_in_snake_case_of_letters_but_for_the_profiles_own(api: dict[str, Any]) -> Iterator[object]:
    for name, schema in api["components"]["schemas"].items():
        form = r"api[A-Z][a-z]+" if name == "ApiInfo" else r"[a-z]+(_[a-z]+)*"
        yield from ((name, field) for field, _ in fields(schema) if not re.fullmatch(form, field))


@rule("ARQ.05")
def headers_carry_no_payload(api: dict[str, Any]) -> Iterator[object]:
    yield from (one["name"] for _, one in parameters(api, "header") if one["schema"] != {"type": "string"})


@rule("FEL.01", "FEL.02")
def errors_are_problem_documents(api: dict[str, Any]) -> Iterator[object]:
    whole = {"type", "title", "status", "detail", "instance"}
    for path, status, response in responses(api):
        if int(status) >= 400:
            content = response["content"].get("application/problem+json", {"schema": {}})
            if not whole <= resolved(api, content["schema"]).get("properties", {}).keys():
                yield path, status


@rule("FNS.01", "FNS.03", "FNS.05", "FNS.06")
def query_parameters_are_optional_and_in_snake_case(api: dict[str, Any]) -> Iterator[object]:
    for path, one in parameters(api, "query"):
        if one["required"] or not re.fullmatch(r"[a-z]+(_[a-z]+)*", one["name"]):
            yield path, one["name"]


@rule("FNS.07", "FNS.08", "FNS.09")
def pages_begin_at_one_and_hold_twenty(api: dict[str, Any]) -> Iterator[object]:
    found: dict[str, dict[str, Any]] = {}
    for path, one in parameters(api, "query"):
        found.setdefault(path, {})[one["name"]] = one["schema"].get("default")
    yield from (path for path, all_ in found.items() if "page" in all_ and (all_["page"], all_.get("limit")) != (1, 20))


@rule("VER.06")
def the_api_has_its_card(api: dict[str, Any]) -> Iterator[object]:
    if "/api-info" not in api["paths"]:
        yield "/api-info"


@rule("SPA.02", "SPA.04")
def calls_can_be_traced(api: dict[str, Any]) -> Iterator[object]:
    traced = {path for path, one in parameters(api, "header") if one["name"] == "traceparent"}
    yield from (path for path in api["paths"] if path not in traced)
    yield from ((path, status) for path, status, one in responses(api) if "traceparent" not in one.get("headers", {}))


@rule("SAK.09", "SAK.10", "SAK.15", "SAK.16")
def no_key_and_no_password_is_asked_for(api: dict[str, Any]) -> Iterator[object]:
    yield from api["components"].get("securitySchemes", {})
    yield from api["security"]


@rule("FOR.02", "MOG.01")
def everything_is_read_with_get_and_no_body(api: dict[str, Any]) -> Iterator[object]:
    yield from (path for path, item in api["paths"].items() if set(item) != {"get"} or "requestBody" in item["get"])


@pytest.mark.parametrize("names", RULES)
def test_the_document_keeps_the_rule(names: str) -> None:
    assert list(RULES[names](document())) == []
