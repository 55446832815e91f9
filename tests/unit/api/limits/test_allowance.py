import pytest

from wasat.api.limits.allowance import Allowance


def test_a_minutes_worth_may_be_taken_at_once() -> None:
    allowance = Allowance(60, now=0)
    allowance.take(60, now=0)
    assert allowance.wait_seconds(1, now=0) == 1


def test_what_was_taken_comes_back_steadily() -> None:
    allowance = Allowance(60, now=0)
    allowance.take(60, now=0)
    assert allowance.wait_seconds(10, now=4) == 6
    assert allowance.wait_seconds(10, now=10) == 0


def test_it_never_holds_more_than_a_minutes_worth() -> None:
    allowance = Allowance(60, now=0)
    assert allowance.wait_seconds(60, now=10_000) == 0
    allowance.take(60, now=10_000)
    assert allowance.wait_seconds(1, now=10_000) == 1


def test_more_than_a_minutes_worth_waits_for_all_of_it_and_is_paid_for_afterwards() -> None:
    allowance = Allowance(60, now=0)
    assert allowance.wait_seconds(600, now=0) == 0
    allowance.take(600, now=0)
    assert allowance.wait_seconds(600, now=0) == 600
    assert allowance.wait_seconds(1, now=0) == 541


@pytest.mark.parametrize(("now", "is_full"), [(0, False), (59.9, False), (60, True), (61, True)])
def test_it_is_full_again_after_what_was_taken(now: float, *, is_full: bool) -> None:
    allowance = Allowance(60, now=0)
    allowance.take(60, now=0)
    assert allowance.is_full(now) is is_full
