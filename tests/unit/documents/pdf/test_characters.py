import numpy as np

from tests.documents.make import make_pdf, write
from tests.unit.documents.pdf.made import opened
from wasat.documents.pdf.characters import clean_codes, read_characters

DATA = make_pdf(lambda canvas: write(canvas, 72, 100, "Two words"))


def test_characters_come_with_their_boxes() -> None:
    with opened(DATA) as document:
        found = read_characters(document[0].get_textpage(), 1000)

    assert "".join(map(chr, found.codes.tolist())) == "Two words"
    assert found.boxes.shape == (9, 4)
    left, top, right, bottom = found.boxes[0].tolist()
    assert 71.9 < left < right < 80
    assert bottom < 742 < top


def test_no_more_characters_are_read_than_wanted() -> None:
    with opened(DATA) as document:
        assert len(read_characters(document[0].get_textpage(), 4).codes) == 4


def test_a_page_without_text_has_none() -> None:
    with opened(make_pdf(lambda canvas: canvas.circle(100, 100, 10))) as document:
        assert len(read_characters(document[0].get_textpage(), 1000).codes) == 0


def test_white_space_and_controls_are_plain_spaces() -> None:
    codes = np.array([0, 9, 0xA0, 0x3000, 0x200B, 0x202A], np.int64)

    assert clean_codes(codes).tolist() == [32] * 6


def test_marks_for_a_hyphen_at_the_end_of_a_line_are_hyphens() -> None:
    assert clean_codes(np.array([0x2, 0xFFFE], np.int64)).tolist() == [ord("-")] * 2


def test_what_is_no_character_is_the_unknown_one() -> None:
    codes = np.array([0xD800, 0x110000], np.int64)

    assert clean_codes(codes).tolist() == [0xFFFD] * 2
