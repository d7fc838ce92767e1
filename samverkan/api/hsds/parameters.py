"""The query parameters that HSDS names."""

import uuid
from collections.abc import Callable
from typing import Any

from samverkan.api.parameters import LIMIT, LIMIT_DEFAULT, MODIFIED_AFTER, PAGE, Parameter, free_text
from samverkan.pages.filters import LONGEST
from samverkan.publishing.schemas import Schema


def _identifier(text: str) -> str:
    try:
        return str(uuid.UUID(text))
    except ValueError:
        raise ValueError("ska vara ett UUID, till exempel det id som ett annat svar har.") from None


def _flag(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError("ska vara true eller false.")
    return text == "true"


def _named(name: str, read: Callable[[str], Any], schema: Schema, swedish: str, english: str) -> Parameter:
    return Parameter(name, read, schema, (swedish, english), None)


_UUID = {"type": "string", "format": "uuid"}
_FLAG = {"type": "boolean"}

SEARCH = _named("search", *free_text(LONGEST), "Fritext.", "Free text.")
PER_PAGE = Parameter("per_page", LIMIT.read, LIMIT.schema, LIMIT.text, LIMIT_DEFAULT)
TAXONOMY_TERM_ID = _named("taxonomy_term_id", _identifier, _UUID, "Det som bär termen.", "What carries the term.")
TAXONOMY_ID = _named(
    "taxonomy_id", _identifier, _UUID, "Det som bär någon av taxonomins termer.", "What carries any of its terms."
)
ORGANIZATION_ID = _named(
    "organization_id", _identifier, _UUID, "Det som organisationen deltar i.", "What the organization takes part in."
)
MINIMAL = _named("minimal", _flag, _FLAG, "Bara id och last_modified.", "Only id and last_modified.")
FULL = _named("full", _flag, _FLAG, "Allt som hör till posten.", "All that belongs to the entry.")

PAGED = (SEARCH, PAGE, PER_PAGE)
TERMED = (TAXONOMY_TERM_ID, TAXONOMY_ID)
SERVED = (*PAGED, *TERMED, ORGANIZATION_ID, MODIFIED_AFTER, FULL)
