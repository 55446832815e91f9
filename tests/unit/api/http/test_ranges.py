"""Byte ranges of downloads and of legacy uploads."""

import pytest

from wasat.api.http.ranges import (
    ContentRange,
    UnsatisfiableRangeError,
    parse_content_range,
    parse_range,
)
from wasat.status import InvalidArgumentError


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        ("bytes=0-9", range(10)),
        ("bytes=90-", range(90, 100)),
        ("bytes=90-400", range(90, 100)),
        (f"bytes=90-{(1 << 64) - 1}", range(90, 100)),
        ("bytes=-5", range(95, 100)),
        ("bytes=-500", range(100)),
        ("bytes = 3 - 3", range(3, 4)),
    ],
)
def test_a_range_names_its_bytes(header: str, chosen: range) -> None:
    assert parse_range(header, 100) == chosen


@pytest.mark.parametrize(
    "header",
    [
        "",
        "bytes=",
        "bytes=-",
        "bytes=5-4",
        "bytes=0-1,4-5",
        "lines=1-2",
        "bytes=a-b",
        f"bytes=0-{'9' * 5000}",
    ],
)
def test_what_is_no_single_range_asks_for_everything(header: str) -> None:
    assert parse_range(header, 100) is None


@pytest.mark.parametrize(
    ("header", "size"), [("bytes=100-", 100), ("bytes=-0", 9), ("bytes=-3", 0)]
)
def test_a_range_without_a_byte_cannot_be_satisfied(header: str, size: int) -> None:
    with pytest.raises(UnsatisfiableRangeError):
        parse_range(header, size)


@pytest.mark.parametrize(
    ("header", "content"),
    [
        ("bytes 0-99/1000", ContentRange(offset=0, end=100, total=1000)),
        ("bytes 900-999/*", ContentRange(offset=900, end=1000)),
        ("bytes */1000", ContentRange(total=1000)),
        ("bytes */*", ContentRange()),
        (" bytes 0-0/1 ", ContentRange(offset=0, end=1, total=1)),
    ],
)
def test_a_content_range_says_where_its_bytes_belong(header: str, content: ContentRange) -> None:
    assert parse_content_range(header) == content


@pytest.mark.parametrize(
    "header", ["", "bytes 0--1/0", "bytes=0-1/2", "bytes 5-4/10", "bytes 0-10/10", "bytes -5/10"]
)
def test_a_content_range_that_holds_nothing_is_refused(header: str) -> None:
    with pytest.raises(InvalidArgumentError, match=r"Content-Range"):
        parse_content_range(header)
