"""What one key may do in a minute and at the same time."""

import math
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import NamedTuple

from wasat.api.limits.allowance import Allowance
from wasat.status import HelpLink, QuotaViolation, ResourceExhaustedError, RetryInfo


class _When(NamedTuple):
    """A kind of limit, in a sentence and in the name of a quota."""

    words: str
    quota: str


_EXCEEDED = "You exceeded your current quota, please check your plan and billing details."
_HELP = HelpLink(
    description="Learn more about Gemini API quotas",
    url="https://ai.google.dev/gemini-api/docs/rate-limits",
)
_PER_MINUTE = _When("a minute", "PerMinute")
_AT_ONCE = _When("at the same time", "AtOnce")
_PLACE_SECONDS = 1.0  # nobody knows when a place gets free; the SDKs begin with this wait too
_MOST_REMEMBERED = 10_000  # callers and uploads; a caller who waits for a minute is new again


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """What each key may do; 0 is no limit.

    Attributes:
        requests_per_minute: Requests that are begun.
        bytes_per_minute: Bytes of bodies that come in. One body larger than that has to wait for a
            whole minute's worth, and the next for what it took.
        requests_at_once: Requests that are begun and not answered to the last byte, of which a
            connection has one.
    """

    requests_per_minute: int = 0
    bytes_per_minute: int = 0
    requests_at_once: int = 0


UNLIMITED = Rates()


class _Caller:
    """What one key has left."""

    def __init__(self, rates: Rates, now: float) -> None:
        self.requests = Allowance(rates.requests_per_minute or 1, now)
        self.bytes = Allowance(rates.bytes_per_minute or 1, now)
        self.at_once = 0

    def is_new(self, now: float) -> bool:
        """Return whether nothing of it would be lost by forgetting it."""
        return not self.at_once and self.requests.is_full(now) and self.bytes.is_full(now)


class KeyLimits:
    """Counts what keys do, in memory: a restart forgives all.

    Args:
        rates: What each may do.
        seconds: A clock that only goes forward.
    """

    def __init__(self, rates: Rates = UNLIMITED, seconds: Callable[[], float] = monotonic) -> None:
        self._rates = rates
        self._seconds = seconds
        self._callers: dict[str, _Caller] = {}
        self._uploads: OrderedDict[str, str] = OrderedDict()

    def enter(self, name: str, body_bytes: int) -> None:
        """Count a request, or refuse it; a refused one counts nothing.

        Args:
            name: Of the key.
            body_bytes: As declared, or 1 if not; 0 of a request without a body, which is let in
                however many bytes came before.

        Raises:
            ResourceExhaustedError: It is one too many; says when to come again.
        """
        rates, now = self._rates, self._seconds()
        caller = self._find(name, now)
        if rates.requests_at_once and caller.at_once >= rates.requests_at_once:
            raise _refusal("requests", _AT_ONCE, rates.requests_at_once, _PLACE_SECONDS)
        if rates.requests_per_minute and (seconds := caller.requests.wait_seconds(1, now)):
            raise _refusal("requests", _PER_MINUTE, rates.requests_per_minute, seconds)
        counted_bytes = body_bytes if rates.bytes_per_minute else 0
        if counted_bytes and (seconds := caller.bytes.wait_seconds(counted_bytes, now)):
            raise _refusal("bytes", _PER_MINUTE, rates.bytes_per_minute, seconds)
        caller.at_once += 1
        if rates.requests_per_minute:
            caller.requests.take(1, now)

    def charge(self, name: str, received_bytes: int) -> None:
        """Count bytes of a body that came in."""
        if self._rates.bytes_per_minute:
            now = self._seconds()
            self._find(name, now).bytes.take(received_bytes, now)

    def leave(self, name: str) -> None:
        """Give a place back."""
        self._find(name, self._seconds()).at_once -= 1

    def note_upload(self, upload_id: str, name: str) -> None:
        """Remember whose upload it is, since its further requests bring no key."""
        self._uploads[upload_id] = name
        if len(self._uploads) > _MOST_REMEMBERED:
            self._uploads.popitem(last=False)

    def owner(self, upload_id: str, project: str) -> str:
        """Return the key that began an upload; after a restart all of a project count as one."""
        return self._uploads.get(upload_id, f"project {project}")

    def _find(self, name: str, now: float) -> _Caller:
        caller = self._callers.get(name)
        if caller is None:
            if len(self._callers) >= _MOST_REMEMBERED:
                old = [each for each, known in self._callers.items() if known.is_new(now)]
                for each in old:
                    del self._callers[each]
            caller = self._callers[name] = _Caller(self._rates, now)
        return caller


def _refusal(what: str, when: _When, limit: int, seconds: float) -> ResourceExhaustedError:
    """Return a refusal in the service's words. Source: public reports of its answers."""
    seconds = math.ceil(seconds * 100) / 100  # who waits so long is let in
    rule = f"a key has at most {limit} {what} {when.words}"
    return ResourceExhaustedError(
        f"{_EXCEEDED} Here {rule}.\nPlease retry in {seconds:g}s.",
        details=[
            QuotaViolation(
                subject="key",
                description=rule,
                metric=f"wasat/{what}",
                quota_id=f"{what.title()}{when.quota}PerKey",
                limit=str(limit),
            ),
            _HELP,
            RetryInfo(delay_seconds=seconds),
        ],
    )
