"""A rate as tokens that fill up again."""

_MINUTE_SECONDS = 60.0
_ROUNDING = 1e-6  # tokens: what sums of floating numbers may be off by, and nobody minds


class Allowance:
    """So many a minute: a minute's worth at once, and what the time since then adds again.

    Args:
        per_minute: More than 0.
        now: In seconds, of a clock that only goes forward.

    Source:
        The token bucket of RFC 2698, with debts: what was taken is counted, however much it was.
    """

    def __init__(self, per_minute: int, now: float) -> None:
        self._most = float(per_minute)
        self._level = self._most
        self._at = now

    def wait_seconds(self, amount: float, now: float) -> float:
        """Return how long to wait for an amount; one above a minute's worth waits for all of it."""
        self._fill(now)
        missing = min(amount, self._most) - self._level
        return missing * _MINUTE_SECONDS / self._most if missing > _ROUNDING else 0.0

    def take(self, amount: float, now: float) -> None:
        """Take an amount, whether or not it is there."""
        self._fill(now)
        self._level -= amount

    def is_full(self, now: float) -> bool:
        """Return whether it is as if nothing had ever been taken."""
        self._fill(now)
        return self._level >= self._most

    def _fill(self, now: float) -> None:
        added = (now - self._at) * self._most / _MINUTE_SECONDS
        self._level = min(self._most, self._level + added)
        self._at = now
