from hypothesis import given
from hypothesis import strategies as st

from wasat.documents.formats.rtf_tokens import Token, tokenize


def test_words_braces_and_text_are_told_apart() -> None:
    assert list(tokenize(rb"{\b0 a}\par b")) == [
        Token("{", b"", None),
        Token("b", b"", 0),
        Token("", b"a", None),
        Token("}", b"", None),
        Token("par", b"", None),
        Token("", b"b", None),
    ]


def test_numbers_may_be_negative() -> None:
    assert list(tokenize(rb"\u-10179?")) == [Token("u", b"", -10179), Token("", b"?", None)]


def test_a_hexadecimal_escape_is_a_byte() -> None:
    assert list(tokenize(rb"\'e9")) == [Token("'", b"\xe9", None)]


def test_signs_are_words_of_one_letter() -> None:
    assert [token.word for token in tokenize(rb"\~\*\-")] == ["~", "*", "-"]


def test_escaped_braces_are_text() -> None:
    assert [token.data for token in tokenize(rb"\{\\\}")] == [b"{", b"\\", b"}"]


def test_line_ends_of_the_file_mean_nothing() -> None:
    assert [token.data for token in tokenize(b"a\r\nb")] == [b"a", b"b"]


def test_binary_data_are_passed_over() -> None:
    assert [token.data for token in tokenize(rb"\bin4 {}}{after")] == [b"after"]


def test_binary_data_that_claim_too_much_end_the_file() -> None:
    assert list(tokenize(rb"\bin2147483647 x}}")) == []


@given(st.binary())
def test_every_run_of_bytes_ends(data: bytes) -> None:
    assert len(list(tokenize(data))) <= len(data)
