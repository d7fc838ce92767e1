"""What only the coordinators' side needs: sessions, accounts, forms' tokens, messages, guesses that are counted.

Nobody is logged in anywhere else, so nothing else reads a cookie or sets one.
"""

from typing import Any

from axes.middleware import AxesMiddleware
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest
from django.middleware.csrf import CsrfViewMiddleware


def is_on_the_desk(path: str) -> bool:
    """Whether an address belongs to the coordinators' side."""
    return path.startswith("/admin/")


class _OnTheDesk:
    """A mixin before another middleware, which then stands aside everywhere else."""

    get_response: Any

    def __call__(self, request: HttpRequest) -> Any:
        return super().__call__(request) if is_on_the_desk(request.path_info) else self.get_response(request)  # type: ignore[misc]


class DeskSessionMiddleware(_OnTheDesk, SessionMiddleware):
    """Sessions."""


class DeskCsrfMiddleware(_OnTheDesk, CsrfViewMiddleware):
    """Tokens of forms."""

    def process_view(self, request: HttpRequest, *args: Any) -> Any:
        return super().process_view(request, *args) if is_on_the_desk(request.path_info) else None


class DeskAuthenticationMiddleware(_OnTheDesk, AuthenticationMiddleware):
    """Who is logged in."""


class DeskMessageMiddleware(_OnTheDesk, MessageMiddleware):
    """What was done, told on the next page."""


class DeskAxesMiddleware(_OnTheDesk, AxesMiddleware):  # type: ignore[misc] # axes has no types
    """The answer to who has guessed too often."""
