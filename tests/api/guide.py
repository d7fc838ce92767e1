"""Follows the guide for partners: runs its commands and compares what it shows with what is answered.

curl's few options are read here, so that the guide is followed without a network and without curl.
"""

import argparse
import importlib.util
import io
import json
import re
import shlex
import urllib.request
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client

GUIDE = (settings.BASE_DIR / "docs" / "partner-quickstart.md").read_text(encoding="utf-8")
HOST = "http://127.0.0.1:8000"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def curl(*words: str) -> str:
    """What curl prints."""
    options = argparse.ArgumentParser(exit_on_error=False)
    options.add_argument("-s", action="store_true")
    options.add_argument("-G", action="store_true")
    options.add_argument("--compressed", action="store_true")
    options.add_argument("--data-urlencode", default="")
    for name in ("--etag-save", "--etag-compare", "-o", "-w"):
        options.add_argument(name)
    options.add_argument("address")
    asked = options.parse_args(words)
    name, _, value = asked.data_urlencode.partition("=")
    headers = {"If-None-Match": Path(asked.etag_compare).read_text()} if asked.etag_compare else {}
    address = asked.address.removeprefix(HOST)
    answer = Client().get(address, {name: value} if name else None, headers=headers)
    content = b"".join(answer) if answer.streaming else answer.content
    if asked.etag_save:
        Path(asked.etag_save).write_text(answer["ETag"])
    if asked.o:
        Path(asked.o).write_bytes(content)
    written = (asked.w or "").replace("%{http_code}", str(answer.status_code)).replace("\\n", "\n")
    return written if asked.o else content.decode() + written


class Answer(io.BytesIO):
    """An answer as urllib gives it."""

    def __init__(self, content: bytes, headers: Any) -> None:
        super().__init__(content)
        self.headers = headers


def urlopen(request: urllib.request.Request, timeout: float) -> Answer:
    answer = Client().get(request.full_url.removeprefix(HOST), headers=dict(request.header_items()))
    assert answer.status_code == 200
    content = b"".join(answer) if answer.streaming else answer.content
    return Answer(content, answer.headers)


def python3(script: str, *words: str) -> str:
    """Runs one of our scripts, as its main program."""
    spec = importlib.util.spec_from_file_location("script", script)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.main(*words)
    return ""


def run(lines: str) -> str:
    """What the last of the commands prints."""
    variables, printed = {}, ""
    for line in lines.splitlines():
        words = shlex.split(re.sub(r"\$([A-Z]+)", lambda found: KNOWN[found[1]], line))
        if assigned := re.fullmatch(r"([A-Z]+)=(.+)", words[0]):
            variables[assigned[1]] = assigned[2]
        else:
            printed = curl(*words[1:]) if words[0] == "curl" else python3(*words[1:])
    KNOWN.update(variables)
    return printed


KNOWN = {"CATALOGUE": f"{HOST}/api/v1"}


def holds(shown: Any, found: Any) -> bool:
    """Whether what the guide shows is a part of what was answered."""
    if isinstance(shown, dict):
        return isinstance(found, dict) and all(
            name in found and holds(value, found[name]) for name, value in shown.items()
        )
    if isinstance(shown, list):
        return isinstance(found, list) and all(any(holds(one, other) for other in found) for one in shown)
    return bool(shown == found)


def follow() -> int:
    """Run every command, in its order and in the current folder; how many there were."""
    printed, followed = "", 0
    for kind, text in BLOCK.findall(GUIDE):
        if kind == "sh":
            printed = run(text)
            followed += len(text.splitlines())
        elif kind == "json":
            assert holds(json.loads(text), json.loads(printed)), (text, printed[:2000])
        else:
            assert (kind, text) == ("text", printed)
    return followed
