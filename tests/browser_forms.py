"""Forms as a browser reads them off a page and sends them: line breaks as CRLF, what is unticked left out."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.test import Client

_BUTTONS = {"submit", "button", "reset", "image"}  # Sent only when they are pressed.
_ANY_SPACE = re.compile(r"[\t\n\f\r ]+")
_LINE_BREAK = re.compile("\r\n|\r|\n")


@dataclass
class SentForm:
    """The values that a page's form holds, as whoever fills it in may change them, and where it goes."""

    address: str
    values: list[tuple[str, str]] = field(default_factory=list)
    areas: set[str] = field(default_factory=set)  # Fields of several lines.

    def __getitem__(self, name: str) -> str:
        """What stands in a field, as a person sees it."""
        return dict(self.values)[name]

    def fill(self, name: str, text: str) -> None:
        """Type or paste into a field that is there: a field of one line takes no line breaks."""
        assert name in dict(self.values), f"the page has no field {name}"
        held = _LINE_BREAK.sub("\n" if name in self.areas else "", text)
        self.values = [(key, held if key == name else value) for key, value in self.values]

    def send(self, client: Client, press: str = "") -> Any:
        """Send it as it is, with the button of that name (or `name=value`), and follow where the answer leads."""
        data: dict[str, list[str]] = {}
        name, _equals, value = press.partition("=")
        for key, text in [*self.values, *([(name, value or "x")] if press else [])]:
            data.setdefault(key, []).append(_LINE_BREAK.sub("\r\n", text))
        return client.post(self.address, data, follow=True)


def form_on(client: Client, address: str, holding: str) -> SentForm:
    """The page's form that has a field of that name."""
    response = client.get(address)
    assert response.status_code == 200, address
    return read(response.content.decode(), address, holding)


def read(page: str, address: str, holding: str) -> SentForm:
    """As `form_on`, of a page that is there already."""
    reader = _Reader(address)
    reader.feed(page)
    return next(form for form in reader.forms if holding in dict(form.values))


class _Reader(HTMLParser):
    """Collects a page's forms with what each would send."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.forms: list[SentForm] = []
        self.text: list[str] | None = None  # Of the text area or option that is being read.
        self.name = ""
        self.options: list[tuple[dict[str, str | None], str]] = []
        self.select: dict[str, str | None] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = dict(attrs)
        if tag == "form":
            where = urlsplit(urljoin(f"http://testserver{self.address}", at.get("action") or self.address))
            self.forms.append(SentForm(where.path + (f"?{where.query}" if where.query else "")))
        elif tag == "option":
            self._end_of_option()
            self.options.append((at, ""))
            self.text = []
        elif "disabled" in at or not at.get("name"):
            return
        elif tag == "input":
            self._input(str(at["name"]), at)
        elif tag == "textarea":
            self.name, self.text = str(at["name"]), []
        elif tag == "select":
            self.select, self.options = at, []

    def handle_data(self, data: str) -> None:
        if self.text is not None:
            self.text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.text is not None:
            held = _LINE_BREAK.sub("\n", "".join(self.text)).removeprefix("\n")  # The first is only how it is written.
            self.forms[-1].values.append((self.name, held))
            self.forms[-1].areas.add(self.name)
            self.text = None
        elif tag == "option":
            self._end_of_option()
        elif tag == "select" and self.select:
            self._end_of_option()
            name = str(self.select["name"])
            self.forms[-1].values += [(name, value) for value in self._chosen()]
            self.select = {}

    def _end_of_option(self) -> None:
        if self.options and self.text is not None:
            text = _ANY_SPACE.sub(" ", "".join(self.text)).strip()
            self.options[-1] = (self.options[-1][0], text)
            self.text = None

    def _input(self, name: str, at: dict[str, str | None]) -> None:
        sort = at.get("type") or "text"
        if sort in ("checkbox", "radio"):
            if "checked" in at:
                self.forms[-1].values.append((name, at.get("value") or "on"))
        elif sort not in _BUTTONS | {"file"} and self.forms:
            self.forms[-1].values.append((name, at.get("value") or ""))

    def _chosen(self) -> list[str]:
        values = [(at, str(at["value"] if at.get("value") is not None else text)) for at, text in self.options]
        chosen = [value for at, value in values if "selected" in at]
        if "multiple" in self.select:
            return chosen
        return chosen[-1:] or [value for at, value in values if "disabled" not in at][:1]
