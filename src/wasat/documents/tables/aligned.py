"""Tables without rules, found by lines that are divided at the same places."""

from collections import Counter
from collections.abc import Container, Sequence
from typing import NamedTuple

from wasat.documents.document import Table
from wasat.documents.formulas.lines import are_formulas
from wasat.documents.layout.lists import find_marker
from wasat.documents.layout.sheet import Strip
from wasat.documents.tables.build import build_table
from wasat.documents.tables.edges import Edge
from wasat.documents.tables.pieces import cut_line
from wasat.documents.tables.rows import is_title_between
from wasat.documents.tables.separators import Separator, TableLine, find_separators

_FURTHEST = 3.2  # of the font size: lines of a table are no further apart, but for sections
_LONGEST_CELL = 40  # characters on the average, in the widest column but one
_LEAST_LINES = 3
_DENSE = 4  # strips in a row; columns of text side by side are fewer, or longer
_MOSTLY = 0.5  # share of lines of several strips
_SENTENCE = 3  # words
_TEXTS = 0.12  # share of the rows that may have such a one all the same, as heads do
_BESIDE = 0.3  # share of lines with so many words in the last column, if that is text
_ALONE = 0.8  # share of strips
_SHORT_CELL = 42  # characters
_MOSTLY_DENSE = 0.34  # share of the rows; labels of several lines stand between them
_COLONS = (":", "\uff1a")
_TIGHT = 1.45  # of the font size: lines of one cell are no further apart
_SAME_EDGE = 1.5  # points
_MOST_FIGURES = 5  # of the number of a line
_MOST_SINGLES = 2  # lines of one strip in a row, within a table


class Run(NamedTuple):
    """Lines `start` up to `end` of a column, which are a table."""

    start: int
    end: int
    table: Table


def find_aligned(
    lines: Sequence[TableLine],
    edges: Sequence[Edge],
    vocabulary: Container[str],
    *,
    is_mono: bool = True,
) -> list[Run]:
    """Find tables among the lines of one column of a page, top to bottom.

    Args:
        lines: Each left to right.
        edges: The level ones.
        vocabulary: Words of the document, to undo hyphenation.
        is_mono: Whether the body has glyphs of equal width; else such lines are code.
    """
    runs: list[Run] = []
    for start, last in _candidates(lines, frozenset() if is_mono else find_code(lines)):
        end = _with_wrapped(lines, last)
        chosen = lines[start:end]
        if not is_table(chosen):
            continue
        top, bottom = chosen[0][0].box.top, chosen[-1][0].box.bottom
        inside = [edge for edge in edges if top < edge.at < bottom]
        table = build_table(chosen, inside, vocabulary)
        if table is not None and table.row_count > 1:
            runs.append(Run(start, end, table))
    return runs


def find_code(lines: Sequence[TableLine]) -> frozenset[int]:
    """Find lines in glyphs of equal width that are no rows: they stand under no head that is not.

    Words of code that is lined up look like cells, and so do the numbers of its lines.
    """
    found: set[int] = set()
    is_body = False
    numbers = [_line_number(line) for line in lines]
    for index, line in enumerate(lines):
        around = [*numbers[max(0, index - 1) : index], *numbers[index + 1 : index + 2]]
        number = numbers[index]
        is_counted = number is not None and not {number - 1, number + 1}.isdisjoint(around)
        is_code = all(strip.style.is_mono for strip in line[is_counted:])
        is_body = len(line) > 1 and (is_body or not is_code)
        if is_code and not is_body:
            found.add(index)
    return frozenset(found)


def _line_number(line: TableLine) -> int | None:
    """Return the number that a line begins with, if it is one alone."""
    text = line[0].text
    return int(text) if text.isdecimal() and len(text) <= _MOST_FIGURES else None


def find_dense(rows: Sequence[TableLine], *, is_mono: bool = True) -> list[tuple[int, int]]:
    """Find runs of rows of many short strips, which no column of text has.

    A table as wide as the page would be torn where its gaps happen to lie above a gutter; it is
    told by its rows before columns are looked for.

    Args:
        rows: All rows of a page, top to bottom.
        is_mono: As for `find_aligned`.

    Returns:
        First row and the one after the last, for each run.
    """
    is_dense = [
        len(row) >= _DENSE and all(len(strip.text) <= _SHORT_CELL for strip in row[1:])
        for row in rows
    ]
    found: list[tuple[int, int]] = []
    for start, end in _candidates(rows, frozenset() if is_mono else find_code(rows)):
        dense = [index for index in range(start, end) if is_dense[index]]
        if len(dense) < _LEAST_LINES:
            continue
        first, last = dense[0], dense[-1] + 1
        regular = [rows[index] for index in dense]
        separators = find_separators(regular)
        while first > start and _has_short_cells(rows[first - 1], separators):
            first -= 1
        while last < end and _has_short_cells(rows[last], separators):
            last += 1
        is_mostly = len(dense) >= _MOSTLY_DENSE * (last - first)
        if not is_mostly or not is_regular(regular, separators):
            continue
        if not has_text_inside(rows[first:last], separators):
            found.append((first, last))
    return found


def _has_short_cells(row: TableLine, separators: Sequence[Separator]) -> bool:
    """Whether it may be a row: titles of columns may stand closer than the cells below them."""
    return all(len(piece.strip.text) <= _SHORT_CELL for piece in cut_line(row, separators))


def is_regular(lines: Sequence[TableLine], separators: Sequence[Separator]) -> bool:
    """Whether each strip stands alone in its column, and no column is a text beside the table."""
    if len(separators) < _DENSE - 1:
        return False
    alone = 0
    last: list[int] = []
    for line in lines:
        pieces = cut_line(line, separators)
        columns = Counter(piece.column for piece in pieces)
        alone += sum(count == 1 for count in columns.values())
        last += [len(it.strip.words) for it in pieces if it.column == len(separators)]
    is_text_right = sum(count >= _SENTENCE for count in last) >= _BESIDE * len(lines)
    is_alone = alone >= _ALONE * sum(len(line) for line in lines)
    return is_alone and not is_text_right


def has_prose_side(rows: Sequence[TableLine], x: float) -> bool:
    """Whether what stands on one side of a gutter is prose, so that the table ends there."""
    strips = [strip for row in rows for strip in row]
    sides = (
        [strip for strip in strips if strip.box.x1 <= x],
        [strip for strip in strips if strip.box.x0 >= x],
    )
    return any(
        sum(len(strip.words) for strip in side) > _SENTENCE * len(side) for side in sides if side
    )


def has_text_inside(rows: Sequence[TableLine], separators: Sequence[Separator]) -> bool:
    """Whether lines of text stand between the rows, right of the first column."""
    texts = sum(
        len(strip.words) > _SENTENCE and strip.box.x0 > separators[0].middle
        for row in rows
        for strip in row
    )
    return texts > _TEXTS * len(rows)


def is_table(lines: Sequence[TableLine]) -> bool:
    """Whether lines are divided like a table, and not stretched prose, a list or formulas."""
    separators = find_separators(lines)
    several = [line for line in lines if len(line) > 1]
    if not (separators and several) or len(several) < _least_lines(several, separators):
        return False
    least = _MOSTLY_DENSE if len(separators) >= _DENSE - 1 else _MOSTLY
    if len(several) < least * len(lines) or _is_list(several) or _is_labels(several):
        return False
    texts = [word.text for line in several for strip in line for word in strip.words]
    return not (_is_prose(several, separators) or are_formulas(texts))


def _least_lines(lines: Sequence[TableLine], separators: Sequence[Separator]) -> int:
    """Two lines of several columns are a table if one is a head or has figures, else a legend."""
    has_figures = any(
        piece.is_number for line in lines for piece in cut_line(line, separators) if piece.column
    )
    first, *rest = ({strip.style.is_bold for strip in line} for line in lines)
    has_head = first == {True} and {True} not in rest
    return 2 if len(separators) > 1 and (has_figures or has_head) else _LEAST_LINES


def _is_list(lines: Sequence[TableLine]) -> bool:
    """Whether the first column holds only bullets or numbers of items."""
    signs = [line[0] for line in lines if not any(map(str.isalnum, line[0].text))]
    if len(signs) > 1 and all(_stands_out(line[0], signs) for line in lines):
        return True
    marked = sum(
        len(line[0].words) == 1
        and find_marker((*line[0].words, *line[1].words)) is not None
        and len(line) == 2
        for line in lines
    )
    return marked > 0.6 * len(lines)


def _stands_out(first: Strip, signs: Sequence[Strip]) -> bool:
    """Whether what begins a line is a bullet, or stands right of all bullets."""
    is_sign = any(first is sign for sign in signs) and find_marker((*first.words, *first.words))
    return bool(is_sign) or first.box.x0 > max(sign.box.x1 for sign in signs)


def _is_labels(lines: Sequence[TableLine]) -> bool:
    """Whether they are labels with a colon, each with its value: no columns, but statements."""
    labelled = sum(len(line) == 2 and line[0].text.endswith(_COLONS) for line in lines)
    return labelled >= _ALONE * len(lines)


def _is_prose(lines: Sequence[TableLine], separators: Sequence[Separator]) -> bool:
    """Whether cells are as long as lines of text in more than one column."""
    lengths: dict[int, list[int]] = {}
    crossing = 0
    for line in lines:
        pieces = cut_line(line, separators)
        crossing += any(piece.column_end - piece.column > 1 for piece in pieces)
        for piece in pieces:
            lengths.setdefault(piece.column, []).append(len(piece.strip.text))
    means = sorted(sum(found) / len(found) for found in lengths.values())
    return crossing > 0.5 * len(lines) or (len(means) > 1 and means[-2] > _LONGEST_CELL)


def _candidates(lines: Sequence[TableLine], code: Container[int] = ()) -> list[tuple[int, int]]:
    """Cut out runs of lines of several strips, with few lines of one between them."""
    found: list[tuple[int, int]] = []
    start, end, singles = -1, -1, 0
    for index, line in enumerate(lines):
        is_near = start < 0 or _step(lines[index - 1], line) <= _FURTHEST
        is_row = len(line) > 1 and index not in code
        is_near = (
            is_near and index not in code and not (start >= 0 and is_title_between(lines, index))
        )
        singles = 0 if is_row else singles + 1
        if start >= 0 and (not is_near or singles > _MOST_SINGLES):
            found.append((start, end))
            start = -1
        if is_row:
            start = index if start < 0 else start
            end = index + 1
    if start >= 0:
        found.append((start, end))
    return found


def _with_wrapped(lines: Sequence[TableLine], end: int) -> int:
    """Return the end of a run with the rest of a cell that is wrapped in its last row."""
    last = lines[end - 1]
    while end < len(lines) and len(lines[end]) == 1:
        line = lines[end]
        over = [it for it in last[1:] if abs(it.box.x0 - line[0].box.x0) <= _SAME_EDGE]
        if not over or over[0].style != line[0].style or _step(lines[end - 1], line) > _TIGHT:
            break
        end += 1
    return end


def _step(above: TableLine, below: TableLine) -> float:
    size = max(strip.style.size for strip in below) or 10.0
    return (below[0].baseline - above[0].baseline) / size
