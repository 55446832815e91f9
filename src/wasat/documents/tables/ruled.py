"""Tables that are ruled both ways: words to the cells of a lattice."""

from bisect import bisect_left, bisect_right
from collections.abc import Container, Sequence
from typing import NamedTuple

from wasat.box import Box
from wasat.documents.document import Table
from wasat.documents.layout.lines import group_rows, make_lines
from wasat.documents.layout.sheet import Strip
from wasat.documents.layout.strips import strip_of
from wasat.documents.tables.cells import Filled, make_table
from wasat.documents.tables.lattice import Lattice, Place, find_places
from wasat.documents.tables.pieces import Piece, Pieces
from wasat.documents.tables.rows import group_lines

_LEAST_FILLED = 0.25  # share of the cells; the grid of a chart holds no words
_LEAST_LINES = 3  # in one cell and its neighbours, to look for unruled rows in it
_ALIGNED = 0.6  # share of lines that have one beside them in other columns
_FEWEST_ROWS = 5  # under a cell that is split; a centred label over fewer may be as many lines
_FILLED_ROWS = 0.8  # share of the rows that have a line of such a cell


class Found(NamedTuple):
    """A table, where it is, and which strips it has used up."""

    box: Box
    table: Table
    used: frozenset[int]


def read_lattice(
    lattice: Lattice, strips: Sequence[Strip], vocabulary: Container[str]
) -> Found | None:
    """Fill a lattice with the words in it, or None if it is no table."""
    box = lattice.box
    inside = {
        index for index, strip in enumerate(strips) if _contains(box, strip.box) and strip.words
    }
    chosen = [strips[index] for index in sorted(inside)]
    places = split_places(find_places(lattice), lattice, chosen)
    places = split_tall_places(places, lattice, chosen)
    if len(places) < 3 or not inside:
        return None
    cells = fill_places(places, lattice, chosen)
    worded = sum(bool(cell.lines) for cell in cells)
    if worded < max(2, _LEAST_FILLED * len(cells)) or _is_frame(cells):
        return None
    cells = split_open_rows(drop_empty(cells))
    table = make_table(cells, count_header(cells), vocabulary)
    if table.column_count < 2 or table.row_count < 2:
        return None
    return Found(box, table, frozenset(inside))


def split_places(places: Sequence[Place], lattice: Lattice, strips: Sequence[Strip]) -> list[Place]:
    """Split cells over columns whose words keep to the columns, though no rule divides them."""
    split: list[Place] = []
    for place in places:
        is_wide = place.column_end - place.column > 1 and place.row_end - place.row == 1
        if is_wide and _keeps_to_columns(place, lattice, strips):
            columns = range(place.column, place.column_end)
            split.extend(Place(place.row, it, place.row_end, it + 1) for it in columns)
        else:
            split.append(place)
    return split


def split_tall_places(
    places: Sequence[Place], lattice: Lattice, strips: Sequence[Strip]
) -> list[Place]:
    """Split a cell over many rows whose lines keep to the rows: its column is ruled at the ends."""
    split: list[Place] = []
    for place in places:
        if _keeps_to_rows(place, lattice, strips):
            rows = range(place.row, place.row_end)
            split.extend(Place(it, place.column, it + 1, place.column_end) for it in rows)
        else:
            split.append(place)
    return split


def _keeps_to_rows(place: Place, lattice: Lattice, strips: Sequence[Strip]) -> bool:
    count = place.row_end - place.row
    if count < _FEWEST_ROWS:
        return False
    box = _place_box(place, lattice)
    lines = make_lines([strip for strip in strips if _contains(box, strip.box)])
    spans = [
        (_slot(it.box.top + 2, lattice.ys), _slot(it.box.bottom - 2, lattice.ys)) for it in lines
    ]
    rows = {first for first, _ in spans}
    is_one_each = len(rows) == len(spans) and all(first == last for first, last in spans)
    return is_one_each and len(rows) >= _FILLED_ROWS * count


def _keeps_to_columns(place: Place, lattice: Lattice, strips: Sequence[Strip]) -> bool:
    box = _place_box(place, lattice)
    spans = [_columns(strip, lattice) for strip in strips if _contains(box, strip.box)]
    return len({first for first, _ in spans}) > 1 and all(a == b for a, b in spans)


def _columns(strip: Strip, lattice: Lattice) -> tuple[int, int]:
    """First and last column that a strip reaches into."""
    return _slot(strip.box.x0 + 1, lattice.xs), _slot(strip.box.x1 - 1, lattice.xs)


def _place_box(place: Place, lattice: Lattice) -> Box:
    return Box(
        lattice.xs[place.column],
        lattice.ys[place.row],
        lattice.xs[place.column_end],
        lattice.ys[place.row_end],
    )


def fill_places(places: Sequence[Place], lattice: Lattice, strips: Sequence[Strip]) -> list[Filled]:
    """Put each word into the cell in which its middle lies."""
    by_place: dict[Place, list[Strip]] = {place: [] for place in places}
    at: dict[tuple[int, int], Place] = {
        (row, column): place
        for place in places
        for row in range(place.row, place.row_end)
        for column in range(place.column, place.column_end)
    }
    for strip in strips:
        row = _slot((strip.box.top + strip.box.bottom) / 2, lattice.ys)
        groups: dict[Place, list[int]] = {}
        for index, word in enumerate(strip.words):
            column = _slot((word.box.x0 + word.box.x1) / 2, lattice.xs)
            groups.setdefault(at[row, column], []).append(index)
        for place, indices in groups.items():
            by_place[place].append(strip_of([strip.words[index] for index in indices], strip))
    return [Filled(place, tuple(make_lines(found))) for place, found in by_place.items()]


def drop_empty(cells: Sequence[Filled]) -> list[Filled]:
    """Drop rows and columns that no cell has words in, as double rules and margins make them."""
    rows = sorted({cell.place.row for cell in cells if cell.lines})
    columns = sorted({cell.place.column for cell in cells if cell.lines})
    kept: list[Filled] = []
    for cell in cells:
        place = cell.place
        row, row_end = _count_below(rows, place.row), _count_below(rows, place.row_end)
        column = _count_below(columns, place.column)
        column_end = _count_below(columns, place.column_end)
        if row < row_end and column < column_end:
            kept.append(Filled(Place(row, column, row_end, column_end), cell.lines))
    return kept


def split_open_rows(cells: Sequence[Filled]) -> list[Filled]:
    """Split rows of the lattice that hold several rows of words, aligned but not ruled off."""
    result: list[Filled] = []
    shift = 0
    for row in range(max(cell.place.row_end for cell in cells)):
        band = [cell for cell in cells if cell.place.row == row]
        parts = _open_rows(band, cells, row)
        for cell in band:
            result.extend(_moved(cell, parts, shift))
        shift += max(len(parts) - 1, 0)
    return result


def _open_rows(band: Sequence[Filled], cells: Sequence[Filled], row: int) -> list[list[Strip]]:
    """The strips of each row of words within one row of the lattice; empty to leave it whole."""
    is_closed = all(cell.place.row_end == row + 1 for cell in band) and not any(
        cell.place.row < row < cell.place.row_end for cell in cells
    )
    long = [cell for cell in band if len(cell.lines) >= _LEAST_LINES]
    if not is_closed or len(long) < 2:
        return []
    pieces = [
        [Piece(cell.place.column, cell.place.column_end, line)]
        for cell in band
        for line in cell.lines
    ]
    owner = {id(piece[0].strip): piece[0] for piece in pieces}
    lines = [
        [owner[id(strip)] for strip in line]
        for line in group_rows([piece[0].strip for piece in pieces])
    ]
    if not _are_beside(band, lines):
        return []
    rights = [0.0] * (max(cell.place.column_end for cell in band))
    for piece in pieces:
        last = piece[0].column_end - 1
        rights[last] = max(rights[last], piece[0].strip.box.x1)
    rows = group_lines(lines, (), rights)
    return [[piece.strip for line in found for piece in line] for found in rows]


def _are_beside(band: Sequence[Filled], lines: Sequence[Pieces]) -> bool:
    """Whether lines of several columns stand side by side; titles of sections stand alone.

    Cells of figures have one for each row, so that the longest of them tells how many there are.
    """
    beside = sum(len(line) > 1 for line in lines)
    others = [cell for cell in band if cell.place.column > min(it.place.column for it in band)]
    are_figures = all(Piece(0, 1, line).is_number for cell in others for line in cell.lines)
    telling = others if are_figures else band
    return beside >= _ALIGNED * max((len(cell.lines) for cell in telling), default=0)


def _moved(cell: Filled, parts: Sequence[Sequence[Strip]], shift: int) -> list[Filled]:
    place = cell.place
    if len(parts) < 2:
        moved = Place(place.row + shift, place.column, place.row_end + shift, place.column_end)
        return [Filled(moved, cell.lines)]
    return [
        Filled(
            Place(
                place.row + shift + index,
                place.column,
                place.row + shift + index + 1,
                place.column_end,
            ),
            tuple(line for line in cell.lines if any(line is strip for strip in part)),
        )
        for index, part in enumerate(parts)
    ]


def _is_frame(cells: Sequence[Filled]) -> bool:
    """Whether the rules frame running text, as round boxes and columns are framed."""
    words = [sum(len(line.words) for line in cell.lines) for cell in cells]
    return len([count for count in words if count]) < 4 and max(words) > 60


def count_header(cells: Sequence[Filled]) -> int:
    """Count leading rows set in bold where the rest is not; else one."""
    rows = max(cell.place.row_end for cell in cells)
    bold = [
        all(line.style.is_bold for cell in cells if cell.place.row == row for line in cell.lines)
        for row in range(rows)
    ]
    count = next((row for row, is_bold in enumerate(bold) if not is_bold), rows)
    first = max((c.place.row_end for c in cells if c.place.row == 0), default=1)
    return count if 0 < count < rows else first


def _contains(box: Box, other: Box) -> bool:
    x, y = (other.x0 + other.x1) / 2, (other.top + other.bottom) / 2
    return box.x0 <= x <= box.x1 and box.top <= y <= box.bottom


def _slot(value: float, lines: Sequence[float]) -> int:
    return min(max(bisect_right(lines, value) - 1, 0), len(lines) - 2)


def _count_below(kept: Sequence[int], value: int) -> int:
    return bisect_left(kept, value)
