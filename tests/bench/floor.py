"""Django's floor: the least that Django itself costs, with one view, no middleware and no database."""

import os
import pickle
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import re_path

ANSWERS: dict[str, Any] = pickle.loads(Path(os.environ["BARE"]).read_bytes())
settings.configure(ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, MIDDLEWARE=[], SECRET_KEY="-")


def replay(request: HttpRequest) -> HttpResponse:
    """The bytes that were given."""
    condition = " 304" if "If-None-Match" in request.headers else ""
    status, headers, body = ANSWERS[request.get_full_path() + condition]
    return HttpResponse(body, status=status, headers={**dict(headers), "Content-Length": str(len(body))})


urlpatterns = [re_path("", replay)]
application = get_wsgi_application()
