"""The worked examples in docs/ are followed to the letter on a copy of the checkout; it does what they promise."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from samverkan.publishing import schemas

pytestmark = pytest.mark.rehearsal
ROOT = Path(settings.BASE_DIR)
STEP = re.compile(r"^## \d+\. `(?P<path>[^`]+)`|^```(?P<sort>\w+)\n(?P<text>.*?)^```$", re.M | re.S)
VERSION = schemas.newest("activity")
MOST = {"adding-a-field.md": 4, "adding-a-kind.md": 12}
PREPARED = f"NEXT = {VERSION + 1}\n"
PREPARED += "from django.test.utils import setup_test_environment\nsetup_test_environment()\n"
FIELD = """
from django.test import Client
from samverkan.publishing import kinds
from samverkan.publishing.models import Publication
from tests.factories import OFFICE, ActivityFactory, published
from samverkan.publishing.publish import publish

activity = ActivityFactory.create(slug="lotsen", for_whom={}, way_in={})
published(activity)
activity.wheelchair_access = True
activity.save()
publish([activity], OFFICE)
client = Client()
said = client.get("/api/v1/activities/lotsen").json()
assert (said["wheelchair_access"], said["schema_version"]) == (True, NEXT), said
assert "Tillgänglig med rullstol" in client.get("/verksamheter/lotsen/").content.decode()
assert "Accessible by wheelchair" in client.get("/en/verksamheter/lotsen/").content.decode()
assert "Tillgänglig med rullstol" in client.get("/verksamheter/lotsen/historik/").content.decode()
assert "wheelchair_access" in client.get(f"/api/v1/schemas/activity/{NEXT}").json()["required"]
assert "wheelchair_access" not in client.get(f"/api/v1/schemas/activity/{NEXT - 1}").content.decode()
before = {**said, "schema_version": NEXT - 1}
del before["wheelchair_access"]
assert kinds.upcast(before)["wheelchair_access"] is None
from django.contrib.auth.models import User
client.force_login(User.objects.create_superuser("chef"))
assert 'name="wheelchair_access"' in client.get(f"/admin/activities/activity/{activity.pk}/change/").content.decode()
"""
KIND = """
from django.test import Client
from django.contrib.auth.models import User
from federations.models import Network
from tests.factories import OFFICE, AreaFactory, published
from federations.models import Scope
from samverkan.publishing.publish import withdraw

area = AreaFactory.create(slug="omrade")
network = Network.objects.create(slug="norr", name="Norra nätverket", summary="De möts.")
network.owners.add(Scope.of(area))
published(area, network)
client = Client()
for address in ("/natverk/", *(f"/natverk/norr/{beside}" for beside in ("", "historik/", "forslag/")), "/en/natverk/"):
    page = client.get(address)
    assert page.status_code == 200 and "Norra nätverket" in page.content.decode(), address
assert 'href="/natverk/norr/historik/"' in client.get("/natverk/norr/").content.decode()
assert "/natverk/norr/" in client.get("/sitemap.xml").content.decode()
assert "/natverk/norr/" in client.get("/andringar.atom").content.decode()
assert client.get("/api/v1/networks").json()["results"][0]["summary"] == "De möts."
assert any(one["kind"] == "network" for one in client.get("/api/v1/changes").json()["results"])
[tag] = [one for one in client.get("/api/v1/openapi.json").json()["tags"] if one["name"] == "Nätverk"]
assert "about networks" in tag["description"]
client.force_login(User.objects.create_superuser("chef"))
form = client.get(f"/admin/federations/network/{network.pk}/change/").content.decode()
assert 'href="/natverk/norr/"' in form and 'name="federation"' in form
withdraw([network], OFFICE)
gone = client.get("/natverk/norr/")
assert gone.status_code == 410 and "/natverk/norr/historik/" in gone.content.decode()
"""


@pytest.mark.parametrize(("guide", "promised"), [("adding-a-field.md", FIELD), ("adding-a-kind.md", KIND)])
def test_an_example_does_what_it_promises(guide: str, promised: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".*", "var", "test-results", "__pycache__"))

    def run(*command: str) -> None:
        own = {"DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}", "DATA_DIR": str(tmp_path / "var")}
        done = subprocess.run(
            [sys.executable, *command], cwd=copy, env=os.environ | own, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr

    path, touched = Path(), set()
    for step in STEP.finditer(of_today((ROOT / "docs" / guide).read_text(encoding="utf-8"))):
        sort, text = step["sort"], step["text"]
        if step["path"]:
            path = copy / step["path"]
            touched.add(path)
        elif sort == "sh":
            for line in text.splitlines():
                run("manage.py", *line.removeprefix("./run manage ").split())
        elif sort == "diff":
            follow(path, text)
        else:
            path.write_text(text, encoding="utf-8")
    assert len(touched) <= MOST[guide]
    run("manage.py", "migrate", "--verbosity", "0")
    run("manage.py", "shell", "--no-imports", "-c", PREPARED + promised)
    run("-m", "ruff", "check", "--fix", "--quiet", ".")  # Django writes migrations in a style of its own.
    run("-m", "pytest", "-n", "0", "-q", "tests/test_english.py", "tests/publishing/test_types.py")


def of_today(text: str) -> str:
    """A guide with the version that the schema of activities is in, and the next, in place of its own 2 and 3."""
    for told, now in ((3, VERSION + 1), (2, VERSION)):
        text = re.sub(rf'"(const|added)": {told}\b', rf'"\1": #{now}', text)
    return re.sub(r'"(const|added)": #', r'"\1": ', text)


def follow(path: Path, block: str) -> None:
    """Do to a file what a block says; what it says is there already must stand there once."""
    lines = block.splitlines(keepends=True)
    before = "".join(line[1:] for line in lines if line[0] in " -")
    after = "".join(line[1:] for line in lines if line[0] in " +")
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1, f"{path.name}: {before}"
    path.write_text(text.replace(before, after), encoding="utf-8")
