"""Lines that have turned out to be a table, to that table."""

from collections.abc import Container, Sequence

from wasat.box import Box, enclose
from wasat.documents.document import Table
from wasat.documents.tables.cells import fill_rows, make_table
from wasat.documents.tables.edges import Edge
from wasat.documents.tables.header import (
    count_header_lines,
    make_header_rows,
    make_ruling,
    part_titles,
)
from wasat.documents.tables.pieces import Pieces, cut_line
from wasat.documents.tables.rows import group_lines
from wasat.documents.tables.separators import Separator, TableLine, find_separators


def build_table(
    lines: Sequence[TableLine], edges: Sequence[Edge], vocabulary: Container[str]
) -> Table | None:
    """Make a table of lines without upright rules, or None if they show no columns.

    Args:
        lines: Its lines of text, top to bottom, each left to right.
        edges: The level edges in it.
        vocabulary: Words of the document, to undo hyphenation.
    """
    separators = find_separators(lines)
    if not separators:
        return None
    box = enclose(strip.box for line in lines for strip in line)
    ruling = make_ruling(edges, box.width)
    cut = [cut_line(line, separators) for line in lines]
    header_lines = count_header_lines(cut, ruling)
    if header_lines:
        cut[header_lines - 1] = part_titles(cut[header_lines - 1], cut[header_lines:])
    header = make_header_rows(cut[:header_lines], separators, ruling)
    body = group_lines(cut[header_lines:], ruling.full, _rights(cut, separators, box))
    cells = fill_rows([*header, *body], len(separators) + 1, len(header))
    return make_table(cells, len(header), vocabulary)


def _rights(lines: Sequence[Pieces], separators: Sequence[Separator], box: Box) -> list[float]:
    """Where the words of each column end, at most."""
    rights = [separator.x0 for separator in separators] + [box.x1]
    for column in range(len(rights)):
        ends = [
            piece.strip.box.x1
            for line in lines
            for piece in line
            if piece.column == column and piece.column_end == column + 1
        ]
        rights[column] = max(ends, default=rights[column])
    return rights
