"""What runs along the edges: headers, footers, page numbers, and the numbers of lines."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from itertools import pairwise
from statistics import median, mode
from typing import NamedTuple

import numpy as np

from wasat.documents.document import BlockKind
from wasat.documents.layout.sheet import Strip, Words

_MARGIN = 0.13  # of the page's height, at its head and at its foot
_DIGITS = re.compile(r"\d+")
_ROMAN = re.compile(r"^[ivxlc]+$", re.IGNORECASE)
_EDGE = 0.07  # of the page's height
_PAGE_NUMBER = re.compile(
    r"^\W{0,2}(page|p\.|seite|página|страница|стр\.)?\s*(\d{1,4}|[ivxlc]{1,6})"
    r"(\s*(of|/|von|de|из)\s*\d{1,4})?\W{0,2}$",
    re.IGNORECASE,
)
_MOST_NUMBERS = 8  # of a running line, such as page, pages, date and time; more of them are data
_SAME_HEIGHT = 8.0  # points
_LINE_NUMBER = re.compile(r"\d{1,5}")
_LEAST_COUNTED = 5  # lines, if each is counted
_LEAST_FIFTHS = 3  # numbers, if only every fifth line has one, or fewer
_FIFTH = 5
_COUNTED = 0.75  # share of lines between the first number and the last, or of steps from one to one
_SMALLER = 0.92  # of the text's size: numbers of rows are as large as their cells
_SAME_EDGE = 1.5  # points


class Mark(NamedTuple):
    """What two lines in the margins of two pages have in common.

    Attributes:
        text: With numbers replaced by `#`, unless there are many.
        place: Distance from the nearer end of the page, in steps of a few points.
        is_head: Whether at the head of the page.
    """

    text: str
    place: int
    is_head: bool


def find_mark(strip: Strip, height: float) -> Mark | None:
    """Return what a strip would be found again by, or None outside the margins."""
    if strip.box.bottom < _MARGIN * height:
        return Mark(_outline(strip.text), round(strip.box.top / _SAME_HEIGHT), is_head=True)
    if strip.box.top > (1 - _MARGIN) * height:
        below = height - strip.box.bottom
        return Mark(_outline(strip.text), round(below / _SAME_HEIGHT), is_head=False)
    return None


def margin_words(words: Words, height: float) -> Words:
    """Return the words that stand in the margins."""
    tops, bottoms = words.boxes[:, 1], words.boxes[:, 3]
    chosen = np.flatnonzero((bottoms < _MARGIN * height) | (tops > (1 - _MARGIN) * height))
    return words.choose(chosen)


def running_marks(pages: Iterable[Sequence[Mark]], page_count: int) -> set[Mark]:
    """Return the marks that come again often enough to be running.

    Args:
        pages: The marks of each page.
        page_count: How many pages there are.
    """
    counts: Counter[Mark] = Counter()
    for marks in pages:
        counts.update(set(marks))
    least = 2 if page_count < 12 else 3
    return {mark for mark, count in counts.items() if count >= least and mark.text}


def is_page_number(strip: Strip, height: float) -> bool:
    """Whether it is a number at the very edge of the page, which need not come again."""
    box = strip.box
    is_at_edge = box.bottom < _EDGE * height or box.top > (1 - _EDGE) * height
    return is_at_edge and is_number(strip.text)


def is_number(text: str) -> bool:
    """Whether it says the number of a page and nothing else."""
    return bool(_PAGE_NUMBER.match(text))


def running_kind(strip: Strip, height: float, running: Container[Mark]) -> BlockKind | None:
    """Return HEADER or FOOTER for a running strip, else None."""
    mark = find_mark(strip, height)
    if mark is None:
        return None
    if is_page_number(strip, height):
        return BlockKind.HEADER if mark.is_head else BlockKind.FOOTER
    near = (mark._replace(place=mark.place + step) for step in (-1, 0, 1))
    if not any(other in running for other in near):
        return None
    return BlockKind.HEADER if mark.is_head else BlockKind.FOOTER


def find_line_numbers(rows: Sequence[Sequence[Strip]]) -> list[Strip]:
    """Find the numbers that stand beside the lines of manuscripts, laws and listings.

    They are the first or last of their rows, in line, count on evenly, and nothing stands over or
    under them. Where each line has one, they are smaller than the text: the numbers of the rows of
    a table are not.

    Args:
        rows: Of a page, top to bottom, each left to right.
    """
    found: list[Strip] = []
    for side in (0, -1):
        ends = [
            (place, row[side])
            for place, row in enumerate(rows)
            if len(row[side].words) == 1 and _LINE_NUMBER.fullmatch(row[side].text)
        ]
        for style in dict.fromkeys((it.style.font, it.style.size) for _, it in ends):
            alike = [(at, it) for at, it in ends if (it.style.font, it.style.size) == style]
            column = _in_line(alike)
            if _counts_lines(column, rows) and _is_clear(column, rows):
                found += [strip for _, strip in column]
    return found


def _in_line(numbers: Sequence[tuple[int, Strip]]) -> list[tuple[int, Strip]]:
    """Return those that begin, or those that end, where most of them do."""
    begins = median(strip.box.x0 for _, strip in numbers)
    ends = median(strip.box.x1 for _, strip in numbers)
    lefts = [it for it in numbers if abs(it[1].box.x0 - begins) <= _SAME_EDGE]
    rights = [it for it in numbers if abs(it[1].box.x1 - ends) <= _SAME_EDGE]
    return max(lefts, rights, key=len)


def _counts_lines(numbers: Sequence[tuple[int, Strip]], rows: Sequence[Sequence[Strip]]) -> bool:
    if len(numbers) < _LEAST_FIFTHS:
        return False
    steps = [int(b.text) - int(a.text) for (_, a), (_, b) in pairwise(numbers)]
    step = mode(steps)
    if min(steps) < 1 or steps.count(step) < _COUNTED * len(steps):
        return False
    if step >= _FIFTH:
        return abs(median(b - a for (a, _), (b, _) in pairwise(numbers)) - step) <= 1
    lines = numbers[-1][0] - numbers[0][0] + 1
    is_each = step == 1 and len(numbers) >= max(_LEAST_COUNTED, _COUNTED * lines)
    beside = [it.style.size for at, own in numbers for it in rows[at] if it is not own]
    return is_each and bool(beside) and numbers[0][1].style.size <= _SMALLER * median(beside)


def _is_clear(numbers: Sequence[tuple[int, Strip]], rows: Sequence[Sequence[Strip]]) -> bool:
    """Whether nothing but numbers stands in their column, from the first to the last."""
    left = min(strip.box.x0 for _, strip in numbers)
    right = max(strip.box.x1 for _, strip in numbers)
    return all(
        word.box.x0 >= right or word.box.x1 <= left or _LINE_NUMBER.fullmatch(word.text)
        for row in rows[numbers[0][0] : numbers[-1][0] + 1]
        for strip in row
        if strip.box.x0 < right and strip.box.x1 > left
        for word in strip.words
    )


def _outline(text: str) -> str:
    plain, count = _DIGITS.subn("#", text.strip())
    if count > _MOST_NUMBERS:
        return text.strip()
    return "#" if _ROMAN.match(plain) else plain
