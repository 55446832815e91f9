"""Running headers, footers and page numbers: what comes again in the margin of other pages."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence
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


def _outline(text: str) -> str:
    plain, count = _DIGITS.subn("#", text.strip())
    if count > _MOST_NUMBERS:
        return text.strip()
    return "#" if _ROMAN.match(plain) else plain
