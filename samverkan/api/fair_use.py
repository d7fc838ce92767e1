"""Fair use: a generous limit per address, counted in Django's cache.

Only a moment is kept for each address, for as long as it means anything, under a digest keyed by the server's secret.
"""

import logging
import math
import sys
from typing import Any, ClassVar

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from rest_framework.throttling import SimpleRateThrottle

from samverkan.visitor import household_of

MINUTES_AT_ONCE = 2  # So many minutes' requests may come in a burst.
AWAY = 10  # Seconds before a cache that did not answer is asked again; until then nobody waits for it.
SECOND = 1_000_000  # Microseconds.
logger = logging.getLogger(__name__)


def spend(earned: int, now: int, cost: int, most: int) -> tuple[int, int]:
    """One request by the generic cell rate algorithm, all in microseconds.

    `earned` is the moment when all that was spent before is earned back, which may lie `most` ahead; a request moves it
    by `cost`. Gives that moment after the request, and how long to wait where it would be too far off; what is refused
    costs nothing.
    """
    latest = now + most
    earned = min(max(earned, now), latest)  # A clock that was set back or a limit that was raised locks nobody out.
    after = earned + cost
    return (after, 0) if after <= latest else (earned, after - latest)


def failures() -> tuple[type[Exception], ...]:
    """What a cache raises that does not answer; redis is not loaded here, since few use it and it brings much along."""
    redis = sys.modules.get("redis.exceptions")
    return (redis.RedisError, OSError) if redis else (OSError,)


class FairUse(SimpleRateThrottle):
    """So many requests a minute from one household of addresses (REQUESTS_PER_MINUTE), twice as many at once."""

    scope = "fair_use"
    away_until: ClassVar[float] = 0.0
    excess = 0  # Microseconds to wait before the next request.

    def get_rate(self) -> str | None:
        return f"{settings.REQUESTS_PER_MINUTE}/minute" if settings.REQUESTS_PER_MINUTE else None

    def get_cache_key(self, request: HttpRequest, view: Any = None) -> str:
        digest = salted_hmac("fair use", household_of(request), algorithm="sha256").hexdigest()
        return self.cache_format % {"scope": self.scope, "ident": digest}

    def allow_request(self, request: HttpRequest, view: Any = None) -> bool:
        """Count a request of its address; whether it is answered. A cache that is away lets all through."""
        requests, seconds = self.parse_rate(self.rate)
        if not (requests and seconds) or self.timer() < FairUse.away_until:
            return True
        key, most = self.get_cache_key(request), MINUTES_AT_ONCE * seconds
        try:
            spent, now = self.cache.get(key, 0), int(self.timer() * SECOND)
            earned, self.excess = spend(spent, now, seconds * SECOND // requests, most * SECOND)
            if not self.excess:
                self.cache.set(key, earned, timeout=most)
        except failures() as error:
            FairUse.away_until = self.timer() + AWAY
            logger.warning("The cache does not answer, so nothing is limited for %s s: %s", AWAY, error)
        return not self.excess

    def wait(self) -> int:
        """Whole seconds until the next request is answered."""
        return math.ceil(self.excess / SECOND)


def in_words() -> str:
    """The limit as the API's document tells it."""
    per_minute: int = settings.REQUESTS_PER_MINUTE
    if not per_minute:
        return "Ingen gräns, men håll dig till /changes för att följa med. No limit, but follow /changes."
    burst = per_minute * MINUTES_AT_ONCE
    return (
        f"{per_minute} anrop i minuten från en adress, högst {burst} på en gång; sedan 429 med Retry-After."
        f" Svaret 304 räknas inte. {per_minute} requests a minute from one address, at most {burst} at once;"
        " then 429 with Retry-After. 304 is free."
    )
