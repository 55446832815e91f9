"""Edges and lines of tables for tests."""

from collections.abc import Sequence

from tests.unit.documents.layout.made import BODY, row
from wasat.documents.document import Table
from wasat.documents.layout.sheet import Strip, Style
from wasat.documents.tables.edges import Edge, Edges

XS = [72.0, 172.0, 232.0]


def grid(xs: Sequence[float], ys: Sequence[float]) -> Edges:
    """All lines of a table that is ruled throughout."""
    return Edges(
        level=tuple(Edge(y, xs[0], xs[-1]) for y in ys),
        upright=tuple(Edge(x, ys[0], ys[-1]) for x in xs),
    )


def table_lines(
    *rows: Sequence[str], xs: Sequence[float] = XS, top: float = 100.0, style: Style = BODY
) -> list[list[Strip]]:
    """Lines of a table twelve points apart; an empty text leaves its place empty."""
    made: list[list[Strip]] = []
    for index, texts in enumerate(rows):
        there = [(text, x) for text, x in zip(texts, xs, strict=True) if text]
        made.append(
            row([text for text, _ in there], [x for _, x in there], top + 12 * index, style)
        )
    return made


def texts(table: Table) -> list[list[str]]:
    """The texts of the cells, row by row."""
    rows: dict[int, list[str]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell.text)
    return list(rows.values())
