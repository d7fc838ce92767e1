"""The whole catalogue at one moment in one answer: a document a line, packed once a revision, sent in little memory."""

import csv
import gzip
import io
import re
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import patch_vary_headers
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from samverkan.api import conditional
from samverkan.api.changes import cursor_of
from samverkan.api.parameters import AT, Parameter
from samverkan.api.resources import LogResource, Operation
from samverkan.api.results import compact, entry, instant, text_of
from samverkan.printing import kept_files
from samverkan.printing.tables import guarded
from samverkan.publishing.models import Publication, Revision

CHUNK = 64 * 1024
LAST = 999_999_999  # A place behind all events of a revision.
COLUMNS = ("kind", "slug", "name", "revision", "published_at", "verified_on", "verified_by", "document")
BOM = "\ufeff"


class NdjsonRenderer(BaseRenderer):
    """A JSON object a line."""

    media_type = "application/x-ndjson"
    format = "ndjson"


class CsvRenderer(BaseRenderer):
    """A table of entries."""

    media_type = "text/csv"
    format = "csv"


def _rows(number: int) -> Iterator[Publication]:
    rows = Publication.objects.at(number).with_verified(number).order_by("kind", "slug")
    return rows.iterator(chunk_size=200)


def as_ndjson(number: int) -> Iterator[str]:
    """The revision in the first line, then each entry as lists give it."""
    revision = Revision.objects.filter(number=number).first()
    moment = instant(revision.moment) if revision else None
    head = {"revision": number, "published_at": moment, "entries": Publication.objects.at(number).count()}
    yield f"{compact({**head, 'next_cursor': cursor_of((number, LAST))})}\n"
    for row in _rows(number):
        yield f"{entry(row)}\n"


def as_csv(number: int) -> Iterator[str]:
    """A row an entry, the document as JSON in the last column; no cell runs as a formula."""
    yield BOM + _line(COLUMNS)
    for row in _rows(number):
        verified = row.verified or {"on": "", "by": ""}
        told = (row.revision_id, instant(row.published_at), verified["on"], verified["by"] or "", text_of(row))
        yield _line((row.kind, row.slug, row.name, *told))


def _line(values: Iterable[Any]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow([guarded(str(value)) for value in values])
    return out.getvalue()


FORMS: dict[str, Callable[[int], Iterator[str]]] = {
    NdjsonRenderer.media_type: as_ndjson,
    CsvRenderer.media_type: as_csv,
}


class DumpResource(LogResource):
    """Everything that the catalogue held at a moment, streamed."""

    renderer_classes = [NdjsonRenderer, CsvRenderer]
    says_all_types = True
    parameters: tuple[Parameter, ...] = (AT,)
    operation = Operation(
        name="dump",
        tag=("Ändringar", "changes"),
        summary=("Hämta hela katalogen", "Fetch the whole catalogue"),
        text=(
            "Alla poster som en JSON-rad var (NDJSON); första raden säger vilken revision. Samma innehåll som en tabell"
            " med Accept: text/csv, där dokumentet står som JSON i sista kolumnen. Svaret är packat på förhand: begär"
            " Accept-Encoding: gzip. Följ sedan /changes från next_cursor i första raden.",
            "Every entry as a line of JSON (NDJSON); the first line tells the revision. The same as a table with"
            " Accept: text/csv, the document as JSON in the last column. The answer is packed beforehand: ask with"
            " Accept-Encoding: gzip. Then follow /changes from the next_cursor of the first line.",
        ),
        answer={"type": "string"},
        statuses=(404,),
    )

    def get(self, request: Request, **path: Any) -> HttpResponseBase:
        asked = self.asked()
        newest = conditional.Newest.read()
        packed = accepts_gzip(request._request)
        media_type = request.accepted_media_type or NdjsonRenderer.media_type
        tag = conditional.of_log(request._request, newest, f"{media_type} {'gzip' if packed else ''}")
        early = self._early(asked, newest, tag)
        if early is not None:
            return self._told(conditional.marked(early, tag, newest.last_modified))
        self.moment = self._moment(asked, newest)
        answer = self._streamed(media_type, packed)
        return self._told(conditional.marked(answer, tag, newest.last_modified))

    def _streamed(self, media_type: str, packed: bool) -> Any:
        number = self.moment.number
        lines = FORMS[media_type]
        file = kept_files.kept_file(
            f"katalogen-{number}", f".{media_type.rpartition('/')[2]}.gz", _packing(lines, number)
        )
        if self.request.method == "HEAD":
            pieces: Iterator[bytes] = iter(())
        elif file is None:  # A disk that is full costs time, never the answer.
            pieces = (line.encode() for line in lines(number))
        else:
            pieces = _pieces(file) if packed else _unpacked(file)
        charset = "; charset=utf-8" if media_type.startswith("text/") else ""
        answer: Any = StreamingHttpResponse(pieces, content_type=f"{media_type}{charset}")
        if file:
            answer._resource_closers.append(file.close)  # Also where nobody reads what it holds.
        if file and packed:
            answer["Content-Encoding"] = "gzip"
        answer["Revision"] = str(number)
        answer["Content-Language"] = "sv"
        return answer

    def _told(self, answer: Any) -> HttpResponseBase:
        patch_vary_headers(answer, ["Accept", "Accept-Encoding"])
        result: HttpResponseBase = answer
        return result


def accepts_gzip(request: HttpRequest) -> bool:
    """Whether the client says that it unpacks gzip."""
    for part in request.headers.get("Accept-Encoding", "").split(","):
        name, _, quality = part.strip().partition(";")
        if name.strip().lower() in ("gzip", "x-gzip", "*"):
            return not re.fullmatch(r"\s*q=0(\.0*)?\s*", quality)
    return False


def _packing(lines: Callable[[int], Iterator[str]], number: int) -> Callable[[IO[bytes]], None]:
    def pack(file: IO[bytes]) -> None:
        with gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as packed:
            for line in lines(number):
                packed.write(line.encode())

    return pack


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(CHUNK):
        yield piece


def _unpacked(file: IO[bytes]) -> Iterator[bytes]:
    with gzip.GzipFile(fileobj=file) as unpacked:
        while piece := unpacked.read(CHUNK):
            yield piece
