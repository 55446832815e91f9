"""Strips, drafts and sheets for tests, by their words and place alone."""

import numpy as np

from wasat.box import Box
from wasat.documents.document import BlockKind, Line, Word
from wasat.documents.layout.draft import Draft
from wasat.documents.layout.sheet import Strip, Style, Words

SIZE = 10.0
GLYPH = 5.0  # points: every glyph is half as wide as high
SPACE = 3.0  # points, between words
BODY = Style(SIZE, "Body")
BOLD = Style(SIZE, "Body-Bold", is_bold=True)
CODE = Style(SIZE, "Code", is_mono=True)


def strip(text: str, x: float, baseline: float, style: Style = BODY) -> Strip:
    """Words with single spaces from `x`, standing on a baseline."""
    glyph = GLYPH * style.size / SIZE
    words: list[Word] = []
    at = x
    for part in text.split(" "):
        end = at + glyph * len(part)
        words.append(
            Word(part, Box(at, baseline - 0.8 * style.size, end, baseline + 0.2 * style.size))
        )
        at = end + SPACE * style.size / SIZE
    box = Box(x, words[0].box.top, words[-1].box.x1, words[0].box.bottom)
    return Strip(tuple(words), box, baseline, style)


def spread(texts: list[str], xs: list[float], baseline: float, style: Style = BODY) -> Strip:
    """One word at each x, as in a stretched line."""
    words = tuple(
        word for text, x in zip(texts, xs, strict=True) for word in strip(text, x, 0, style).words
    )
    moved = tuple(
        Word(it.text, Box(it.box.x0, baseline - 8, it.box.x1, baseline + 2)) for it in words
    )
    box = Box(xs[0], baseline - 8, moved[-1].box.x1, baseline + 2)
    return Strip(moved, box, baseline, style)


def row(texts: list[str], xs: list[float], baseline: float, style: Style = BODY) -> list[Strip]:
    """One strip at each x, as in a table."""
    return [strip(text, x, baseline, style) for text, x in zip(texts, xs, strict=True)]


def draft(
    text: str,
    top: float = 100.0,
    *,
    kind: BlockKind = BlockKind.PARAGRAPH,
    style: Style = BODY,
    x: float = 72.0,
    marker: str = "",
) -> Draft:
    """A block of one line for each line of the text."""
    strips = [
        strip(line, x, top + 0.8 * style.size + 1.2 * style.size * index, style)
        for index, line in enumerate(text.split("\n"))
    ]
    box = Box(x, top, max(it.box.x1 for it in strips), strips[-1].box.bottom)
    return Draft(
        kind=kind,
        box=box,
        lines=tuple(Line(words=it.words) for it in strips),
        style=style,
        marker=marker,
        is_mono=style.is_mono,
        first=Word(marker, Box(x - 15, top, x - 5, top + 10)) if marker else None,
        column=box,
    )


def words(*placed: tuple[str, float, float], styles: list[int] | None = None) -> Words:
    """Words by text, x and baseline, in stored order; ten points high."""
    boxes = [(x, baseline - 8, x + GLYPH * len(text), baseline + 2) for text, x, baseline in placed]
    count = len(placed)
    return Words(
        text=" ".join(text for text, _, _ in placed),
        boxes=np.array(boxes, np.float32).reshape(count, 4),
        baselines=np.array([baseline for _, _, baseline in placed], np.float32),
        styles=np.array(styles or [0] * count, np.int32),
        turns=np.zeros(count, np.int32),
    )
