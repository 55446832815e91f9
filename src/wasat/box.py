"""A rectangle on a page; the one vocabulary of coordinates."""

from collections.abc import Callable, Iterable
from itertools import repeat
from typing import NamedTuple

POINTS_PER_INCH = 72


class Box(NamedTuple):
    """Edges in points (1/72 inch), origin at the top left of the page as shown.

    Attributes:
        x0: Left edge.
        top: Upper edge.
        x1: Right edge, not less than x0.
        bottom: Lower edge, not less than top.
    """

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        """Horizontal extent in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Vertical extent in points."""
        return self.bottom - self.top

    @property
    def is_empty(self) -> bool:
        """Whether it covers no area, as in formats that have no pages to point at."""
        return self.x1 <= self.x0 or self.bottom <= self.top

    def union(self, other: "Box") -> "Box":
        """Return the smallest box that holds both."""
        return Box(
            min(self.x0, other.x0),
            min(self.top, other.top),
            max(self.x1, other.x1),
            max(self.bottom, other.bottom),
        )

    def overlap(self, other: "Box") -> float:
        """Return the area shared with the other box, in square points."""
        width = min(self.x1, other.x1) - max(self.x0, other.x0)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return width * height if width > 0 and height > 0 else 0.0


_new: Callable[[type[Box], Iterable[float]], Box] = tuple.__new__

NOWHERE = Box(0.0, 0.0, 0.0, 0.0)


def make_boxes(edges: Iterable[Iterable[float]]) -> list[Box]:
    """Make a box of each four edges; with many, calling Box itself takes three times as long."""
    return list(map(_new, repeat(Box), edges))


def enclose(boxes: Iterable[Box]) -> Box:
    """Return the smallest box around all that are not empty, or NOWHERE without any."""
    # as `is_empty` has it, at a third of its cost
    seen = [box for box in boxes if box[2] > box[0] and box[3] > box[1]]
    if len(seen) < 2:
        return seen[0] if seen else NOWHERE
    lefts, tops, rights, bottoms = zip(*seen, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def format_boxes(boxes: Iterable[Box]) -> str:
    """Write boxes as `x0,top,x1,bottom`, a tenth of a point precise, joined by `;`."""
    return ";".join(",".join(f"{edge:.1f}" for edge in box) for box in boxes)


def parse_boxes(text: str) -> tuple[Box, ...]:
    """Read what `format_boxes` wrote.

    Raises:
        ValueError: A box does not consist of four numbers in order.
    """
    boxes: list[Box] = []
    for part in text.split(";"):
        try:
            edges = [float(edge) for edge in part.split(",")]
        except ValueError:
            edges = []
        if len(edges) != 4 or not (edges[0] <= edges[2] and edges[1] <= edges[3]):
            raise ValueError(f"a box is x0,top,x1,bottom, not {part!r}")
        boxes.append(Box(*edges))
    return tuple(boxes)
