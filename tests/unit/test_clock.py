from datetime import UTC, datetime, timedelta

from wasat.clock import Clock, now


def test_the_time_is_in_utc_and_goes_on() -> None:
    first = now()
    assert first.tzinfo is UTC
    assert timedelta(0) <= now() - first < timedelta(minutes=1)


def test_anything_that_returns_a_time_is_a_clock() -> None:
    def still() -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC)

    clock: Clock = still
    assert clock() == clock()
