"""A long list as a spreadsheet: written by a job as its asker may see it, with progress, and kept for a day."""

from typing import Any, cast

from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, QueryDict
from django.utils import translation

from samverkan.jobs import working
from samverkan.jobs.models import Job
from samverkan.printing.tables import Rows

KIND = "write_list"
AT_ONCE = 300  # Rows that are written while somebody waits: a few seconds.


def register() -> None:
    """Tell the worker how lists are written."""
    working.register(KIND, _write)


def ask(user: User, model: str, query: QueryDict, form: str) -> Job:
    """Leave a list to be written, as the user may see it when it is."""
    return working.ask(KIND, {"model": model, "query": query.urlencode(), "form": form}, user)


def find(user: Any, model: str, token: Any) -> Job:
    """The user's own job for lists of a model; Http404 where there is none."""
    found = Job.objects.kept().filter(identifier=token, kind=KIND, asked_by=user, argument__model=model).first()
    if found is None:
        raise Http404
    return found


def _write(job: Job) -> dict[str, Any]:
    """Write the list with the rights that its asker has now."""
    listing: Any = admin.site.get_model_admin(apps.get_model(job.argument["model"]))
    request = HttpRequest()
    request.method = "GET"
    request.user = cast(User, job.asked_by)
    request.GET = QueryDict(job.argument["query"])
    with translation.override("sv"):
        sheet = listing.sheet(request, job.argument["form"], lambda rows, of: _telling(job, rows, of))
    result = {"name": sheet.name, "lost": sorted(sheet.lost)}
    with sheet.file:
        working.deliver(job, result, sheet.file)
    return result


def _telling(job: Job, rows: Rows, of: int) -> Rows:
    """The rows, of which the first table's are counted."""
    done = 0
    for table, row in rows:
        done += table == 0
        job.tell("write", done, of)
        yield table, row
