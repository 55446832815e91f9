import contextlib
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasat.documents.formats.source import decode, read_bytes
from wasat.documents.limits import STANDARD
from wasat.status import UnreadableDocumentError

TEXT = "Straße, Москва, 東京: 12 €"


@pytest.mark.parametrize("encoding", ["utf_8_sig", "utf_16", "utf_32", "utf_8"])
def test_a_byte_order_mark_decides_and_is_no_text(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_either_order_is_read(mark: bytes) -> None:
    encoding = "utf_16_le" if mark == b"\xff\xfe" else "utf_16_be"
    assert decode(mark + TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("encoding", ["utf_16_le", "utf_16_be"])
def test_utf_16_without_a_mark_is_told_by_its_halves(encoding: str) -> None:
    assert decode("plain words, 12 of them".encode(encoding)) == "plain words, 12 of them"


def test_a_label_decides_where_utf_8_does_not_fit() -> None:
    assert decode("Привет".encode("koi8_r"), "KOI8-R") == "Привет"


@pytest.mark.parametrize("label", ["no-such-thing", "utf-7", "rot13", "zlib", "../x", "", "idna"])
def test_a_label_that_is_no_encoding_is_ignored(label: str) -> None:
    assert decode("très bien".encode("cp1252"), label) == "très bien"


def test_latin_1_means_what_windows_means_by_it() -> None:
    assert decode("12 € – “so”".encode("cp1252"), "iso-8859-1") == "12 € – “so”"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Ça va très bien, merci beaucoup à tous."),
        ("cp1252", "España: ¿año o niño? 5 €"),
        ("cp1250", "Příliš žluťoučký kůň úpěl ďábelské ódy."),
        ("cp1251", "Это предложение написано кириллицей."),
        ("cp1253", "Καλημέρα κόσμε, τι κάνεις σήμερα;"),
        ("shift_jis", "これは日本語の文章です。"),
        ("gb18030", "这是一个中文句子。"),
        ("euc_kr", "이것은 한국어 문장입니다."),
    ],
)
def test_an_encoding_nobody_names_is_guessed(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_a_few_bad_bytes_do_not_change_the_encoding() -> None:
    text = "Größe übermäßig süß, schön und müßig gewöhnt. " * 5
    assert decode(text.encode() + b"\xff\xfe") == text + "\ufffd\ufffd"


def test_nul_bytes_are_left_out() -> None:
    assert decode(b"k,v\nCas\x00tor,9919\n") == "k,v\nCastor,9919\n"


@pytest.mark.parametrize("data", [bytes(range(256)) * 8, b"\x00" * 4_096, b"\x01\x02\x03\x04"])
def test_binary_data_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocumentError, match="binary data, not text"):
        decode(data)


def test_an_empty_file_has_no_pages() -> None:
    with pytest.raises(UnreadableDocumentError, match="The document has no pages"):
        read_bytes(BytesIO(b""), STANDARD)


def test_a_file_at_the_limit_is_read_and_one_above_is_refused() -> None:
    limits = replace(STANDARD, text_bytes=4)
    assert read_bytes(BytesIO(b"1234"), limits) == b"1234"
    with pytest.raises(UnreadableDocumentError, match="up to 4 bytes"):
        read_bytes(BytesIO(b"12345"), limits)


@given(st.text(st.characters(categories=["L", "N", "P", "Z"])))
def test_utf_8_is_always_read_as_it_is(text: str) -> None:
    assert decode(text.encode("utf_8_sig")) == text


@given(st.binary())
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    with contextlib.suppress(UnreadableDocumentError):
        decode(data).encode("utf_8", "surrogatepass")
