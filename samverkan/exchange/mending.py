"""Text that came in before there was one way in: the working rows are made tidy, the log stays as it is."""

from collections.abc import Iterator
from typing import Any

from django.db import models, transaction

from samverkan.desk.keeping_pace import drafts_keep_pace
from samverkan.desk.text_columns import searched, text_columns
from samverkan.jobs.models import Job
from samverkan.publishing import kinds
from samverkan.publishing.incoming import of_column
from samverkan.publishing.kinds import Key
from samverkan.publishing.models import Edition, Event, Publication, Revision

_NOT_WORKED_ON = {Edition, Event, Job, Publication, Revision}


@transaction.atomic
def mend() -> int:
    """Make every text of the working tables tidy, as if it came in today; how many rows were changed."""
    found = list(_untidy_rows())
    with drafts_keep_pace(_read_tidied()):
        for model, key, values in found:
            model._default_manager.filter(pk=key).update(**values)
    return len(found)


def _untidy_rows() -> Iterator[tuple[type[models.Model], Any, dict[str, Any]]]:
    for model in searched():
        columns = text_columns(model)
        if not columns or model in _NOT_WORKED_ON or model._meta.app_label == "admin":  # Django's own log.
            continue
        for row in model._default_manager.values("pk", *(column.attname for column in columns)).iterator(500):
            values = {column.attname: _tidied(column, row[column.attname]) for column in columns}
            changed = {name: value for name, value in values.items() if value != row[name]}
            if changed:
                yield model, row["pk"], changed


def _tidied(column: Any, value: Any) -> Any:
    if isinstance(value, str):
        return of_column(column)(value)
    return [_tidied(column, item) for item in value] if isinstance(value, list) else value


def _read_tidied() -> set[Key]:
    """The entries whose published documents are stored otherwise than they are read."""
    rows = Publication.objects.filter(body__isnull=False).values_list("kind", "slug", "body")
    return {(kind, slug) for kind, slug, body in rows.iterator(500) if kinds.is_untidy(body or "")}
