"""Atom (RFC 4287) with tombstones (RFC 6721), built as a tree so that no text can break it."""

import datetime as dt
import re
import uuid
from dataclasses import dataclass
from xml.etree import ElementTree as ET

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
_ATOM = "http://www.w3.org/2005/Atom"
_TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
_IDENTITIES = uuid.uuid5(uuid.NAMESPACE_URL, "urn:samverkanskatalogen")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Item:
    """An entry of the feed; `removed` is the identity of the item that it takes back, "" where it takes back none."""

    identity: str
    title: str
    updated: dt.datetime
    author: str
    link: str
    related: str
    term: str
    label: str
    summary: str
    removed: str = ""


@dataclass(frozen=True)
class Feed:
    """A feed's head: absolute addresses of itself, of its page and of its next, older part ("" on the last)."""

    identity: str
    title: str
    updated: dt.datetime
    author: str
    language: str
    link: str
    page: str
    older: str


def identity(*parts: object) -> str:
    """An identity that is the same for ever for the same parts."""
    return f"urn:uuid:{uuid.uuid5(_IDENTITIES, '/'.join(map(str, parts)))}"


def atom(feed: Feed, items: list[Item]) -> bytes:
    """The feed as an XML document."""
    root = ET.Element("feed", {"xmlns": _ATOM, "xmlns:at": _TOMBSTONES, "xml:lang": feed.language})
    _texts(root, id=feed.identity, title=feed.title, updated=_instant(feed.updated))
    _texts(ET.SubElement(root, "author"), name=feed.author)
    _link(root, "self", feed.link, "application/atom+xml")
    _link(root, "alternate", feed.page, "text/html")
    _link(root, "next", feed.older, "application/atom+xml")
    for item in items:
        if item.removed:
            _tombstone(root, item)
        _entry(root, item)
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document


def _entry(root: ET.Element, item: Item) -> None:
    entry = ET.SubElement(root, "entry")
    _texts(entry, id=item.identity, title=item.title, updated=_instant(item.updated))
    _texts(ET.SubElement(entry, "author"), name=item.author)
    _link(entry, "alternate", item.link, "text/html")
    _link(entry, "related", item.related, "text/html")
    ET.SubElement(entry, "category", {"term": item.term, "label": _clean(item.label)})
    if item.summary:
        _texts(entry, summary=item.summary)


def _tombstone(root: ET.Element, item: Item) -> None:
    """Tells programs what people read in the entry beside it: that an earlier item no longer holds."""
    gone = ET.SubElement(root, "at:deleted-entry", {"ref": item.removed, "when": _instant(item.updated)})
    _texts(ET.SubElement(gone, "at:by"), name=item.author)
    ET.SubElement(gone, "at:comment").text = _clean(item.title)
    _link(gone, "related", item.related, "text/html")


def _texts(parent: ET.Element, **texts: str) -> None:
    for name, text in texts.items():
        ET.SubElement(parent, name).text = _clean(text)


def _link(parent: ET.Element, rel: str, address: str, media_type: str) -> None:
    if address:
        ET.SubElement(parent, "link", {"rel": rel, "href": _clean(address), "type": media_type})


def _clean(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return _NOT_XML.sub("", text)


def _instant(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")
