"""Tables as a page's structure tree has them, where the words stand as it says."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from wasat.box import Box, enclose
from wasat.documents.document import Table
from wasat.documents.layout.lines import make_lines
from wasat.documents.layout.sheet import Integers, Sheet, Strip, Tag
from wasat.documents.layout.strips import strip_of
from wasat.documents.tables.cells import Filled, make_table
from wasat.documents.tables.lattice import Place
from wasat.documents.tables.ruled import Found, count_header

_ROW, _CELLS, _TABLE, _ASIDE = "TR", ("TD", "TH"), "Table", ("Caption",)
_SLACK = 2.0  # points by which neighbours may reach into one another
_MOST_WORDS = 150  # of a cell: with more, a table holds the columns of a page in place
_MOST_COLUMNS = 200
_OUTSIDE = -1


class _Grid(NamedTuple):
    """Where the cells of one tagged table lie, by the places of their tags."""

    places: Mapping[int, Place]
    headers: frozenset[int]


def find_tagged_tables(
    strips: Sequence[Strip], sheet: Sheet, vocabulary: Container[str]
) -> list[Found]:
    """Find the tables that tags describe, each with all words that stand in it and no others.

    Args:
        strips: All upright strips of the page.
        sheet: The page, its words upright.
        vocabulary: Words of the document, to undo hyphenation.

    Returns:
        Tables in the order of the tree; what a tree has wrong is left to the rules of layout.
    """
    column = sheet.words.tags
    tables = {place for place, tag in enumerate(sheet.tags) if tag.kind == _TABLE}
    if column is None or not tables:
        return []
    owners = _owners(sheet.tags)
    found: list[Found] = []
    for place in sorted(tables):
        if any(owners[inner].table == place for inner in tables):
            continue  # one that holds tables puts parts of a page side by side
        grid = _make_grid(sheet.tags, place)
        cells = np.array([owners[tag].cell_in(place, grid) for tag in range(len(sheet.tags))])
        cells = np.append(cells, _OUTSIDE).astype(np.int32)[column]
        table = _fill(strips, sheet, cells, grid, vocabulary)
        if table is not None:
            found.append(table)
    return found


class _Owner(NamedTuple):
    """The table around a tag, and the cell around it; -1 where there is none."""

    table: int
    cell: int

    def cell_in(self, table: int, grid: _Grid) -> int:
        """Return the cell if it is one of this table's grid."""
        return self.cell if self.table == table and self.cell in grid.places else _OUTSIDE


def _owners(tags: Sequence[Tag]) -> list[_Owner]:
    owners: list[_Owner] = []
    for place, tag in enumerate(tags):
        around = owners[tag.parent] if tag.parent >= 0 else _Owner(_OUTSIDE, _OUTSIDE)
        parent = tags[tag.parent] if tag.parent >= 0 else tag
        if tag.kind in _CELLS:
            around = around._replace(cell=place)
        elif parent.kind == _TABLE:
            around = _Owner(tag.parent, _OUTSIDE)
        owners.append(_Owner(_OUTSIDE, _OUTSIDE) if tag.kind in _ASIDE else around)
    return owners


def _make_grid(tags: Sequence[Tag], table: int) -> _Grid:
    """Place the cells of a table as browsers do. Source: HTML, 4.9.12.1."""
    places: dict[int, Place] = {}
    taken: set[tuple[int, int]] = set()
    row = -1
    for place in _inside(tags, table):
        tag = tags[place]
        if tag.kind == _ROW:
            row += 1
        elif tag.kind in _CELLS and tags[tag.parent].kind == _ROW:
            column = 0
            while (row, column) in taken:
                column += 1
            if column + tag.column_span > _MOST_COLUMNS:
                break
            end, right = row + tag.row_span, column + tag.column_span
            taken.update((r, c) for r in range(row, end) for c in range(column, right))
            places[place] = Place(row, column, end, right)
    rows = row + 1
    cut = {key: it._replace(row_end=min(it.row_end, rows)) for key, it in places.items()}
    return _Grid(cut, frozenset(key for key in places if tags[key].kind == _CELLS[1]))


def _inside(tags: Sequence[Tag], table: int) -> Iterator[int]:
    """Yield the places of a table's tags, which stand together behind its own."""
    within = {table}
    for place in range(table + 1, len(tags)):
        if tags[place].parent not in within:
            return
        within.add(place)
        yield place


def _fill(
    strips: Sequence[Strip],
    sheet: Sheet,
    cells: Integers,
    grid: _Grid,
    vocabulary: Container[str],
) -> Found | None:
    """Fill a grid with words, or None if they do not stand in it as they should."""
    chosen = np.flatnonzero(cells >= 0)
    if not len(chosen) or len(grid.places) < 4:
        return None
    corners = sheet.words.boxes[chosen].astype(float)
    box = Box(*corners[:, :2].min(axis=0).tolist(), *corners[:, 2:].max(axis=0).tolist())
    parts: dict[int, list[Strip]] = {place: [] for place in grid.places}
    used: set[int] = set()
    for key, strip in enumerate(strips):
        if not _meets(box, strip.box):
            continue
        owners = [_owner_of(word.box, sheet.words.boxes, cells) for word in strip.words]
        if _OUTSIDE in owners:
            return None
        used.add(key)
        for owner in dict.fromkeys(owners):
            words = [it for it, own in zip(strip.words, owners, strict=True) if own == owner]
            parts[owner].append(strip_of(words, strip))
    places = _mirrored(grid.places, parts)
    if not _stands_so(places, parts):
        return None
    filled = [Filled(places[key], tuple(make_lines(found))) for key, found in parts.items()]
    table = make_table(filled, count_header(filled), vocabulary)
    return Found(box, _with_headers(table, places, grid.headers), frozenset(used))


def _meets(box: Box, other: Box) -> bool:
    x, y = (other.x0 + other.x1) / 2, (other.top + other.bottom) / 2
    return box.x0 <= x <= box.x1 and box.top <= y <= box.bottom


def _owner_of(box: Box, boxes: np.ndarray, cells: Integers) -> int:
    """Return the cell of the word that stands in a place."""
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    hits = (boxes[:, 0] - 1 <= x) & (x <= boxes[:, 2] + 1)
    hits &= (boxes[:, 1] - 1 <= y) & (y <= boxes[:, 3] + 1)
    owners = cells[hits]
    return int(owners[0]) if len(owners) and (owners == owners[0]).all() else _OUTSIDE


def _mirrored(
    places: Mapping[int, Place], parts: Mapping[int, Sequence[Strip]]
) -> Mapping[int, Place]:
    """Return the places from left to right; some scripts begin their rows on the right."""
    rows = _rows(places, parts)
    rising = sum(b.x0 > a.x0 for row in rows for (_, a), (_, b) in pairwise(row))
    if 2 * rising > sum(len(row) - 1 for row in rows):
        return places
    count = max(place.column_end for place in places.values())
    return {
        key: it._replace(column=count - it.column_end, column_end=count - it.column)
        for key, it in places.items()
    }


def _stands_so(places: Mapping[int, Place], parts: Mapping[int, Sequence[Strip]]) -> bool:
    """Whether rows lie under one another, and the cells of each side by side."""
    rows = _rows(places, parts)
    columns = max(place.column_end for place in places.values())
    words = max(sum(len(it.words) for it in found) for found in parts.values())
    if len(rows) < 2 or columns < 2 or words > _MOST_WORDS:
        return False
    for row in rows:
        for (_, left), (_, right) in pairwise(row):
            if left.x1 > right.x0 + _SLACK:
                return False
    edges = [
        [box for place, box in row if place.row_end - place.row == 1] or [row[0][1]] for row in rows
    ]
    return all(
        max(box.top for box in above) < min(box.bottom for box in below)
        and min(box.top for box in above) < min(box.top for box in below)
        for above, below in pairwise(edges)
    )


def _rows(
    places: Mapping[int, Place], parts: Mapping[int, Sequence[Strip]]
) -> list[list[tuple[Place, Box]]]:
    """Return the cells that hold words, by the row they begin in, in the order of columns."""
    rows: dict[int, list[tuple[Place, Box]]] = {}
    for key, place in sorted(places.items(), key=lambda it: it[1]):
        if parts[key]:
            rows.setdefault(place.row, []).append((place, enclose(it.box for it in parts[key])))
    return list(rows.values())


def _with_headers(table: Table, places: Mapping[int, Place], headers: frozenset[int]) -> Table:
    """Believe tags as to which cells are headers, if there are any."""
    marked = {(places[key].row, places[key].column) for key in headers}
    if not marked:
        return table
    cells = (replace(it, is_header=(it.row, it.column) in marked) for it in table.cells)
    return replace(table, cells=tuple(cells))
