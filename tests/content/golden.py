"""The entries as they were read against their sources, each by a digest: `python -m tests.content.golden` writes them.

Whoever changes what an entry says reads it against its source's lines once more, and then writes the digests anew.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import django

FILE = Path(__file__).parents[1] / "data" / "read-against-the-sources.json"


def digests(documents: Iterable[dict[str, Any]]) -> dict[str, str]:
    """What each entry says, by kind and slug, whatever its references are called and its schema's version is."""
    from samverkan.publishing.documents import fingerprint

    said = {f"{one['kind']}/{one['slug']}": fingerprint({**one, "schema_version": 0})[:16] for one in documents}
    return dict(sorted(said.items()))


if __name__ == "__main__":
    django.setup()
    from tests.fixture_files import documents

    FILE.write_text(json.dumps(digests(documents().values()), indent=1) + "\n", encoding="utf-8")
