"""In which encoding an answer is sent, and the answer in it."""

import gzip
from functools import lru_cache

import brotli

IDENTITY, GZIP, BROTLI = "", "gzip", "br"
WORTH = 512  # Bytes below which packing gains nothing.
_PACKED_WELL = ("text/", "application/json", "application/problem+json", "application/atom+xml", "application/xml")
_PACKED_TOO = ("application/rdf+xml", "application/ld+json", "application/x-ndjson", "image/svg+xml", "javascript")
_ANY_TEXT = (*_PACKED_WELL, *_PACKED_TOO)


@lru_cache(256)
def chosen(accepted: str) -> str:
    """The best encoding that a client accepts, by its Accept-Encoding."""
    known = {}
    for part in accepted.lower().split(","):
        name, _, quality = part.strip().partition(";")
        refused = quality.replace(" ", "") in ("q=0", "q=0.0", "q=0.00", "q=0.000")
        known[name.strip()] = not refused
    return next((name for name in (BROTLI, GZIP) if known.get(name, known.get("*", False))), IDENTITY)


def is_worth_packing(media_type: str, size: int) -> bool:
    """Whether an answer of that type and size gets smaller."""
    return size >= WORTH and any(text in media_type for text in _ANY_TEXT)


def packed(body: bytes, encoding: str) -> bytes:
    """The bytes in an encoding; at a level that costs little more time than reading them."""
    match encoding:
        case "br":
            return bytes(brotli.compress(body, mode=brotli.MODE_TEXT, quality=5))
        case "gzip":
            return gzip.compress(body, 6, mtime=0)
    return body
