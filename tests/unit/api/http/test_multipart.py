"""multipart/related: two parts, cut anywhere, with either line end."""

from collections.abc import AsyncIterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasat.api.http.multipart import RelatedReader, parse_boundary
from wasat.status import InvalidArgumentError

JSON = b'{"file": {"displayName": "D"}}'


async def _stream(pieces: Sequence[bytes]) -> AsyncIterator[bytes]:
    for piece in pieces:
        yield piece


def _cut(body: bytes, size: int) -> list[bytes]:
    return [body[at : at + size] for at in range(0, len(body), size)]


def _body(
    media: bytes, *, line: bytes = b"\r\n", head: bytes = b"Content-Type: application/pdf"
) -> bytes:
    lines = (b"--cut", b"Content-Type: application/json", b"", JSON, b"--cut", head, b"", media)
    return line.join((*lines, b"--cut--", b""))


async def _read(pieces: Sequence[bytes]) -> tuple[bytes, str, bytes]:
    reader = RelatedReader(_stream(pieces), b"cut")
    description = await reader.read_description()
    media_type = await reader.read_media_type()
    return description, media_type, b"".join([part async for part in reader.iter_media()])


@given(
    media=st.binary(max_size=200) | st.just(b"\r\n--cu\r\n--") | st.just(b"a\r\n\r\n--cub"),
    size=st.integers(1, 300),
    line=st.sampled_from([b"\r\n", b"\n"]),
)
async def test_both_parts_come_back_however_the_body_is_cut(
    media: bytes, size: int, line: bytes
) -> None:
    found = await _read(_cut(_body(media, line=line), size))

    assert found == (JSON, "application/pdf", media)


async def test_a_part_may_have_no_headers() -> None:
    body = b"--cut\r\n\r\n{}\r\n--cut\r\n\r\nabc\r\n--cut--"

    assert await _read([body]) == (b"{}", "", b"abc")


async def test_a_preamble_and_an_epilogue_mean_nothing() -> None:
    assert await _read([b"hello\r\n", _body(b"abc"), b"bye"]) == (JSON, "application/pdf", b"abc")


async def test_the_media_is_not_gathered_before_it_is_passed_on() -> None:
    reader = RelatedReader(_stream(_cut(_body(bytes(1 << 20)), 1 << 14)), b"cut")
    await reader.read_description()
    await reader.read_media_type()

    assert max([len(part) async for part in reader.iter_media()]) <= 1 << 15


@pytest.mark.parametrize("kept", range(0, len(_body(b"abc")) - 4, 7))
async def test_a_body_that_ends_early_is_refused(kept: int) -> None:
    with pytest.raises(InvalidArgumentError, match=r"before its last boundary"):
        await _read([_body(b"abc")[:kept]])


async def test_a_body_of_one_part_is_refused() -> None:
    with pytest.raises(InvalidArgumentError, match=r"a part after the one that describes"):
        await _read([b"--cut\r\n\r\n{}\r\n--cut--\r\n"])


async def test_encoded_media_is_refused_by_name() -> None:
    head = b"Content-Transfer-Encoding: base64"

    with pytest.raises(InvalidArgumentError, match=r"as it is, not in 'base64'"):
        await _read([_body(b"YWJj", head=head)])


async def test_media_said_to_be_binary_is_taken() -> None:
    head = b"Content-Type: text/plain\r\nContent-Transfer-Encoding: BINARY"

    assert await _read([_body(b"abc", head=head)]) == (JSON, "text/plain", b"abc")


async def test_an_endless_description_is_refused() -> None:
    body = b"--cut\r\n\r\n" + bytes(2 << 20)

    with pytest.raises(InvalidArgumentError, match=r"in 1048576 bytes at most"):
        await _read(_cut(body, 1 << 16))


@pytest.mark.parametrize(
    ("header", "boundary"),
    [
        ("multipart/related; boundary=abc", b"abc"),
        ('multipart/related; boundary="===============1=="', b"===============1=="),
        ('Multipart/Related; type="application/json"; Boundary=x', b"x"),
        ('multipart/related; type="a; boundary=y"; boundary = "a\\"b" ; c=d', b'a"b'),
    ],
)
def test_the_boundary_is_found_in_the_header(header: str, boundary: bytes) -> None:
    assert parse_boundary(header) == boundary


@pytest.mark.parametrize(
    "header",
    [
        "",
        "application/json; boundary=x",
        "multipart/related",
        "multipart/related; boundary=",
        'multipart/related; boundary="a',
        "multipart/related; boundary*=undefined''abc",
        "multipart/related; boundary*=idna''abc",
        f"multipart/related; boundary*{'9' * 5000}=x",
        f"multipart/related; boundary={'x' * 71}",
    ],
)
def test_a_header_without_a_boundary_is_refused(header: str) -> None:
    with pytest.raises(InvalidArgumentError, match=r"multipart/related with a boundary"):
        parse_boundary(header)
