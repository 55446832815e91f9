"""What is drawn on a page besides text: rules, shades, pictures and shapes."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from wasat.box import Box, enclose, make_boxes
from wasat.documents.layout.sheet import Described, Flags, Graphics
from wasat.documents.pdf.binding import fast_library
from wasat.documents.pdf.frame import Frame
from wasat.documents.pdf.strokes.outlines import (
    CLEAR,
    Outlines,
    Places,
    count_segments,
    read_colours,
    read_modes,
    read_outlines,
)
from wasat.documents.pdf.strokes.things import (
    Numbers,
    Thing,
    list_kinds,
    list_things,
    read_boxes,
)
from wasat.documents.pdf.tags import Tree

_THIN = 3.0  # points: thicker is an area
_SHORTEST = 4.0  # points: shorter is a dot or a part of a letter
_MOST_SEGMENTS = 20_000  # of all paths of a page together
_LINE = 2  # segments of a path from one point to another
_WHITE = 0xFAFAFA  # lighter areas do not show on paper
_HAIR = 0.5  # points: how far a side along an axis is off it

_PATH, _IMAGE = pdfium_c.FPDF_PAGEOBJ_PATH, pdfium_c.FPDF_PAGEOBJ_IMAGE
_SHADING = pdfium_c.FPDF_PAGEOBJ_SHADING


class _Paths(NamedTuple):
    """The paths of a page that are painted.

    Attributes:
        places: n: which of the things on the page.
        counts: n: of the segments that are looked at.
        is_filled: n: so that it can be seen.
        is_stroked: n.
    """

    places: Places
    counts: Places
    is_filled: Flags
    is_stroked: Flags

    def choose(self, flags: Flags) -> "_Paths":
        """Return some of them."""
        return _Paths(
            self.places[flags],
            self.counts[flags],
            self.is_filled[flags],
            self.is_stroked[flags],
        )


class _Boxes(NamedTuple):
    """Boxes in page coordinates, n by 4, each with the place of the thing it is of."""

    places: Places
    edges: Numbers

    def choose(self, flags: Flags) -> "_Boxes":
        """Return some of them."""
        return _Boxes(self.places[flags], self.edges[flags])


def read_graphics(page: pdfium.PdfPage, frame: Frame) -> Graphics:
    """Read what is drawn on a page, up to a bound that no table reaches."""
    things = list_things(page)
    if not things:
        return Graphics()
    paths = _read_paths(things)
    is_line = paths.counts == _LINE
    lines = _boxes_of(things, paths.places[is_line])
    is_rule = _narrowest(lines.edges) <= _THIN
    parts = _sort_parts(things, paths.choose(~is_line))
    return Graphics(
        rules=_show([lines.choose(is_rule), parts[0]], frame),
        shades=_show([parts[1]], frame),
        pictures=_show([_all_of(things, _IMAGE)], frame),
        shapes=_show([lines.choose(~is_rule), parts[2], _all_of(things, _SHADING)], frame),
    )


def read_descriptions(page: pdfium.PdfPage, frame: Frame, tree: Tree) -> tuple[Described, ...]:
    """Find where the pictures are that the tags of a page describe."""
    leaves = {number: tag for number, tag in tree.leaves.items() if tree.tags[tag].description}
    if not leaves:
        return ()
    parts: dict[int, list[Thing]] = {}
    for thing in list_things(page):
        tag = leaves.get(fast_library().FPDFPageObj_GetMarkedContentID(thing.handle))
        if tag is not None:
            parts.setdefault(tag, []).append(thing)
    return tuple(
        Described(tree.tags[tag].description, enclose(_show_edges(read_boxes(things), frame)))
        for tag, things in parts.items()
    )


def covers_text(page: pdfium.PdfPage) -> bool:
    """Whether a picture is painted after the last word, as scans are over what was read on them.

    Only objects outside forms are looked at.
    """
    last = {kind: index for index, kind in enumerate(list_kinds(page))}
    text = last.get(pdfium_c.FPDF_PAGEOBJ_TEXT)
    return text is not None and last.get(_IMAGE, -1) > text


def _show(boxes: Sequence[_Boxes], frame: Frame) -> tuple[Box, ...]:
    """Turn stored rectangles into boxes as shown, in the order in which they are painted."""
    places = np.concatenate([each.places for each in boxes])
    edges = np.concatenate([each.edges for each in boxes])
    return _show_edges(edges[np.argsort(places, kind="stable")], frame)


def _show_edges(stored: Numbers, frame: Frame) -> tuple[Box, ...]:
    """Turn stored rectangles into boxes as shown, cut at the edges of the page."""
    if not len(stored):
        return ()
    shown = frame.show(stored.astype(np.float32))
    shown[:, 0::2] = shown[:, 0::2].clip(0, frame.width)
    shown[:, 1::2] = shown[:, 1::2].clip(0, frame.height)
    extent = shown[:, 2:] - shown[:, :2]
    visible = shown[extent.max(axis=1) > _SHORTEST]
    return tuple(make_boxes(np.round(visible.astype(float), 2).tolist()))


def _boxes_of(things: Sequence[Thing], places: Places) -> _Boxes:
    return _Boxes(places, read_boxes([things[place] for place in places.tolist()]))


def _all_of(things: Sequence[Thing], kind: int) -> _Boxes:
    return _boxes_of(things, _places_of(things, kind))


def _places_of(things: Sequence[Thing], kind: int) -> Places:
    return np.array([place for place, thing in enumerate(things) if thing.kind == kind], np.int64)


def _read_paths(things: Sequence[Thing]) -> _Paths:
    places = _places_of(things, _PATH)
    handles = [things[place].handle for place in places.tolist()]
    is_filled, is_stroked = read_modes(handles)
    colours = read_colours(handles, is_filled=True)
    is_filled = is_filled & (colours != CLEAR) & (colours < _WHITE)
    counts = count_segments(handles)
    is_painted = is_filled | is_stroked
    cost = np.where(counts == _LINE, 1, np.maximum(counts, 1)) * is_painted
    left = _MOST_SEGMENTS - (np.cumsum(cost) - cost)
    is_read = is_painted & (left > 0) & (counts > 0)
    counts = np.where(counts == _LINE, _LINE, np.minimum(counts, left))
    return _Paths(places, counts, is_filled, is_stroked).choose(is_read)


def _sort_parts(things: Sequence[Thing], paths: _Paths) -> tuple[_Boxes, _Boxes, _Boxes]:
    """Tell the rules, shades and shapes among the parts of paths."""
    some = [things[place] for place in paths.places.tolist()]
    parts = read_outlines(some, paths.counts.tolist())
    starts = parts.starts
    owners = parts.owners[starts]
    sides, is_side = _sides(parts, starts)
    around = _around_parts(parts.points, starts)
    is_thin = _narrowest(around) <= _THIN
    is_along = ~is_side | (_narrowest(sides) < _HAIR)
    is_upright = np.logical_and.reduceat(is_along, 2 * starts)
    is_area = is_upright & ~is_thin
    # of a thin part its box is a rule, in place of its sides
    is_edge = is_side & (sides[:, :2] != sides[:, 2:]).any(axis=1)
    is_edge &= np.repeat((is_area & paths.is_stroked[owners])[parts.numbers], 2)
    is_edge[2 * starts] = is_thin
    sides[2 * starts] = around
    boxes = _Boxes(paths.places[owners], around)
    return (
        _Boxes(np.repeat(paths.places[parts.owners], 2), sides).choose(is_edge),
        boxes.choose(is_area & paths.is_filled[owners]),
        boxes.choose(~is_thin & ~is_upright),
    )


def _sides(parts: Outlines, starts: Places) -> tuple[Numbers, Flags]:
    """Boxes of the sides of parts, and which there are.

    Returns:
        2n by 4 for n corners: the side that ends there, and the one that closes the part there.
    """
    firsts = starts[parts.numbers]
    before = np.arange(len(firsts)) - 1
    before = np.where(parts.closes[before], firsts[before], before)
    others = np.stack([parts.points[before], parts.points[firsts]], axis=1)
    points = parts.points[:, None]
    sides = np.concatenate([np.minimum(points, others), np.maximum(points, others)], axis=2)
    return sides.reshape(-1, 4), np.stack([~parts.begins, parts.closes], axis=1).ravel()


def _around_parts(points: Numbers, starts: Places) -> Numbers:
    low = np.minimum.reduceat(points, starts, axis=0)
    return np.concatenate([low, np.maximum.reduceat(points, starts, axis=0)], axis=1)


def _narrowest(boxes: Numbers) -> Numbers:
    """Width or height of each, whichever is less."""
    narrowest: Numbers = (boxes[:, 2:] - boxes[:, :2]).min(axis=1)
    return narrowest
