from collections.abc import Callable
from wsgiref.util import setup_testing_defaults

import pytest

from samverkan.wsgi import application


@pytest.mark.django_db
@pytest.mark.parametrize("content_type", ["x;a*=foo'en'bar", "x; a*=utf-8''%FF", "", "text/html; charset=x-unknown"])
def test_a_malformed_content_type_is_no_server_error(content_type: str) -> None:
    statuses: list[str] = []
    environ: dict[str, object] = {}
    setup_testing_defaults(environ)
    environ |= {"PATH_INFO": "/healthz", "CONTENT_TYPE": content_type, "HTTP_HOST": "localhost"}

    def start(status: str, headers: object, exc_info: object = None) -> Callable[[bytes], object]:
        statuses.append(status)
        return bytes

    application(environ, start)
    assert statuses == ["200 OK"]
