"""What a sheet says behind its rows: merged cells and links, read before the rows."""

import re

from wasat.documents.formats.office.markup import Stream
from wasat.documents.formats.office.sheet.references import Area, parse_area

_CHUNK_BYTES = 1 << 16
_END = re.compile(rb"</(?:\w+:)?sheetData\s*>|<(?:\w+:)?sheetData\s*/>")
_MERGE = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]{0,200}?ref\s*=\s*["']([A-Z0-9:]{1,20})["']""")
_MOST_TAIL_BYTES = 8 << 20
_MOST_MERGES = 100_000
_OVERLAP = 32


class Merges:
    """Merged cells of a sheet, by the row that is asked about; rows are asked about in order.

    Args:
        areas: Any order; what overlaps an earlier one is left to it.
    """

    def __init__(self, areas: list[Area]) -> None:
        self._starts = {(area.top, area.left): area for area in areas}
        self._waiting = sorted(areas, reverse=True)
        self._active: list[Area] = []

    def find(self, row: int, column: int) -> tuple[int, int] | None:
        """Return how many rows and columns a cell covers, if it is merged with others."""
        area = self._starts.get((row, column))
        return (area.bottom - area.top + 1, area.right - area.left + 1) if area else None

    def covers(self, row: int, column: int) -> bool:
        """Whether a cell is hidden below one that is merged over it."""
        while self._waiting and self._waiting[-1].top <= row:
            self._active.append(self._waiting.pop())
        if any(area.bottom < row for area in self._active):
            self._active = [area for area in self._active if area.bottom >= row]
        return any(
            area.holds(row, column) and (row, column) != (area.top, area.left)
            for area in self._active
        )


def read_merges(stream: Stream) -> Merges:
    """Find the merged cells of a sheet; they stand behind its rows."""
    names = [found[1].decode("ascii") for found in _MERGE.finditer(_read_tail(stream))]
    areas = [area for area in map(parse_area, names[:_MOST_MERGES]) if area is not None]
    return Merges(areas)


def _read_tail(stream: Stream) -> bytes:
    """Return what stands behind the rows, without parsing them."""
    tail = b""
    is_behind = False
    while chunk := stream.read(_CHUNK_BYTES):
        tail += chunk
        found = None if is_behind else _END.search(tail)
        if found:
            tail, is_behind = tail[found.end() :], True
        if not is_behind:
            tail = tail[-_OVERLAP:]
        elif len(tail) > _MOST_TAIL_BYTES:
            break
    return tail if is_behind else b""
