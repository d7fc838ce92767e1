"""The one ETag: a digest of all that an answer depends on."""

import hashlib

from django.utils.http import quote_etag


def etag(*parts: object) -> str:
    """A strong ETag of what a representation depends on: the revision, the build, the address and whatever else."""
    return quote_etag(digest(*parts))


def digest(*parts: object) -> str:
    """The same for what is kept under it, such as a printed file."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]
