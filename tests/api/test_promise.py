"""What docs/ says of the API is what the API is."""

import re

from django.conf import settings
from drf_spectacular.settings import spectacular_settings

from activities.filters import ActivityFilter
from samverkan.api.document.about import RELEASED, openapi

DOCS = settings.BASE_DIR / "docs"


def test_the_table_of_parameters_names_them_all() -> None:
    rows = re.findall(
        r"^\| (?:`([a-z]+)`|–) \| `([a-z_]+)` \|", (DOCS / "parameters.md").read_text("utf-8"), re.MULTILINE
    )
    pairs = {page: name for page, name in rows if page}
    finder = {"alder": "age", "manader": "sick_leave_months", "myndigheter": "authorities", "fragar": "asker"}
    payoff = {"deltagare": "participants", "kostnad": "cost_per_participant", "total": "stated_total"}
    payoff |= {"effekt": "effect", "andel": "share"}
    results = {"verksamhet": "activity"}
    assert pairs == ActivityFilter.PAGE_NAMES | {"vid": "at", "datum": "on", "sida": "page"} | finder | payoff | results
    declared = {
        parameter["name"]
        for item in openapi()["paths"].values()
        for parameter in item["get"]["parameters"]
        if parameter.get("in") == "query"
    }
    assert {name for _page, name in rows} == declared


def test_the_newest_entry_of_the_changelog_is_the_version_in_use() -> None:
    [newest, *_] = re.findall(r"^## (\S+) – (\S+)$", (DOCS / "api-changelog.md").read_text("utf-8"), re.MULTILINE)
    assert newest == (spectacular_settings.VERSION, RELEASED)
