"""What of a page stands in its margins: running lines told apart from the lines of the body."""

import re
from collections.abc import Container, Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from wasat.documents.document import BlockKind
from wasat.documents.layout.lines import group_rows, usual_edge
from wasat.documents.layout.running import (
    Mark,
    find_line_numbers,
    is_number,
    is_page_number,
    running_kind,
)
from wasat.documents.layout.sheet import Strip

_TIGHT = 1.3  # times the usual distance of baselines: a line of the body is no further off
_USUAL_LEADING = 1.2  # of the font size, where a page is too short to show its own
_LEADING = 1.9  # of the font size: lines further apart say nothing of the leading
_SAME_SIZE = 0.3  # points
_OUTER = 0.12  # of the page's height: what is further in runs only if it comes again
_EDGE = 0.07  # of the page's height: hardly anything of a body begins there
_FLUSH = 0.02  # of the page's width: how far a running line is off the edges of the text
_ALONE, _APART, _NUMBER_APART = 3.0, 1.4, 2.2  # of the font size: from its baseline to the next
_WIDE = 2.0  # of the font size: space between the parts of a running line
_QUAD = 1.1  # of the font size: between the number of a section and its title, hardly more
_MOST_PARTS = 3  # left, middle and right
_MOST_WORDS = 16
_LARGER = 1.1  # of the body's size: a title is
_SMALL = 0.7  # of the body's size: small print that stands alone
_MOST_ROWS = 2  # at one edge that do not come again
_LEAST_ROWS = 8  # of a page: with fewer, its edges tell nothing
_BESIDE = 3.0  # of the font size: a heading is no further from its number
_CELLS = 3  # strips in a row of a table, at least
_NEXT = 2  # rows further in that a row is compared with
_ROW_STEP = 2.6  # of the font size: rows of a table are no further apart
_NOTE = re.compile(
    r"(\d{1,2}[.)]?|[*\u2217\u2020\u2021\u00a7\u00b6]{1,3}|[\u00b9\u00b2\u00b3\u2070-\u2079]+)\s+[^\W\d]"
)

Row = Sequence[Strip]


class Extent(NamedTuple):
    """A page and the text on it.

    Attributes:
        width: Of the page, in points.
        height: Of the page, in points.
        size: The usual font size of the document.
    """

    width: float
    height: float
    size: float


class Parted(NamedTuple):
    """The strips of a page, each in one of three."""

    heads: list[Strip]
    body: list[Strip]
    feet: list[Strip]


def part_margins(strips: Sequence[Strip], page: Extent, running: Container[Mark]) -> Parted:
    """Tell running heads and feet from the body.

    What comes again on other pages is running, unless it is set like the line of the body next to
    it, or stands under a title. What stands at the edge of one page alone is running if its place
    and shape say so. The numbers of lines are feet as well.
    """
    rows = group_rows(strips)
    if numbers := find_line_numbers(rows):
        counted = {id(strip) for strip in numbers}
        rest = [strip for strip in strips if id(strip) not in counted]
        heads, body, feet = part_margins(rest, page, running)
        return Parted(heads, body, [*feet, *numbers])
    leading = _leading(rows)
    kinds = {id(strip): running_kind(strip, page.height, running) for strip in strips}
    kinds.update((key, None) for key in _parts_of_body(rows, kinds, page.size))
    for kind, inwards in ((BlockKind.HEADER, rows), (BlockKind.FOOTER, rows[::-1])):
        marked = {key for key, found in kinds.items() if found is kind}
        marked = _outside_titles(_release(inwards, marked, page, leading), inwards)
        marked |= _shaped(inwards, marked, page)
        kinds.update((key, None) for key, found in kinds.items() if found is kind)
        kinds.update((key, kind) for key in marked)
    by_kind = [
        [strip for strip in strips if kinds[id(strip)] is kind]
        for kind in (BlockKind.HEADER, None, BlockKind.FOOTER)
    ]
    return Parted(*by_kind)


def _parts_of_body(
    rows: Sequence[Row], kinds: Mapping[int, BlockKind | None], size: float
) -> set[int]:
    """Find what comes again by chance alone: numbers of headings and cells of tables do."""
    found = {key for row in rows for key in _beside_body(row, kinds, size)}
    for kind, inwards in ((BlockKind.HEADER, rows), (BlockKind.FOOTER, rows[::-1])):
        for index, row in enumerate(inwards):
            marked = {id(strip) for strip in row if kinds[id(strip)] is kind}
            inner, outer = inwards[index + 1 :][:_NEXT], inwards[:index][-1:]
            if not marked or not inner:
                continue
            # what is further in than cells of a table is none of the page's either
            is_inside = outer and all(kinds[id(it)] is None or id(it) in found for it in outer[0])
            is_row = is_inside and len(row) >= _CELLS and _is_close(row, outer[0])
            if is_row or _is_next_to_cells(row, inner):
                found |= marked
    return found


def _beside_body(row: Row, kinds: Mapping[int, BlockKind | None], size: float) -> set[int]:
    """Find what stands close by something that does not come again, and looks like it.

    A number has another font than a title in Chinese; both are larger than the body.
    """
    found: set[int] = set()
    for left, right in pairwise(row):
        is_one = (kinds[id(left)] is None) != (kinds[id(right)] is None)
        near = _BESIDE * max(left.style.size, right.style.size)
        is_title = _is_as_large(left, right.style.size) and left.style.size > _LARGER * size
        is_alike = is_title or left.style == right.style
        if is_one and is_alike and right.box.x0 - left.box.x1 < near:
            found |= {id(left), id(right)}
    return found


def _is_next_to_cells(row: Row, inner: Sequence[Row]) -> bool:
    """Whether it is divided like the rows next to it, close by and of one size.

    Cells that are centred upright beside others stand in a row of their own.
    """
    size = row[0].style.size
    if not _is_close(row, inner[0]):
        return False
    alike = [other for other in inner if all(_is_as_large(it, size) for it in other)]
    cells = [strip for other in alike for strip in other]
    left, right = min(it.box.x0 for it in cells), max(it.box.x1 for it in cells)
    is_inside = len(row) > 1 and row[0].box.x0 > left + 1 and row[-1].box.x1 < right - 1
    is_row = len(row) >= _CELLS or (is_inside and len(cells) >= _CELLS)
    return is_row and _is_row_of_table(row, cells)


def _is_close(row: Row, other: Row) -> bool:
    """Whether two rows may be of one table: of one size, and not far apart."""
    size = row[0].style.size
    is_near = abs(row[0].baseline - other[0].baseline) <= _ROW_STEP * size
    return is_near and all(_is_as_large(it, size) for it in (*row, *other))


def _is_as_large(strip: Strip, size: float) -> bool:
    return abs(strip.style.size - size) < _SAME_SIZE


def _release(rows: Sequence[Row], marked: set[int], page: Extent, leading: float) -> set[int]:
    """Give lines back to the body that come again, but are set like the line further in."""
    left = set(marked)
    last = max((i for i, row in enumerate(rows) if any(id(it) in left for it in row)), default=-1)
    for index in range(min(last, len(rows) - 2), -1, -1):
        inner = [strip for strip in rows[index + 1] if id(strip) not in left]
        for strip in rows[index]:
            is_set_alike = any(_goes_on(strip, other, leading) for other in inner)
            if is_set_alike and not is_page_number(strip, page.height):
                left.discard(id(strip))
    return left


def _outside_titles(marked: set[int], rows: Sequence[Row]) -> set[int]:
    """Leave out what is further in than a line of its page that is set larger: that is a title."""
    left: set[int] = set()
    title = 0.0
    for row in rows if marked else ():
        own = [strip for strip in row if id(strip) in marked]
        left |= {id(strip) for strip in own if strip.style.size * _LARGER >= title}
        larger = (it for it in row if it.style.size > title and id(it) not in marked)
        title = max(title, *(it.style.size for it in larger if _says([it])), 0.0)
    return left


def _leading(rows: Sequence[Row]) -> float:
    """Return the usual distance of baselines in font sizes."""
    steps = [
        abs(below[0].baseline - above[0].baseline) / above[0].style.size
        for above, below in pairwise(rows)
        if above[0].style.size == below[0].style.size > 0
    ]
    usual = [step for step in steps if step < _LEADING]
    return median(usual) if len(usual) > 2 else _USUAL_LEADING


def _goes_on(strip: Strip, other: Strip, leading: float) -> bool:
    """Whether two strips are lines of one text."""
    first, second = strip.style, other.style
    looks_alike = abs(first.size - second.size) < _SAME_SIZE and (
        (first.is_bold, first.is_italic) == (second.is_bold, second.is_italic)
    )
    shared = min(strip.box.x1, other.box.x1) - max(strip.box.x0, other.box.x0)
    is_under = shared > 0.5 * min(strip.box.width, other.box.width)
    step = abs(strip.baseline - other.baseline)
    return looks_alike and is_under and step <= _TIGHT * leading * max(second.size, 1.0)


def _shaped(rows: Sequence[Row], marked: set[int], page: Extent) -> set[int]:
    """Find the outermost rows that are running by their place and shape alone.

    Where a running line is found already, one that begins with a mark is a note above it. A row
    of which a part comes again is seen alone and whole: beside the page's number, the title of a
    section may stand on one page only.
    """
    found: set[int] = set()
    rest = [[it for it in row if id(it) not in marked] for row in rows]
    pairs = [(row, own) for row, own in zip(rows, rest, strict=True) if _says(own)]
    if len(pairs) < _LEAST_ROWS:
        return found
    left = [own for _, own in pairs]
    for (row, own), (_, inner) in list(pairwise(pairs))[:_MOST_ROWS]:
        is_note = bool(marked) and _NOTE.match(own[0].text) is not None
        if is_note or not any(_is_running(seen, inner, left, page) for seen in (own, row)):
            break
        found |= {id(strip) for strip in row}
    return found


def _says(row: Row) -> bool:
    """Whether it holds a letter or figure: specks and strokes are no lines."""
    texts = (word.text for strip in row for word in strip.words)
    return any(text.isalnum() or any(map(str.isalnum, text)) for text in texts)


def _is_running(row: Row, inner: Row, rows: Sequence[Row], page: Extent) -> bool:
    size = max(strip.style.size for strip in row) or page.size
    if sum(len(strip.words) for strip in row) > _MOST_WORDS or len(row) > _MOST_PARTS:
        return False
    apart = abs(row[0].baseline - inner[0].baseline) / size
    from_edge = min(row[0].box.bottom, page.height - row[0].box.top) / page.height
    if len(row) > 1:
        return from_edge <= _OUTER and _is_spread(row, inner, rows, page, apart)
    if size > _LARGER * page.size:
        return False
    if is_number(row[0].text):
        return apart >= _NUMBER_APART and _is_placed(row, rows, page)
    return apart >= _ALONE and from_edge <= (_OUTER if size <= _SMALL * page.size else _EDGE)


def _is_spread(row: Row, inner: Row, rows: Sequence[Row], page: Extent, apart: float) -> bool:
    """Whether its parts stand at both edges of the text, and are no cells."""
    size = max(strip.style.size for strip in row)
    gaps = [(b.box.x0 - a.box.x1) / size for a, b in pairwise(row)]
    is_wide = max(gaps) >= _WIDE and all(gap >= _WIDE or gap <= _QUAD for gap in gaps)
    is_row = (size > page.size or _is_close(row, inner)) and _is_row_of_table(row, inner)
    if not is_wide or not _is_flush(row, rows, page) or is_row:
        return False
    return apart >= _APART or any(is_number(strip.text) for strip in (row[0], row[-1]))


def _edges(row: Row, rows: Sequence[Row]) -> tuple[float, float]:
    others = [other for other in rows if other is not row]
    left = usual_edge([other[0].box.x0 for other in others], outermost=min)
    return left, usual_edge([other[-1].box.x1 for other in others], outermost=max)


def _is_flush(row: Row, rows: Sequence[Row], page: Extent) -> bool:
    """Whether it goes from edge to edge of the text."""
    left, right = _edges(row, rows)
    slack = _FLUSH * page.width
    return row[0].box.x0 <= left + slack and row[-1].box.x1 >= right - slack


def _is_placed(row: Row, rows: Sequence[Row], page: Extent) -> bool:
    """Whether it stands where page numbers do: in the middle or at an edge of the text."""
    left, right = _edges(row, rows)
    x0, x1 = row[0].box.x0, row[0].box.x1
    offsets = (abs(x0 - left), abs(x1 - right), abs(x0 + x1 - left - right) / 2)
    return min(*offsets, abs(x0 + x1 - page.width) / 2) <= _FLUSH * page.width


def _is_row_of_table(row: Row, inner: Row) -> bool:
    """Whether the next row is divided at the same places."""
    return len(inner) >= len(row) and all(
        any(min(a.box.x1, b.box.x1) > max(a.box.x0, b.box.x0) for b in inner) for a in row
    )
