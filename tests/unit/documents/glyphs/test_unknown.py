import numpy as np

from wasat.documents.glyphs.unknown import UNKNOWN, find_unknown, settle_unknown

SYMBOLS, LETTERS = 1, 2  # two fonts


def _settle(text: str, unmapped: str, fonts: list[int | None] | None = None) -> str:
    codes = np.array(list(map(ord, text)), np.int64)
    flags = np.array([mark == "x" for mark in unmapped.ljust(len(text))], bool)
    settled = settle_unknown(codes, flags, fonts or [LETTERS] * len(text))
    return "".join(map(chr, settled.tolist()))


def test_text_without_such_characters_has_none_unknown() -> None:
    assert not find_unknown(np.array(list(map(ord, "a b\tc\r\n")), np.int64)).size
    assert find_unknown(np.array([97, 3], np.int64)).tolist() == [1]


def test_a_sign_alone_at_the_head_of_a_line_is_a_bullet() -> None:
    text = "It says:\r\n\x02 mercury\r\n\x02 lead"
    marks = "".join("x" if letter == "\x02" else " " for letter in text)
    assert _settle(text, marks) == "It says:\r\n\u2022 mercury\r\n\u2022 lead"


def test_a_sign_within_a_line_says_nothing() -> None:
    assert _settle("R\x02(r, t) is given", " x") == "R (r, t) is given"


def test_what_its_font_maps_is_left_alone() -> None:
    assert _settle("a\x1fb of a word", "") == "a\x1fb of a word"


def test_all_letters_of_a_font_without_meaning_are_unknown() -> None:
    text = "This is read\r\n" * 9 + "7KH\x03KD" * 9
    fonts: list[int | None] = [LETTERS] * 126 + [SYMBOLS] * 54
    read = "This is read\r\n" * 9 + " " * 54
    assert _settle(text, " " * 126 + "x" * 54, fonts) == read


def test_a_few_signs_of_a_font_are_not_held_against_its_letters() -> None:
    text = "so that R\x03 is Q and no more than that"
    fonts: list[int | None] = [SYMBOLS if it in "RQ\x03" else LETTERS for it in text]
    marks = "".join("x" if it in "RQ\x03" else " " for it in text)
    assert _settle(text, marks, fonts) == text.replace("\x03", " ")


def test_a_page_that_is_mostly_unknown_says_so() -> None:
    text = "7KH\x03KDUERXU\x03RI\x03+DOGHQ\x03" * 3
    assert _settle(text, "x" * len(text)) == chr(UNKNOWN) * len(text)
