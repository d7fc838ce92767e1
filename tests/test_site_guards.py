"""Guards of the site as a whole: nothing unused, nothing malformed, nothing heavy."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import html5lib
import pytest
from django.conf import global_settings, settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from samverkan.publishing import kinds
from tests import kept
from tests.editions import two_editions
from tests.fixture_files import GLOSSARY, HIGHLAND, SOURCE_CATALOGUE

ROOT = Path(settings.BASE_DIR)
APPS = ("samverkan", "federations", "financing", "activities")
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
PYTHON = [path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts]
# Django finds these by their names.
FOUND_BY_DJANGO = {"admin/base_site.html"}
PAGES = [
    "/",
    "/matris/sjuharad/",
    "/matris/sjuharad/?finansiering=finsam&fran=1999-01-01",
    "/verksamheter/",
    "/verksamheter/?kommun=mark&datum=2010-01-01&ordning=kommun",
    "/verksamheter/aktiv-sjukskrivning/",
    "/verksamheter/dialogforare/",
    "/verksamheter/koordinator/",
    "/verksamheter/lotsen/historik/",
    "/verksamheter/lotsen/historik/?fran=r1&till=r1",
    "/forbund/bms/historik/",
    "/finansiering/finsam/historik/",
    "/andringar/",
    "/andringar/?kommun=mark&bekraftelser=1",
    "/hitta/",
    "/samtal/",
    "/samtal/?samtal=lotsen,finns-inte,sara",
    "/hitta/?kommun=tranemo&alder=22&sjukskriven=helt&fragar=forsakringskassan",
    "/hitta/?kommun=annan",
    "/kommuner/boras/",
    "/forbund/",
    "/forbund/bms/",
    "/finansiering/",
    "/finansiering/finsam/",
    "/upphor/",
    "/budgetar/",
    "/budgetar/uppdrag-samverkan/",
    "/overenskommelser/",
    "/overenskommelser/koordinator-sjuharad/",
    "/upphor/?datum=2010-01-01",
    "/matris/sjuharad/?datum=2010-01-01",
    "/resultat/",
    "/resultat/?forbund=bms&verksamhet=lotsen",
    "/aterbetalning/",
    "/aterbetalning/?deltagare=10&kostnad=5000&betalare=A&effekt=1,5&andel=60",
    "/aterbetalning/?deltagare=x&effekt=1",
    "/parter/",
    "/ord/",
    "/utgavor/",
    "/utgavor/1/",
    "/utgavor/jamfor/1/2/",
    "/utgavor/jamfor/2/2/",
    "/om/",
    "/oppna-data/",
    "/tillganglighet/",
    "/bekrafta/fel/",
    "/ingenstans/",
    "/?vid=fel",
]


def words() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in [*PYTHON, *TEMPLATES])


def test_every_template_is_used() -> None:
    used = words()
    names = {str(path.relative_to(ROOT / "templates")) for path in TEMPLATES} - FOUND_BY_DJANGO
    assert [name for name in sorted(names) if f'"{name}"' not in used] == []


def test_every_filter_and_tag_is_used() -> None:
    shown = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "templates").rglob("*") if path.is_file())
    made = re.compile(r"@register\.(?:filter|simple_tag|simple_block_tag|tag|inclusion_tag)\b.*\n+def (\w+)")
    libraries = [path for path in PYTHON if path.parent.name == "templatetags"]
    names = {name for path in libraries for name in made.findall(path.read_text(encoding="utf-8"))}
    code = "\n".join(path.read_text(encoding="utf-8") for path in PYTHON if path not in libraries)
    assert len(names) > 40
    assert [name for name in sorted(names) if not re.search(rf"[|{{% ]{name}\b", shown) and name not in code] == []


def url_names(patterns: list[URLPattern | URLResolver]) -> set[str]:
    found: set[str] = set()
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            found |= set() if pattern.namespace else url_names(pattern.url_patterns)
        elif pattern.name:
            found.add(pattern.name)
    return found


def test_every_url_name_of_a_page_is_used() -> None:  # The API's routes are held to its OpenAPI document.
    used = words()
    names = {name for name in url_names(get_resolver().url_patterns) if not name.startswith("api-")}
    names -= {f"{kind.page}-{beside}" for kind in kinds.every() for beside in ("history", "proposal")}
    assert [name for name in sorted(names) if len(re.findall(rf"[\"']{re.escape(name)}[\"']", used)) < 2] == []


def test_every_setting_is_django_s_a_library_s_or_ours_and_read() -> None:
    source = (ROOT / "samverkan" / "settings.py").read_text(encoding="utf-8")
    code = "\n".join(path.read_text(encoding="utf-8") for path in PYTHON if path.name != "settings.py")
    libraries = ("ROOT_URLCONF", "AXES_", "WHITENOISE_", "REST_FRAMEWORK", "SPECTACULAR_", "CONTENT_SECURITY_POLICY")
    names = re.findall(r"^(?:[A-Z_]+ = )*([A-Z][A-Z_]+)(?:: \w+)? = ", source, re.M)
    unread = [
        name
        for name in names
        if not hasattr(global_settings, name)
        and not name.startswith(libraries)
        and f"settings.{name}" not in code
        and len(re.findall(rf"\b{name}\b", source)) < 2
    ]
    assert unread == []


def test_templates_keep_django_s_template_style() -> None:
    command = [str(Path(sys.executable).with_name("djade")), "--target-version", "5.2", "--check", *map(str, TEMPLATES)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr + done.stdout


def test_style_sheets_and_scripts_stay_light() -> None:
    folder = ROOT / "samverkan" / "static"
    public = [path for path in folder.iterdir() if path.stem != "redaktion"]  # The editors' pages have theirs alone.
    assert sum(path.stat().st_size for path in public if path.suffix == ".css") <= 25_000
    assert sum(path.stat().st_size for path in public if path.suffix == ".js") <= 15_000


@pytest.fixture
def real(db: None) -> None:
    """The source catalogue with its words, a budget and two editions."""
    kept.published(SOURCE_CATALOGUE, GLOSSARY, HIGHLAND)
    two_editions()


@pytest.mark.django_db
def test_the_matrix_with_all_its_tools_stays_light(client: Client) -> None:
    kept.published(SOURCE_CATALOGUE)
    for address in ("/", "/matris/sjuharad/", "/matris/sjuharad/?fran=1999-01-01"):
        content = client.get(address).content
        assert len(content) <= 40_000, address
        files = re.findall(rb'<link rel="(?:stylesheet|icon)"|<(?:script|img|iframe|video)\b', content)
        assert len(files) <= 3, address


@pytest.mark.django_db
def test_what_is_saved_is_carried_on_by_every_link_but_those_to_another_moment(client: Client, real: None) -> None:
    ends_there = re.compile(r"/(api|admin|datasets)/|.*(\.(pdf|xlsx|csv|atom)\b|[?&;](vid|fran)=)")
    dropped = {}
    for address in {*PAGES, "/verksamheter/lotsen/forslag/"} - {"/bekrafta/fel/"}:  # A coordinator's, not a reader's.
        body = client.get(address + ("&" if "?" in address else "?") + "samtal=sarv").content.decode()
        links = re.findall(r'<a (?!class="save")[^>]*href="(/[^"]*)"', body)
        dropped[address] = {one for one in links if "samtal=" not in one and not ends_there.match(one)}
    assert {address: links for address, links in dropped.items() if links} == {}


@pytest.mark.django_db
def test_every_page_is_valid_html_with_a_title_and_one_heading(client: Client, real: None) -> None:
    parser: Any = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    for address in PAGES:
        body = client.get(address).content.decode()
        tree = parser.parse(body)
        assert len(tree.findall(".//h1")) == 1, address
        ids = [node.get("id") for node in tree.iter() if node.get("id")]
        assert len(ids) == len(set(ids)), address
        assert tree.findtext("head/title").endswith(" – Samverkanskatalogen"), address
        assert "None" not in body, address
