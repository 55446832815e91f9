"""Base64 to a file without a name."""

import base64
import gc
import random

import pytest

from wasat.api.convert.inline import SLICE_CHARACTERS, decode, decode_inline
from wasat.status import InvalidArgumentError

LARGE = random.Random(1).randbytes(2 * SLICE_CHARACTERS + 1)  # noqa: S311 - any bytes will do
WRITINGS = {
    "standard": base64.b64encode,
    "url": base64.urlsafe_b64encode,
    "bare": lambda data: base64.urlsafe_b64encode(data).rstrip(b"="),
    "lines": base64.encodebytes,
}


@pytest.mark.parametrize("data", [b"", b"a", b"ab", b"abc", b"\xfb\xff\xfe" * 3, LARGE])
@pytest.mark.parametrize("writing", WRITINGS)
def test_every_writing_of_base64_is_decoded(data: bytes, writing: str) -> None:
    decoded = decode(WRITINGS[writing](data).decode())

    with decoded.file.lend() as file:
        assert file.read() == data
    assert decoded.size_bytes == len(data)


def test_the_digest_is_that_of_the_bytes() -> None:
    assert decode("YWJj").sha256.startswith("ba7816bf")


def test_each_borrower_begins_at_the_beginning() -> None:
    file = decode("YWJj").file
    with file.lend() as first, file.lend() as second:
        assert (first.read(2), second.read(1), first.read()) == (b"ab", b"a", b"c")


def test_what_was_lent_outlives_the_file() -> None:
    lent = decode("YWJj").file.lend()
    gc.collect()

    with lent:
        assert lent.read() == b"abc"


def test_a_lent_file_has_a_descriptor_for_other_processes() -> None:
    with decode("YWJj").file.lend() as lent:
        assert lent.fileno() > 2


@pytest.mark.parametrize(
    "text", ["a", "a*", "=QUJD", "QQ==QQ==", "é", "Q" * SLICE_CHARACTERS + "==" + "Q" * 4096]
)
async def test_what_is_not_base64_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(InvalidArgumentError) as caught:
        await decode_inline(text, "contents[0].parts[0].inline_data.data")

    assert caught.value.message.startswith(
        "Invalid value at 'contents[0].parts[0].inline_data.data' (TYPE_BYTES), Base64 decoding"
        f' failed for "{text[:60]}'
    )
    assert len(caught.value.message) < 200


async def test_padding_in_the_middle_of_a_large_text_is_refused() -> None:
    text = "QUI=" + "Q" * (2 * SLICE_CHARACTERS)

    with pytest.raises(InvalidArgumentError):
        await decode_inline(text, "p")
