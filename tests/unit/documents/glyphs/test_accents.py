import numpy as np

from wasat.documents.glyphs.accents import compose_accents
from wasat.documents.glyphs.indic import NOTHING


def _compose(text: str, spans: list[tuple[float, float]]) -> list[int]:
    codes = np.array([ord(c) for c in text], np.int32)
    boxes = np.array([(left, 10, right, 0) for left, right in spans], np.float32)
    return compose_accents(codes, boxes).tolist()


def test_an_accent_goes_on_the_letter_that_it_is_drawn_over() -> None:
    assert _compose("\u02c6\u0131t", [(0, 4), (0.5, 3.5), (4, 7)]) == [NOTHING, ord("î"), ord("t")]
    assert _compose("a\xa8u", [(0, 4), (4, 8), (4, 9)]) == [ord("a"), NOTHING, ord("ü")]


def test_an_accent_may_be_far_wider_than_its_letter() -> None:
    composed = _compose("a\u02c6\u0131t", [(0, 6.3), (4.4, 11), (6.2, 9.3), (9.2, 14)])

    assert composed == [ord("a"), NOTHING, ord("î"), ord("t")]


def test_a_letter_may_be_stored_before_its_accent() -> None:
    assert _compose("c\xb8a", [(0, 4), (0.5, 3.5), (4, 8)]) == [ord("ç"), NOTHING, ord("a")]


def test_a_sign_beside_a_letter_stays_one() -> None:
    assert _compose("2^n", [(0, 4), (4, 8), (8, 12)]) == [ord("2"), ord("^"), ord("n")]


def test_a_sign_over_what_takes_none_stays_one() -> None:
    assert _compose("^x", [(0, 4), (0, 4)]) == [ord("^"), ord("x")]
