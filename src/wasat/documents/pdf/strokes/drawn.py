"""Coloured bars and lines, read only where what is drawn on a page may be a chart."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from wasat.documents.layout.sheet import Drawn, Graphics
from wasat.documents.pdf.frame import Frame
from wasat.documents.pdf.strokes.outlines import (
    CLEAR,
    Outlines,
    count_segments,
    read_colours,
    read_modes,
    read_outlines,
)
from wasat.documents.pdf.strokes.things import Numbers, Thing, list_things

_LEAST_BARS = 3  # on one base, of more than one length
_LEAST_CURVE = (60.0, 5.0)  # points: width and height of a line that rises and falls
_MOST_STROKES = 2_000  # a page with more has no chart that could be read
_MOST_POINTS = 2_000  # of one line
_MOST_CORNERS = 100_000  # of all lines of a page together


def read_drawn(page: pdfium.PdfPage, frame: Frame, graphics: Graphics) -> tuple[Drawn, ...]:
    """Read what is drawn, with its colours, if a chart may be among it."""
    if not may_be_chart(graphics):
        return ()
    paths = [it for it in list_things(page) if it.kind == pdfium_c.FPDF_PAGEOBJ_PATH]
    handles = [path.handle for path in paths]
    is_filled, is_stroked = read_modes(handles)
    fills, strokes = (read_colours(handles, is_filled=it) for it in (True, False))
    colours = np.where(is_filled, fills, np.where(is_stroked, strokes, CLEAR))
    chosen = np.flatnonzero(colours != CLEAR)
    parts = _read_parts([paths[place] for place in chosen.tolist()])
    if len(parts.starts) > _MOST_STROKES:
        return ()
    owners = chosen[parts.owners[parts.starts]]
    told = zip(colours[owners].tolist(), is_filled[owners].tolist(), strict=True)
    shown = _show(parts.points, frame)
    bounds = pairwise([*parts.starts.tolist(), len(shown)])
    return tuple(
        Drawn(tuple(shown[start:end]), colour, is_area)
        for (start, end), (colour, is_area) in zip(bounds, told, strict=True)
    )


def may_be_chart(graphics: Graphics) -> bool:
    """Whether there are bars on one base, or lines that are not along an axis."""
    width, height = _LEAST_CURVE
    if any(it.width >= width and it.height >= height for it in graphics.shapes):
        return True
    return any(
        _are_bars(ends)
        for ends in (
            [(round(it.top), round(it.bottom)) for it in graphics.shades],
            [(round(it.x0), round(it.x1)) for it in graphics.shades],
        )
    )


def _are_bars(spans: Sequence[tuple[int, int]]) -> bool:
    """Whether several begin or end at one place, and reach from there to more than one."""
    reached: dict[int, list[int]] = {}
    for low, high in spans:
        reached.setdefault(low, []).append(high)
        reached.setdefault(high, []).append(low)
    return any(len(ends) >= _LEAST_BARS and len(set(ends)) > 1 for ends in reached.values())


def _read_parts(paths: Sequence[Thing]) -> Outlines:
    """Read the corners of the parts of paths that have no curves."""
    counts = count_segments([path.handle for path in paths]).clip(0, _MOST_POINTS)
    counts[np.cumsum(counts) > _MOST_CORNERS] = 0
    parts = read_outlines(paths, counts.tolist())
    is_curved = np.zeros(len(paths), bool)
    is_curved[parts.owners[parts.kinds == pdfium_c.FPDF_SEGMENT_BEZIERTO]] = True
    return parts.choose(~is_curved[parts.owners])


def _show(points: Numbers, frame: Frame) -> list[tuple[float, float]]:
    corners = np.tile(points.astype(np.float32), 2)
    shown = frame.show(corners)[:, :2].astype(float).round(2)
    return list(map(tuple, shown.tolist()))
