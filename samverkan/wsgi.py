"""Django as a WSGI application; `rsgi.py` stands before it."""

import os
from typing import Any

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samverkan.settings")


class Request(WSGIRequest):
    """A request whose malformed Content-Type counts as none, where Django would fail before any middleware answers."""

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        try:
            super()._set_content_type_params(meta)  # type: ignore[misc] # private, so the stubs leave it out
        except (LookupError, ValueError):
            self.content_type, self.content_params = "", {}


application = get_wsgi_application()
assert isinstance(application, WSGIHandler)
application.request_class = Request
