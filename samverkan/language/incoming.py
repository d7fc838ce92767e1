"""Text as people send it, made tidy where it comes in: what cannot be seen goes, what looks alike becomes alike.

Three forms, by what a field holds: paragraphs (`prose`), one line (`line`), and what must have a form (`code`), such as
a telephone number. Each leaves its own result as it is. Not for passwords, signatures, cursors or uploaded bytes.
"""

import re
import unicodedata

# What has no width or only turns the direction of writing, for the inside of a character class.
INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff"
)
# Line and paragraph separators, however a system or a word processor writes them (Word's own line break is U+000B).
_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# The other control characters, halves of surrogate pairs, and what Unicode says is no character.
_NO_TEXT = "\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef" + "".join(
    f"{chr(plane | 0xFFFE)}{chr(plane | 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
_GONE = re.compile(f"[{_NO_TEXT}{INVISIBLE}]")
_DASHES = re.compile("[-\u02d7\u058a\u2010-\u2015\u2043\u207b\u208b\u2212\ufe58\ufe63\uff0d]")
_ASCII_CONTROL = re.compile("[\x00-\t\x0b-\x1f\x7f]")
_UNUSUAL = re.compile("[^\n -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u2bff]")


def prose(text: str) -> str:
    """Text of one or several paragraphs: every line break is ``\\n``, a tab is a space, other spaces stay."""
    if _ASCII_CONTROL.search(text) or is_unusual(text):
        lines = _BREAK.sub("\n", text).replace("\t", " ")
        text = unicodedata.normalize("NFC", _GONE.sub("", lines))
    return text.strip()


def line(text: str) -> str:
    """As `prose`, on one line."""
    return re.sub(r" *\n[ \n]*", " ", prose(text))


def code(text: str, dash: str = "-") -> str:
    """As `line`, with the one dash for all sorts of dashes and a plain space for every run of spaces."""
    return _DASHES.sub(dash, " ".join(line(text).split()))


def is_unusual(text: str) -> bool:
    """Whether the text holds anything, ASCII's control characters apart, that may have to be changed within it."""
    try:  # Quickly told: what Swedes write fits there, composed, and of what cannot be seen only the soft hyphen does.
        return b"\xad" in text.encode("cp1252")
    except UnicodeEncodeError:
        return bool(_UNUSUAL.search(text)) or not unicodedata.is_normalized("NFC", text)
