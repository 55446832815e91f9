"""One page as raw material: words with their styles, rules, pictures and fields, not yet ordered.

Whatever can see words on a page makes one of these; everything in `layout` and `tables` starts
from it. Records only.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from wasat.box import Box
from wasat.documents.document import Origin, Word
from wasat.documents.looks import Mark

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]


class Style(NamedTuple):
    """How a word looks.

    Attributes:
        size: Of the font as shown, in points, a tenth precise.
        font: PostScript name without subset prefix; empty if unknown.
        is_bold: By the font's name, its flags, or because its outline is drawn as well.
        is_italic: By the font's name, its flags, or because it is slanted.
        is_mono: Whether every glyph is equally wide.
        colour: 0xRRGGBB.
        is_hidden: Whether it is not drawn, as the words that were recognised on a scan are.
    """

    size: float
    font: str = ""
    is_bold: bool = False
    is_italic: bool = False
    is_mono: bool = False
    colour: int = 0
    is_hidden: bool = False


NO_STYLE = Style(0.0)


class FieldValue(NamedTuple):
    """A field of a form and what it holds.

    Attributes:
        name: Its full name in the form.
        value: As a reader would see it; empty when nothing is filled in.
        box: In points, origin top left.
    """

    name: str
    value: str
    box: Box


class Tag(NamedTuple):
    """An element of the structure tree that a page brings along; a claim, not a fact.

    Attributes:
        kind: Its standard type: `H1`, `P`, `LI`, `TD`.
        parent: Its place among the tags of the page; -1 at the top.
        row_span: Of a cell.
        column_span: Of a cell.
        description: What a picture shows, in words.
    """

    kind: str
    parent: int = -1
    row_span: int = 1
    column_span: int = 1
    description: str = ""


class Link(NamedTuple):
    """Where a place on a page leads: an address, or `#page=N` within the document."""

    target: str
    box: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """All words of a page in stored order, as columns of equal length.

    Attributes:
        text: Their texts joined by single spaces.
        boxes: n by 4: x0, top, x1, bottom in points as shown.
        baselines: n: the height at which they stand, in the frame of their direction of writing.
        styles: n: places in the list of styles of the document.
        turns: n: direction of writing in quarter turns clockwise; 0 is left to right.
        confidences: n: how sure each word is, from 0 to 1; None if all are.
        glued: n: whether it goes on the word before in another size; None if none does.
        tags: n: places among the tags of the page, -1 for none; None if the page has no tags.
    """

    text: str
    boxes: Floats
    baselines: Floats
    styles: Integers
    turns: Integers
    confidences: Floats | None = None
    glued: Flags | None = None
    tags: Integers | None = None

    def choose(self, places: npt.NDArray[np.int64]) -> "Words":
        """Return some of the words, by their places in ascending order."""
        texts = self.text.split(" ")
        glued = self.glued
        if glued is not None:
            glued = glued[places] & (np.diff(places, prepend=-2) == 1)
        return Words(
            text=" ".join(texts[place] for place in places.tolist()),
            boxes=self.boxes[places],
            baselines=self.baselines[places],
            styles=self.styles[places],
            turns=self.turns[places],
            confidences=None if self.confidences is None else self.confidences[places],
            glued=glued,
            tags=None if self.tags is None else self.tags[places],
        )


NO_WORDS = Words(
    text="",
    boxes=np.zeros((0, 4), np.float32),
    baselines=np.zeros(0, np.float32),
    styles=np.zeros(0, np.int32),
    turns=np.zeros(0, np.int32),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Graphics:
    """What is drawn on a page besides text; boxes in points as shown.

    Attributes:
        rules: Thin straight lines along an axis, as boxes of hardly any height or width.
        shades: Filled rectangles.
        pictures: Pictures made of pixels.
        shapes: Everything else that is drawn: curves, slanted lines, odd outlines.
    """

    rules: tuple[Box, ...] = ()
    shades: tuple[Box, ...] = ()
    pictures: tuple[Box, ...] = ()
    shapes: tuple[Box, ...] = ()


class Drawn(NamedTuple):
    """A line or an area with straight sides.

    Attributes:
        points: Its corners as x and y, in points as shown.
        colour: 0xRRGGBB.
        is_filled: Whether it is an area.
    """

    points: tuple[tuple[float, float], ...]
    colour: int
    is_filled: bool


class Described(NamedTuple):
    """What is drawn in a place, in the document's own words."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """All that was found on one page.

    Attributes:
        number: From 1.
        width: In points, as shown.
        height: In points, as shown.
        label: As the document itself numbers it; empty if it does not.
        words: In stored order, which promises nothing.
        graphics: What is drawn besides.
        drawn: Lines and areas with their colours, where a chart may be among them.
        fields: Form fields in stored order.
        links: In stored order, where the page is shown.
        notes: What readers wrote on it and, as names, who; where the page is shown.
        tags: Its part of the structure tree, parents before children.
        described: Pictures that its tags describe, where the page is shown.
        origin: Where its words were taken from.
        tilt: Degrees by which its lines rise where it is shown; here they are level, turned back
            around the middle of the page.
        unread: Why the page could not be read; empty if it was.
        is_scan: Whether its words must be read off its picture, which was not done.
    """

    number: int
    width: float = 0.0
    height: float = 0.0
    label: str = ""
    words: Words = NO_WORDS
    graphics: Graphics = field(default_factory=Graphics)
    drawn: tuple[Drawn, ...] = ()
    fields: tuple[FieldValue, ...] = ()
    links: tuple[Link, ...] = ()
    notes: tuple[FieldValue, ...] = ()
    tags: tuple[Tag, ...] = ()
    described: tuple[Described, ...] = ()
    origin: Origin = Origin.TEXT
    tilt: float = 0.0
    unread: str = ""
    is_scan: bool = False


class Strip(NamedTuple):
    """Words side by side on one baseline.

    Attributes:
        words: In reading order, at least one.
        box: Around all of them.
        baseline: At which they stand, in points from the top.
        style: That of most of their characters.
        marks: Which letters of which words look other than the body of the document.
    """

    words: tuple[Word, ...]
    box: Box
    baseline: float
    style: Style
    marks: Mapping[Word, tuple[Mark, ...]] = MappingProxyType({})

    @property
    def text(self) -> str:
        """Its words with single spaces."""
        return " ".join([word.text for word in self.words])
