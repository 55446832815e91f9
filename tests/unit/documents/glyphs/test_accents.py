import numpy as np

from wasat.documents.glyphs.accents import compose_accents
from wasat.documents.glyphs.indic import NOTHING


def _compose(text: str, spans: list[tuple[float, float]]) -> list[int]:
    codes = np.array([ord(c) for c in text], np.int32)
    boxes = np.array([(left, 10, right, 0) for left, right in spans], np.float32)
    return compose_accents(codes, boxes)[0].tolist()


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


def test_an_accent_may_be_stored_where_its_line_ends() -> None:
    composed = _compose("fur so\xa8", [(0, 3), (3, 8), (8, 11), (0, 0), (14, 18), (18, 22), (3, 7)])

    assert composed == [ord(letter) for letter in "für so "]


def test_an_accent_of_one_line_is_not_put_on_a_letter_of_the_next() -> None:
    codes = np.array([ord(letter) for letter in "u t\xa8"], np.int32)
    boxes = np.array([(0, 10, 4, 0), (0, 0, 0, 0), (6, 10, 9, 0), (0, 22, 4, 12)], np.float32)

    assert compose_accents(codes, boxes)[0].tolist() == codes.tolist()


def test_a_word_that_an_accent_of_another_was_stored_in_is_closed() -> None:
    spans = [(0, 4), (4, 7), (0, 0), (20, 24), (0, 0), (7, 11), (7, 11), (20, 24)]
    codes = np.array([ord(letter) for letter in "Gr \xa8 \xa8ou"], np.int32)
    boxes = np.array([(left, 10, right, 0) for left, right in spans], np.float32)

    composed, placed = compose_accents(codes, boxes)

    assert composed.tolist() == [71, 114, *[NOTHING] * 4, ord("ö"), ord("ü")]
    assert placed[2:5].tolist() == [boxes[1].tolist()] * 3


def test_words_that_an_accent_was_stored_between_stay_apart() -> None:
    spans = [(0, 4), (0, 0), (20, 24), (12, 16), (20, 24)]
    codes = np.array([ord(letter) for letter in "r \xa8ou"], np.int32)
    boxes = np.array([(left, 10, right, 0) for left, right in spans], np.float32)

    assert compose_accents(codes, boxes)[0].tolist() == [114, 32, 32, ord("o"), ord("ü")]


def test_two_accents_in_one_word_close_it_once() -> None:
    spans = [(0, 4), (20, 24), (30, 34), (4, 8), (9, 11), (20, 24), (30, 34)]
    codes = np.array([ord(letter) for letter in "r\xa8\xa8otuu"], np.int32)
    boxes = np.array([(left, 10, right, 0) for left, right in spans], np.float32)

    composed = compose_accents(codes, boxes)[0].tolist()

    assert composed == [114, NOTHING, NOTHING, ord("o"), ord("t"), ord("ü"), ord("ü")]


def test_a_page_without_accents_is_left_as_it_is() -> None:
    assert _compose("to", [(0, 4), (4, 8)]) == [ord("t"), ord("o")]


def test_of_two_accents_on_one_letter_one_stays() -> None:
    assert _compose("\xa8 u\xa8", [(0, 4), (0, 0), (0, 4), (0, 4)])[2:] == [ord("ü"), 0xA8]
