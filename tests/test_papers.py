"""The papers: licences, the description for catalogues of public code, releases, and links that lead somewhere."""

import datetime as dt
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PAPERS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="without git, what is installed beside the files counts too")
def test_every_file_says_whose_it_is_and_how_it_may_be_used() -> None:
    command = [str(Path(sys.executable).with_name("reuse")), "lint", "--quiet"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_licence_is_the_one_that_is_named() -> None:
    name = PROJECT["license"]
    assert (ROOT / "LICENSE").read_bytes() == (ROOT / "LICENSES" / f"{name}.txt").read_bytes()
    assert public_code()["legal"]["license"] == name


def test_the_newest_release_is_the_version() -> None:
    releases = re.findall(r"^## (\S+) – (\S+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    numbers = [tuple(map(int, number.split("."))) for number, _day in releases]
    days = [dt.date.fromisoformat(day) for _number, day in releases]
    assert releases[0][0] == PROJECT["version"]
    assert (numbers, days) == (sorted(numbers, reverse=True), sorted(days, reverse=True))
    assert numbers[-1] == (1, 0, 0)


# Of the standard's vocabularies, what could be said of this.
CATEGORIES = {"collaboration", "data-visualization", "digital-citizenship", "document-management"}
CATEGORIES |= {"content-management", "knowledge-management"}
SCOPES = {"employment", "healthcare", "local-authorities", "society", "welfare"}


def public_code() -> Any:
    return yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))


def test_the_description_for_catalogues_of_public_code_keeps_to_the_standard() -> None:
    said = public_code()
    mandatory = {"publiccodeYmlVersion", "name", "url", "platforms", "categories", "developmentStatus", "softwareType"}
    mandatory |= {"description", "legal", "maintenance", "localisation"}
    assert mandatory <= said.keys() <= mandatory | {"intendedAudience", "dependsOn"}
    assert re.fullmatch(r"0\.\d", said["publiccodeYmlVersion"])
    assert re.fullmatch(r"https://[^\s/]+/\S+", said["url"])
    assert said["developmentStatus"] in {"concept", "development", "beta", "stable", "obsolete"}
    assert (said["softwareType"], said["platforms"]) == ("standalone/web", ["web"])
    assert set(said["categories"]) <= CATEGORIES
    assert set(said["intendedAudience"]["scope"]) <= SCOPES
    assert all(re.fullmatch(r"[a-z]{2}", country) for country in said["intendedAudience"]["countries"])
    assert said["maintenance"] == {"type": "none"}  # Any other type needs contacts, by name.
    assert said["localisation"] == {
        "localisationReady": True,
        "availableLanguages": [code for code, _name in settings.LANGUAGES],
    }
    for needed in said["dependsOn"]["open"]:
        assert {"name"} <= needed.keys() <= {"name", "versionMin", "versionMax", "version", "optional"}


@pytest.mark.parametrize("language", ["en", "sv"])
def test_it_tells_what_this_is_at_the_length_that_the_standard_wants(language: str) -> None:
    said = public_code()["description"][language]
    assert said.keys() <= {"shortDescription", "longDescription", "features", "screenshots"}
    assert re.fullmatch(r".{1,150}", said["shortDescription"])
    assert 150 <= len(said["longDescription"]) <= 10_000
    assert said["features"] != []
    assert [place for place in said.get("screenshots", ()) if not (ROOT / place).is_file()] == []


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.relative_to(ROOT).as_posix())
def test_links_of_a_paper_lead_somewhere(paper: Path) -> None:
    targets = re.findall(r"\]\(([^)\s]+)\)", paper.read_text(encoding="utf-8"))
    inside = [target.partition("#")[0] for target in targets if not re.match(r"[a-z]+:", target)]
    assert [target for target in inside if target and not (paper.parent / target).exists()] == []
