"""How large an upload may be: the rest of a larger one is thrown away as it comes, before anything reads it."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from samverkan.exchange.spreadsheets.reading import MOST_BYTES


class Limited(FileUploadHandler):
    """Stands before the handlers that keep what comes; says on the request when it was too much."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        if start + len(raw_data) > MOST_BYTES:
            request: Any = self.request
            request.upload_too_big = True
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> "UploadedFile[Any] | None":
        return None
