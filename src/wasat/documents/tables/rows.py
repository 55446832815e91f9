"""Lines of an unruled table to its rows: which only end a cell above, which begin a new table."""

import re
from collections.abc import Sequence

from wasat.documents.layout.sheet import Strip
from wasat.documents.tables.pieces import Piece, Pieces
from wasat.documents.tables.separators import TableLine, is_figure

_TIGHT = 1.45  # of the font size: lines of one cell are no further apart
_SAME_ROW = 0.75  # of the font size: lines this close are one row, set at different heights
_SPACE = 0.3  # of the font size: between two words
_MOST_WRAPPED = 2  # cells of one row that are all wrapped between two sentences
_MOST_ROOM = 0.35  # of the column's width, left at the end of a line that is full
_FLUSH = 1.0  # points: lines that begin so close to one another are set to the left
_LEAST_NAMES = 4  # labels of one word each: so many are not the words of longer ones
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_LARGER = 1.08  # times the size of the rows: a title

Row = list[Pieces]


def group_lines(
    lines: Sequence[Pieces], bounds: Sequence[float], rights: Sequence[float]
) -> list[Row]:
    """Group the lines of a table's body into rows.

    Args:
        lines: Top to bottom, none empty.
        bounds: Heights of rules that no row crosses.
        rights: Where each column ends, to tell lines that are full.
    """
    rows: list[Row] = []
    has_names = _has_names(lines)
    for line in lines:
        is_named = has_names and line[0].column == 0
        if (
            rows
            and not (is_named or _is_ruled_off(rows[-1][-1], line, bounds))
            and goes_on(rows[-1], line, rights)
        ):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _has_names(lines: Sequence[Pieces]) -> bool:
    """Whether all labels are single words, with something beside each: of files, keys, symbols."""
    labels = [line for line in lines if line[0].column == 0]
    return len(labels) >= _LEAST_NAMES and all(
        len(line) > 1 and len(line[0].strip.words) == 1 for line in labels
    )


def goes_on(row: Row, line: Pieces, rights: Sequence[float]) -> bool:
    """Whether the line holds only further words of the cells of the row above it."""
    above = row[-1]
    step = _baseline(line) - _baseline(above)
    size = max(piece.strip.style.size for piece in line)
    taken = {piece.column for pieces in row for piece in pieces}
    beside = {piece.column for piece in above}
    if step < _SAME_ROW * size and beside.isdisjoint(piece.column for piece in line):
        return True
    if step > _TIGHT * size or any(piece.is_number and piece.column for piece in line):
        return _is_label_ending(row, line, step, size, rights)
    if all(piece.column > 0 for piece in line):
        return taken >= {piece.column for piece in line}
    if len(line) == 1:
        return _runs_on(above, line[0], rights)
    is_new = len(line) > _MOST_WRAPPED and not any(_is_open(piece) for piece in line)
    is_new |= all(_had_room(above, piece, rights) for piece in line)
    return not is_new and all(_runs_on(above, piece, rights) for piece in line)


def _is_label_ending(
    row: Row, line: Pieces, step: float, size: float, rights: Sequence[float]
) -> bool:
    """Whether the row so far is the start of a label whose figures stand on this line."""
    label = line[0]
    is_label_alone = all(len(pieces) == 1 and pieces[0].column == 0 for pieces in row)
    if step > _TIGHT * size or not is_label_alone or label.column != 0 or label.column_end > 1:
        return False
    # a section's title may be as long as the longest label: only lower case tells
    return _is_open(label) and _runs_on(row[-1], label, rights)


def _runs_on(above: Pieces, piece: Piece, rights: Sequence[float]) -> bool:
    """Whether a piece goes on with the words over it: in lower case, or after a full line."""
    over = next((other for other in above if other.column == piece.column), None)
    if over is None or over.strip.style.is_bold != piece.strip.style.is_bold:
        return False
    first = piece.strip.words[0]
    is_outdented = piece.strip.box.x0 < over.strip.box.x0 - 1
    if is_outdented:
        return False
    right, box = rights[over.column_end - 1], over.strip.box
    room = right - box.x1
    is_full = room < first.box.width + _SPACE * piece.strip.style.size
    is_full = is_full and room < _MOST_ROOM * (right - box.x0)
    return _is_open(piece) or is_full


def _had_room(above: Pieces, piece: Piece, rights: Sequence[float]) -> bool:
    """Whether a piece's first word would have fitted behind the words over it, set to the left."""
    over = next((other for other in above if other.column == piece.column), None)
    if over is None or abs(over.strip.box.x0 - piece.strip.box.x0) > _FLUSH:
        return False
    room = rights[over.column_end - 1] - over.strip.box.x1
    return room > piece.strip.words[0].box.width + _SPACE * piece.strip.style.size


def _is_open(piece: Piece) -> bool:
    """Whether it begins within a sentence."""
    return piece.strip.text[0].islower() or piece.strip.text[0] == "("


def _baseline(line: Pieces) -> float:
    return max(line, key=lambda piece: len(piece.strip.text)).strip.baseline


def _is_ruled_off(above: Pieces, below: Pieces, bounds: Sequence[float]) -> bool:
    top, bottom = _middle(above), _middle(below)
    return any(top < bound < bottom for bound in bounds)


def _middle(line: Pieces) -> float:
    strip: Strip = line[0].strip
    return (strip.box.top + strip.box.bottom) / 2


def is_title_between(lines: Sequence[TableLine], index: int) -> bool:
    """Whether a line between rows is the title of another table.

    It is set larger than the row above it, or what follows is a head again where figures were.
    """
    line, above = lines[index], lines[index - 1]
    if len(line) > 1 or len(above) == 1:
        return False
    if line[0].style.size >= _LARGER * max(strip.style.size for strip in above):
        return True
    below, first = (*lines[index + 1 : index + 3], (), ())[:2]
    return _has_figures(above) and _is_head(below) and _has_figures(first)


def _is_head(line: TableLine) -> bool:
    """Whether there are titles of columns in it: words, or years."""
    return (
        len(line) > 1
        and all(any(map(str.isalpha, it.text)) or _YEAR.fullmatch(it.text) for it in line[1:])
        and not _has_figures(line)
    )


def _has_figures(line: TableLine) -> bool:
    """Whether any cell but the first holds figures other than a year."""
    return any(
        any(map(is_figure, it.text.split())) and not _YEAR.fullmatch(it.text) for it in line[1:]
    )
