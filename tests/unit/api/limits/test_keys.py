from dataclasses import dataclass

import pytest

from wasat.api.limits import keys
from wasat.api.limits.keys import KeyLimits, Rates
from wasat.status import HelpLink, QuotaViolation, ResourceExhaustedError, RetryInfo


@dataclass
class Clock:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_without_rates_everything_may_come_and_is_counted_all_the_same(clock: Clock) -> None:
    limits = KeyLimits(seconds=clock)
    for _ in range(1000):
        limits.enter("a", 1 << 40)
        limits.charge("a", 1 << 40)
    assert limits._callers["a"].at_once == 1000
    assert limits._callers["a"].bytes.is_full(clock.now)


def test_requests_are_counted_by_key(clock: Clock) -> None:
    limits = KeyLimits(Rates(requests_per_minute=2), clock)
    limits.enter("a", 0)
    limits.enter("a", 0)
    with pytest.raises(ResourceExhaustedError):
        limits.enter("a", 0)
    limits.enter("b", 0)
    limits.enter("b", 0)
    with pytest.raises(ResourceExhaustedError):
        limits.enter("b", 0)


def test_a_refusal_says_what_how_many_and_when_in_the_services_words(clock: Clock) -> None:
    limits = KeyLimits(Rates(requests_per_minute=7), clock)
    for _ in range(7):
        limits.enter("a", 0)
    with pytest.raises(ResourceExhaustedError) as raised:
        limits.enter("a", 0)
    assert raised.value.message == (
        "You exceeded your current quota, please check your plan and billing details."
        " Here a key has at most 7 requests a minute.\nPlease retry in 8.58s."
    )
    quota, link, retry = raised.value.details
    assert isinstance(quota, QuotaViolation)
    assert (quota.metric, quota.quota_id, quota.limit) == (
        "wasat/requests",
        "RequestsPerMinutePerKey",
        "7",
    )
    assert isinstance(link, HelpLink)
    assert retry == RetryInfo(delay_seconds=8.58)


def test_who_waits_as_long_as_was_said_is_let_in(clock: Clock) -> None:
    limits = KeyLimits(Rates(requests_per_minute=7), clock)
    refused = 0
    for number in range(100):
        clock.now += 0.001 * number
        try:
            limits.enter("a", 0)
        except ResourceExhaustedError as error:
            [wait] = [each for each in error.details if isinstance(each, RetryInfo)]
            clock.now += wait.delay_seconds
            limits.enter("a", 0)
            refused += 1
    assert refused > 50
    assert clock.now == pytest.approx(60 * 93 / 7, rel=0.01)  # 7 came at once


def test_a_refused_request_counts_nothing(clock: Clock) -> None:
    limits = KeyLimits(Rates(requests_per_minute=1, requests_at_once=1), clock)
    limits.enter("a", 0)
    for _ in range(100):
        with pytest.raises(ResourceExhaustedError):
            limits.enter("a", 0)
    limits.leave("a")
    clock.now = 60
    limits.enter("a", 0)
    with pytest.raises(ResourceExhaustedError, match="at the same time"):
        limits.enter("a", 0)


def test_places_are_given_back(clock: Clock) -> None:
    limits = KeyLimits(Rates(requests_at_once=2), clock)
    limits.enter("a", 0)
    limits.enter("a", 0)
    with pytest.raises(ResourceExhaustedError, match="at most 2 requests at the same time"):
        limits.enter("a", 0)
    limits.leave("a")
    limits.enter("a", 0)


def test_a_body_is_refused_by_its_length_before_it_is_sent(clock: Clock) -> None:
    limits = KeyLimits(Rates(bytes_per_minute=600), clock)
    limits.enter("a", 400)
    limits.charge("a", 400)
    with pytest.raises(ResourceExhaustedError, match=r"600 bytes a minute.\nPlease retry in 20s"):
        limits.enter("a", 400)
    limits.enter("a", 200)


def test_a_body_of_unknown_length_is_paid_for_afterwards(clock: Clock) -> None:
    limits = KeyLimits(Rates(bytes_per_minute=600), clock)
    limits.enter("a", 1)
    limits.charge("a", 1200)
    with pytest.raises(ResourceExhaustedError, match=r"Please retry in 60\.1s"):
        limits.enter("a", 1)


def test_without_a_body_bytes_do_not_matter(clock: Clock) -> None:
    limits = KeyLimits(Rates(bytes_per_minute=600), clock)
    limits.charge("a", 1 << 30)
    limits.enter("a", 0)


def test_an_upload_counts_for_who_began_it() -> None:
    limits = KeyLimits()
    limits.note_upload("u1", "a")
    assert limits.owner("u1", "acme") == "a"


def test_an_upload_that_is_not_remembered_counts_for_its_project() -> None:
    assert KeyLimits().owner("u1", "acme") == "project acme"


def test_memory_does_not_grow_with_keys_that_went(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "_MOST_REMEMBERED", 10)
    limits = KeyLimits(Rates(requests_per_minute=1, requests_at_once=2), clock)
    limits.enter("present", 0)
    for number in range(100):
        limits.enter(f"key {number}", 0)
        limits.leave(f"key {number}")
        limits.note_upload(f"upload {number}", "a")
        clock.now += 60
    assert len(limits._callers) <= 10
    assert len(limits._uploads) <= 10
    limits.enter("present", 0)
    with pytest.raises(ResourceExhaustedError, match="at the same time"):
        limits.enter("present", 0)
