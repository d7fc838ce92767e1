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
    application(environ, lambda status, headers, exc_info=None: statuses.append(status))
    assert statuses == ["200 OK"]
