"""The one form of every public address, so that the same answer has one name however it was asked for."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from samverkan.api.middleware import is_below_api
from samverkan.pages.parameters import KNOWN
from samverkan.response_cache.asked import Addresses

# What is answered to who asks alone: to coordinators, to the holder of a link, to what somebody told or reckons with.
_OWN = ("/admin/", "/bekrafta/", "/hitta/", "/en/hitta/", "/aterbetalning/", "/en/aterbetalning/")
ADDRESSES = Addresses(KNOWN, is_below_api, _OWN)


class AddressMiddleware:
    """Views see the address in its one form, so what they answer depends on nothing else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.META.get("QUERY_STRING", "")
        if given and request.method in ("GET", "HEAD"):
            request.META["QUERY_STRING"] = ADDRESSES.query(request.path_info, given)
        return self.get_response(request)
