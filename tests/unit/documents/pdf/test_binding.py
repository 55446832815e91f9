import ctypes

from tests.documents.make import make_pdf, write
from tests.unit.documents.pdf.made import opened
from wasat.documents.pdf.binding import Pointer, address, ask_each, fast_library


def test_the_second_handle_is_made_once() -> None:
    assert fast_library() is fast_library()


def test_both_handles_speak_of_the_same_page() -> None:
    with opened(make_pdf(lambda canvas: write(canvas, 72, 100, "word"))) as document:
        textpage = document[0].get_textpage()

        assert fast_library().FPDFText_CountChars(address(textpage.raw)) == 4


def test_many_are_asked_piece_by_piece_and_answer_in_order() -> None:
    def write_twice(item: int, place: Pointer, other: Pointer) -> None:
        ctypes.cast(place, ctypes.POINTER(ctypes.c_int32))[0] = item
        ctypes.cast(other, ctypes.POINTER(ctypes.c_int32))[0] = -item

    answers = ask_each(write_twice, range(5000), "2i4")

    assert answers.tolist() == [[item, -item] for item in range(5000)]


def test_who_does_not_answer_leaves_zeros() -> None:
    def write(item: int, place: Pointer) -> None:
        if item != 1:
            ctypes.cast(place, ctypes.POINTER(ctypes.c_float))[1] = 2.5

    ask_each(write, [0, 0, 0], "2f4", is_record=True)

    assert ask_each(write, [0, 1], "2f4", is_record=True).tolist() == [[0, 2.5], [0, 0]]
