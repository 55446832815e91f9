"""Older clients, other codings of bodies, and URLs that are whole."""

import pytest

from wasat.api.http.framing import (
    Headers,
    UntoldLength,
    is_target,
    lacks_host,
    other_coding,
    take_host,
)


def test_any_number_of_bytes_is_of_a_length_that_is_not_told() -> None:
    left = UntoldLength()
    for sent in (0, 1, 1 << 40):
        assert not sent > left
        left -= sent

    assert left == 0


@pytest.mark.parametrize(
    ("values", "other"),
    [
        ([], ""),
        ([b"chunked"], ""),
        ([b" Chunked "], ""),
        ([b"gzip, chunked"], "gzip, chunked"),
        ([b"gzip", b"chunked"], "gzip, chunked"),
        ([b"deflate"], "deflate"),
        ([b"identity"], "identity"),
        ([b"\xff"], "\xff"),
    ],
)
def test_a_body_is_coded_in_chunks_or_not_at_all(values: list[bytes], other: str) -> None:
    headers = [(b"host", b"a"), *((b"transfer-encoding", value) for value in values)]

    assert other_coding(headers) == other


@pytest.mark.parametrize(
    ("hosts", "version", "lacks"),
    [
        ([b"a"], "1.1", False),
        ([b""], "1.1", False),  # Source: RFC 9112 section 3.2: sent empty where a URL has none
        ([], "1.1", True),
        ([b"a", b"a"], "1.1", True),
        ([b"a", b"b"], "1.0", True),
        ([], "1.0", False),
    ],
)
def test_a_request_says_once_whom_it_is_for(
    hosts: list[bytes],
    version: str,
    lacks: bool,  # noqa: FBT001
) -> None:
    headers = [(b"accept", b"*/*"), *((b"host", host) for host in hosts)]

    assert lacks_host(headers, version) is lacks


@pytest.mark.parametrize(
    ("url", "host"),
    [
        (b"/v1/files", b"a"),
        (b"*", b"a"),
        (b"http://b/v1/files", b"b"),
        (b"HTTP://b:81/v1/files?x=1", b"b:81"),
        (b"https://u:p@b.c/", b"b.c"),
        (b"http://[::1]:5/", b"[::1]:5"),
    ],
)
def test_the_host_of_a_whole_url_counts(url: bytes, host: bytes) -> None:
    headers: Headers = [(b"host", b"a"), (b"accept", b"*/*")]
    take_host(headers, url)

    assert dict(headers) == {b"host": host, b"accept": b"*/*"}


@pytest.mark.parametrize("url", [b"/", b"/v1/files?a", b"*", b"http://b/", b"https://[::1]:5/x"])
def test_a_path_or_a_whole_url_may_be_routed(url: bytes) -> None:
    assert is_target(url)


@pytest.mark.parametrize("url", [b"b:443", b"http://", b"http://b", b"http://b:x/", b"b"])
def test_other_targets_may_not(url: bytes) -> None:
    assert not is_target(url)
