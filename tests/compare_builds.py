"""Whether two builds answer alike: one log is read into both, and every public address is asked of each.

    python -m tests.compare_builds OLD_CHECKOUT [NEW_CHECKOUT] [--log HISTORY]

A checkout is a folder with the project in it; both run in this interpreter's environment. Without a history the old
build publishes its own fixtures and exports them. Addresses come from the sitemap, from the pages' links in both
languages and from what the API's answers name. Compared are status, type and bytes; of a PDF its pages' text and its
outline, of a workbook its sheets. Left out are what a form signs anew each time, blank lines of a page, the order of
the site map, ETag, Date and Traceparent. Not across midnight in Stockholm: pages show the day.
"""

import argparse
import difflib
import io
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from pypdf import PdfReader

ROOT = Path(__file__).resolve().parent.parent
MOST = 4_000  # Addresses, of some two thousand.
SAME = {
    "BUILD": "compared",
    "SITE_URL": "https://katalogen.example.se",
    "REQUESTS_PER_MINUTE": "0",
    "PYTHONHASHSEED": "0",
}
_BLANK = re.compile(rb"\n\s*\n")
_SIGNED = re.compile(rb'value="forslag:[^"]*"')

# Runs inside each checkout: asks addresses and keeps the answers, one file each, named in index.json.
COLLECT = r"""
import html, json, re, sys
from pathlib import Path
import django
django.setup()
from django.test import Client
folder, most = Path(sys.argv[1]), int(sys.argv[2])
client = Client(SERVER_NAME="localhost")
ahead = ["/", "/en/", "/sitemap.xml", "/robots.txt", "/andringar.atom", "/datasets/dcat", "/api/v1/openapi.json",
         "/api/v1/docs", "/api/v1/api-info", "/api/v1/dump", "/api/v1/changes?limit=100", "/api/hsds/", "/?vid=r1",
         "/verksamheter/finns-inte/", "/verksamheter/?q=sjukskriven", "/hitta/?kommun=boras&alder=40"]
seen, index = set(ahead), {}
def add(address):
    address = re.sub(r"^https?://[^/]+", "", html.unescape(address)).partition("#")[0]
    ours = address.startswith("/") and not address.startswith(("//", "/admin", "/static"))
    if ours and address.count("&") < 2 and "samtal=" not in address and address not in seen and len(seen) < most:
        seen.add(address)
        ahead.append(address)
while ahead:
    address = ahead.pop(0)
    answer = client.get(address)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    kind = answer.headers.get("Content-Type", "")
    name = str(len(index))
    (folder / name).write_bytes(body)
    index[address] = [answer.status_code, kind, answer.headers.get("Location", ""), name]
    text = body.decode(errors="replace")
    if "html" in kind:
        [add(link) for link in re.findall(r'href="([^"]+)"', text)]
    elif "xml" in kind:
        [add(link) for link in re.findall(r"<loc>([^<]+)</loc>", text)]
    elif "json" in kind and answer.status_code == 200 and "dump" not in address:
        found = json.loads(text)
        path = address.partition("?")[0]
        if path.endswith("openapi.json"):
            base = path.removesuffix("/openapi.json")
            [add(base + one + ("?limit=100" if "slug" not in one else "")) for one in found["paths"] if "{" not in one]
            [add(base + one) for one in found["paths"] if "{" not in one]
        if isinstance(found, dict):
            rows = found.get("results") or found.get("contents") or []
            for row in rows if path.count("/") == 3 else []:
                key = row.get("slug") or row.get("id") or row.get("number") if isinstance(row, dict) else None
                if key is not None:
                    add(f"{path}/{key}")
            if found.get("next_cursor") and rows:
                add(f"{path}?cursor={found['next_cursor']}&limit=100")
            if "openapi_url" in found:
                add(found["openapi_url"])
                [add("/api/hsds/" + one + "?per_page=100") for one in
                 ("services", "organizations", "taxonomies", "taxonomy_terms", "service_at_locations")]
(folder / "index.json").write_text(json.dumps(index))
"""


def main() -> int:
    """Print what differs; 1 where anything does."""
    parser = argparse.ArgumentParser(description="Compare the public answers of two builds.")
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path, nargs="?", default=ROOT)
    parser.add_argument("--log", type=Path, help="a history from export_history")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        log = asked.log.resolve() if asked.log else exported(asked.old, folder)
        old = answers(asked.old, folder / "old", log)
        new = answers(asked.new, folder / "new", log)
        differing = compare(old, new)
    for line in differing:
        print(line)
    print(f"{len(old)} addresses, {len(differing)} differ")
    return int(bool(differing) or not old)


def run(checkout: Path, data: Path, *command: str) -> None:
    """A Python program in a checkout, with data of its own."""
    data.mkdir(parents=True, exist_ok=True)
    own = {"DATA_DIR": str(data), "DATABASE_URL": f"sqlite:///{data / 'katalogen.sqlite3'}"}
    named = {"DJANGO_SETTINGS_MODULE": "samverkan.settings", "PYTHONPATH": str(checkout.resolve())}
    subprocess.run([sys.executable, *command], cwd=checkout, env=os.environ | SAME | own | named, check=True)


def exported(checkout: Path, folder: Path) -> Path:
    """The history of what a build publishes by itself."""
    run(checkout, folder / "first", "manage.py", "prepare")
    run(checkout, folder / "first", "manage.py", "export_history", str(folder / "log.ndjson.gz"))
    return folder / "log.ndjson.gz"


def answers(checkout: Path, folder: Path, log: Path) -> dict[str, tuple[Any, bytes]]:
    """What a build says at each address, about the catalogue of the log."""
    kept = folder / "answers"
    kept.mkdir(parents=True)
    run(checkout, folder / "data", "manage.py", "migrate", "--verbosity", "0")
    run(checkout, folder / "data", "manage.py", "import_history", str(log))
    run(checkout, folder / "data", "-c", COLLECT, str(kept), str(MOST))
    index = json.loads((kept / "index.json").read_text())
    return {address: (row[:3], (kept / row[3]).read_bytes()) for address, row in index.items()}


def compare(old: dict[str, tuple[Any, bytes]], new: dict[str, tuple[Any, bytes]]) -> list[str]:
    """A line for each address that is answered otherwise, with the first difference."""
    apart = sorted(old.keys() ^ new.keys())
    found = [f"{address}: only in the {'old' if address in old else 'new'} build" for address in apart]
    for address in sorted(old.keys() & new):
        (head, body), (other_head, other_body) = old[address], new[address]
        if head != other_head:
            found.append(f"{address}: {head} became {other_head}")
        elif said(head, body) != said(head, other_body):
            found.append(f"{address}: {first_difference(said(head, body), said(head, other_body))}")
    return found


def said(head: Any, body: bytes) -> bytes:
    """What has to be the same."""
    if "pdf" in head[1]:
        file = PdfReader(io.BytesIO(body))
        outline = [str(getattr(item, "title", "")) for item in file.outline if not isinstance(item, list)]
        return "\f".join([*outline, *(page.extract_text() for page in file.pages)]).encode()
    if "spreadsheetml" in head[1]:
        with ZipFile(io.BytesIO(body)) as book:
            return b"\f".join(book.read(name) for name in sorted(book.namelist()) if not name.startswith("docProps"))
    if b"<urlset" in body[:200]:  # A site map has no order.
        return b"\n".join(sorted(body.replace(b"</url>", b"</url>\n").splitlines()))
    return _BLANK.sub(b"\n", _SIGNED.sub(b"", body)) if "html" in head[1] else body


def first_difference(one: bytes, other: bytes) -> str:
    """The first lines that differ, cut short."""
    lines = difflib.unified_diff(
        one.decode(errors="replace").splitlines(), other.decode(errors="replace").splitlines(), lineterm="", n=0
    )
    return " | ".join(line[:200] for line in list(lines)[3:5])


if __name__ == "__main__":
    sys.exit(main())
