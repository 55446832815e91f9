"""Strips of one column to lines, top to bottom."""

from collections.abc import Sequence

from wasat.documents.layout.sheet import Strip
from wasat.documents.layout.strips import join_strips

_SAME_LINE = 0.5  # share of the lower box that must overlap


def group_rows(strips: Sequence[Strip]) -> list[list[Strip]]:
    """Put strips that stand on one line together, rows top to bottom, each left to right."""
    rows: list[list[Strip]] = []
    for strip in sorted(strips, key=lambda strip: (strip.box.top + strip.box.bottom) / 2):
        if rows and _is_beside(strip, rows[-1]):
            rows[-1].append(strip)
        else:
            rows.append([strip])
    for row in rows:
        row.sort(key=lambda strip: strip.box.x0)
    return rows


def make_lines(strips: Sequence[Strip]) -> list[Strip]:
    """Join the strips of each row of a column to one line, however wide it is stretched."""
    return [join_strips(row) for row in group_rows(strips)]


def _is_beside(strip: Strip, row: Sequence[Strip]) -> bool:
    """Whether it shares enough height with the row, and stands on none of its strips."""
    tall = max(row, key=lambda other: other.box.height)
    shared = min(strip.box.bottom, tall.box.bottom) - max(strip.box.top, tall.box.top)
    if shared < _SAME_LINE * min(strip.box.height, tall.box.height):
        return False
    return all(
        strip.box.x0 >= other.box.x1 - 1 or strip.box.x1 <= other.box.x0 + 1 for other in row
    )
