"""Which address a request comes from, through the proxies that are trusted."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The address that the outermost of our own proxies saw.

    Each proxy adds whom it saw to the end of X-Forwarded-For; what stands further left anybody may have written.
    """
    remote = str(request.META.get("REMOTE_ADDR", ""))
    seen = [*request.headers.get("X-Forwarded-For", "").split(","), remote]
    told = seen[max(-len(seen), -1 - settings.PROXY_COUNT)].strip()
    return told if _parsed(told) else remote


def household_of(request: HttpRequest) -> str:
    """The address, or of IPv6 the network of 64 bits that one subscriber has."""
    told = address_of(request)
    match _parsed(told):
        case ipaddress.IPv6Address(ipv4_mapped=ipaddress.IPv4Address() as plain):
            return str(plain)
        case ipaddress.IPv6Address() as long:
            return str(ipaddress.ip_network((long.packed, 64), strict=False))
    return told


def _parsed(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None
