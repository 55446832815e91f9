from dataclasses import replace

import numpy as np
import pytest

from tests.unit.documents.layout.made import words
from wasat.box import Box
from wasat.documents.document import Origin
from wasat.documents.layout.sheet import Graphics, Sheet, Style
from wasat.documents.scan import Scan, ScanWord
from wasat.documents.scanned import even_sizes, put_scan, settle_sizes, snap_sizes

SHEET = Sheet(
    number=1,
    width=600,
    height=800,
    graphics=Graphics(pictures=(Box(0, 0, 600, 800), Box(10, 10, 60, 60))),
    unread="It is a scan.",
    is_scan=True,
)


def word(text: str, size: float = 12.0) -> ScanWord:
    return ScanWord(text, 10, 20, 50, 30, 29, size, 97)


def put(scan: Scan) -> tuple[Sheet, list[Style]]:
    styles: list[Style] = []

    def number(style: Style) -> int:
        styles.append(style)
        return len(styles) - 1

    return put_scan(SHEET, scan, settle_sizes({1: scan})[1], number), styles


def test_a_sheet_holds_what_was_read_on_its_picture() -> None:
    scan = Scan(number=1, width=600, height=800, words=(word("Hello"), word("there")), tilt=1.5)
    sheet, styles = put(scan)
    assert sheet.words.text == "Hello there"
    assert (sheet.origin, sheet.tilt, sheet.unread, sheet.is_scan) == (Origin.OCR, 1.5, "", False)
    assert [style.size for style in styles] == [12.0, 12.0]


def test_how_sure_the_engine_was_stays_with_each_word() -> None:
    sheet, _ = put(Scan(number=1, width=600, height=800, words=(word("Hello"), word("there"))))
    assert sheet.words.confidences is not None
    assert sheet.words.confidences.tolist() == pytest.approx([0.97, 0.97])
    assert sheet.words.choose(np.array([1])).confidences == pytest.approx([0.97])


def test_the_scan_itself_is_no_figure() -> None:
    sheet, _ = put(Scan(number=1, width=600, height=800))
    assert sheet.graphics.pictures == (Box(10, 10, 60, 60),)


def test_a_page_that_failed_says_why_and_is_not_tried_again() -> None:
    sheet, _ = put(Scan(number=1, unread="It took too long."))
    assert (sheet.width, sheet.unread, sheet.is_scan) == (600, "It took too long.", False)


def test_sizes_that_differ_by_error_become_the_same() -> None:
    assert snap_sizes([10.0, 10.4, 9.7, 10.1], [5, 5, 5, 5]) == [10.0] * 4


def test_a_heading_stays_larger() -> None:
    *body, heading = snap_sizes([10.0, 10.3, 10.0, 14.2], [40, 40, 40, 8])
    assert set(body) == {10.0}
    assert heading == pytest.approx(14, rel=0.08)


def test_headings_measured_around_a_border_of_steps_are_one_size() -> None:
    *body, first, second = snap_sizes([11.7] * 4 + [17.0, 17.6], [40] * 4 + [8, 8])
    assert set(body) == {11.7}
    assert first == second > 15


def test_headings_a_step_apart_stay_apart() -> None:
    *_, lower, higher = snap_sizes([12.0] * 4 + [16.3, 19.1], [40] * 4 + [8, 8])
    assert lower < higher


def test_rules_on_the_picture_are_rules_of_the_sheet() -> None:
    sheet, _ = put(Scan(number=1, width=600, height=800, rules=(Box(10, 100, 500, 101),)))
    assert sheet.graphics.rules == (Box(10, 100, 500, 101),)


def test_no_words_have_no_sizes() -> None:
    assert snap_sizes([], []) == []


def _recognised(*lines: list[tuple[str, float]]) -> tuple[Sheet, list[Style]]:
    """Lines of words with the size each was given, half as wide as that a letter."""
    placed: list[tuple[str, float, float]] = []
    widths: list[float] = []
    styles: list[Style] = []
    for row, line in enumerate(lines):
        x = 50.0
        for text, size in line:
            placed.append((text, x, 100.0 + 12 * row))
            styles.append(Style(size, is_hidden=True))
            widths.append(5.0 * len(text))
            x += widths[-1] + 3
    made = words(*placed, styles=list(range(len(placed))))
    return replace(SHEET, words=made, origin=Origin.OCR), styles


def _evened(*lines: list[tuple[str, float]]) -> list[float]:
    sheet, styles = _recognised(*lines)

    def number(style: Style) -> int:
        styles.append(style)
        return len(styles) - 1

    evened = even_sizes(sheet, styles, number)
    return [styles[it].size for it in evened.words.styles.tolist()]


def test_words_that_were_stretched_over_their_ink_have_the_size_of_their_line() -> None:
    sizes = _evened(
        [("any", 12.0), ("was", 9.0), ("bone", 7.4)], [("cup", 13.1), ("even", 8.0), ("soap", 9.9)]
    )
    assert len(set(sizes)) == 1


def test_sizes_that_a_program_keeps_to_are_left() -> None:
    assert _evened([("Big", 20.0), ("title", 20.0)], [("a", 10.0), ("body", 10.0)]) == [
        20.0,
        20.0,
        10.0,
        10.0,
    ]
