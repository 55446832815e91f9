"""Servers that hold the same model: which one to ask, and which to leave alone a while."""

import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

FAILURES_TO_OPEN = 3  # in a row; fewer may be a restart
OPEN_SECONDS = 10.0  # then one request tries whether it is back


@dataclass(slots=True, kw_only=True)
class Replica:
    """One server.

    Attributes:
        base_url: Without a slash at its end.
        failures: Connections that failed since the last that did not.
        open_until: When it may be asked again, on the monotonic clock.
    """

    base_url: str
    failures: int = 0
    open_until: float = 0.0


class Replicas:
    """All servers of one model.

    Args:
        base_urls: At least one.
        clock: Monotonic seconds.
    """

    def __init__(
        self, base_urls: Sequence[str], *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._all = [Replica(base_url=url.rstrip("/")) for url in base_urls]
        self._clock = clock

    def choose(self, affinity: str) -> list[Replica]:
        """Return those that may be asked now, best first; none if all are left alone.

        The same affinity always prefers the same server, and all others keep theirs when one of
        them goes.

        Source:
            Rendezvous hashing, Thaler and Ravishankar 1998.
        """
        now = self._clock()
        usable = [each for each in self._all if each.open_until <= now]
        if len(usable) < 2:
            return usable
        return sorted(usable, key=lambda each: _weigh(affinity, each.base_url), reverse=True)

    @property
    def wait_seconds(self) -> float:
        """How long until the first of them may be asked again."""
        return max(0.0, min(each.open_until for each in self._all) - self._clock())

    def fail(self, replica: Replica) -> None:
        """Note that it could not be reached."""
        replica.failures += 1
        if replica.failures >= FAILURES_TO_OPEN:
            replica.open_until = self._clock() + OPEN_SECONDS

    def succeed(self, replica: Replica) -> None:
        """Note that it answers."""
        replica.failures = 0
        replica.open_until = 0.0


def _weigh(affinity: str, base_url: str) -> bytes:
    return hashlib.blake2b(f"{affinity}\n{base_url}".encode(), digest_size=8).digest()
