"""Which document carries which fact of the sources beside the source catalogue."""

from tests.content.evaluation_rules import ABOUT, ASSIGNED, EVALUATION
from tests.content.highland_rules import PROJECT
from tests.content.regional_rules import PARTIES, REGIONAL
from tests.content.rules import ANYWHERE, ITSELF, Case, Rule, Rules, equal, means, says, silent
from tests.content.sections import Section


def _first_name(case: Case) -> bool:
    first = case.document["names"][0]
    is_called = str(first["name"]).endswith(f" {case.value}")
    return is_called and (first["since"], first["until"]) == ("2005", "2013-12")


def _second_name(case: Case) -> bool:
    second = case.document["names"][1]
    return str(second["name"]).endswith(f" {case.value}") and bool(second["name"] == case.document["name"])


WEST: Rules = {
    "key": Rule(ITSELF, equal("slug")),
    "region": Rule(ITSELF, equal("area.name")),
    "name_from_2005": Rule("names", _first_name),
    "started": Rule("founded", equal("founded", str)),
    "name_from_2014_01": Rule("name", _second_name),
    "renamed": Rule("names", lambda case: bool(case.document["names"][1]["since"] == case.value)),
    "rename_reason": Rule("background", says("background", "fler kommuner", "medlemmar", "slutsats")),
    "members": Rule(ANYWHERE, silent("members")),
    "board": Rule(
        "conditions",
        says(
            "conditions", "politiker från kommunerna", "Region Västerbotten", "Försäkringskassan", "Arbetsförmedlingen"
        ),
    ),
}

HIGHLAND: Rules = {
    "key": Rule(ITSELF, equal("slug")),
    "region": Rule(ITSELF, equal("area.name")),
    "name": Rule("name", equal("name")),
    "founded": Rule(ITSELF, silent("founded")),
    "members": Rule(
        "description",
        means(
            "six municipal areas, not named",
            says("description", "sex kommunområden", "namnger inga kommuner"),
            municipalities=None,
        ),
        of=("area", "hoglandet"),
    ),
    "projects": Rule(
        ITSELF, lambda case: bool(case.value == [case.document["slug"]]), of=("budget", "uppdrag-samverkan")
    ),
}

SECTIONS = (
    *(Section(f"federations.{key}", WEST, document=("federation", key)) for key in ("umea", "skelleftea", "lycksele")),
    Section("federations.hoglandet", HIGHLAND, document=("federation", "hoglandet")),
    Section("regional_goal_document", REGIONAL, document=("fact", PARTIES)),
    Section("about_samverkan_002", ABOUT),
    Section("frisam_evaluation", EVALUATION, document=("fact", ASSIGNED)),
    Section("hoglandet_project", PROJECT, document=("budget", "uppdrag-samverkan")),
)
