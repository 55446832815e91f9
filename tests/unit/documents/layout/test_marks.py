from dataclasses import replace

from tests.unit.documents.layout.made import BODY, BOLD
from wasat.box import NOWHERE
from wasat.documents.document import Line, Word
from wasat.documents.layout.marks import (
    Piece,
    is_script,
    join_marks,
    mark_line,
    mark_word,
    without_bold,
)
from wasat.documents.layout.sheet import Style
from wasat.documents.looks import Mark
from wasat.documents.looks import Style as Look

SMALL = Style(7.0, "Body")
BIG, LETTERS = Word("Big", NOWHERE), Word("letters", NOWHERE)


def test_small_letters_off_the_line_are_raised_or_lowered() -> None:
    raised = mark_word([Piece(0, 1, BODY, 0.0), Piece(1, 2, SMALL, 3.3)], BODY, BODY)
    lowered = mark_word([Piece(0, 1, BODY, 0.0), Piece(1, 2, SMALL, -1.5)], BODY, BODY)

    assert raised == (Mark(1, 2, Look.SUPERSCRIPT),)
    assert lowered == (Mark(1, 2, Look.SUBSCRIPT),)


def test_small_capitals_and_raised_lines_of_usual_size_are_neither() -> None:
    assert not is_script(SMALL, 0.0, BODY)
    assert not is_script(BODY, 3.0, BODY)


def test_what_is_bold_in_a_bold_document_is_not_marked() -> None:
    assert mark_word([Piece(0, 3, BOLD, 0.0)], BOLD, BODY) == (Mark(0, 3, Look.BOLD),)
    assert mark_word([Piece(0, 3, BOLD, 0.0)], BOLD, BOLD) == ()


def test_marks_of_neighbours_are_one() -> None:
    marks = {BIG: (Mark(0, 3, Look.BOLD),), LETTERS: (Mark(0, 7, Look.BOLD),)}

    assert mark_line([BIG, LETTERS, BIG], marks) == (Mark(0, 15, Look.BOLD),)


def test_exponents_of_two_letters_stay_two() -> None:
    marks = [Mark(1, 2, Look.SUPERSCRIPT), Mark(3, 4, Look.SUPERSCRIPT)]

    assert join_marks(marks) == tuple(marks)


def test_only_weight_is_taken_off_a_heading() -> None:
    line = Line(words=(BIG,), marks=(Mark(0, 3, Look.BOLD), Mark(0, 3, Look.ITALIC)))

    assert without_bold([line]) == (replace(line, marks=(Mark(0, 3, Look.ITALIC),)),)
