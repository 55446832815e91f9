import numpy as np

from wasat.documents.glyphs.indic import NOTHING, has_signs, mend_signs


def _mend(text: str, fonts: str = "") -> str:
    """Mend a text in which `*` is a glyph that says nothing; fonts are told by a letter each."""
    codes = [ord(c) for c in text]
    numbers: list[int | None] = [ord(c) for c in fonts or "a" * len(text)]
    mended = mend_signs(codes, [c == "*" for c in text], numbers)
    assert len(mended) == len(codes)
    return "".join(chr(code) for code in mended if code != NOTHING)


def test_a_lost_sign_is_written_after_its_consonant() -> None:
    assert _mend("*लए") == "लिए"


def test_a_sign_goes_after_joined_consonants() -> None:
    assert _mend("*ष्टर") == "ष्टिर"


def test_a_sign_that_the_consonant_brings_is_not_doubled() -> None:
    assert _mend("*कि") == "कि"


def test_a_sign_that_every_such_consonant_brings_is_dropped() -> None:
    assert _mend("*किया किरने") == "किया करने"


def test_a_sign_in_another_font_stays() -> None:
    text = "*किया किस"

    assert _mend(text, "aaaaaabbb") == "किया कस"
    assert _mend("*लए कि क", "a" * 8) == "लिए कि क"


def test_a_text_without_lost_signs_stays_as_it_is() -> None:
    assert _mend("किया करने") == "किया करने"


def test_only_scripts_with_such_a_sign_are_looked_at() -> None:
    assert has_signs(np.array([ord("क")], np.int32))
    assert not has_signs(np.array([ord("k"), ord("ж")], np.int32))
