"""Words of formulas by text, place and size."""

import numpy as np

from wasat.box import Box
from wasat.documents.formulas.latex import Sign
from wasat.documents.formulas.signs import write_sign
from wasat.documents.layout.sheet import Style, Words

STYLES = [Style(10.0), Style(7.0), Style(10.0, is_bold=True), Style(10.0, is_mono=True)]
Placed = tuple[str, float, float, int]  # text, left edge, baseline, place of its style


def _box(text: str, x: float, baseline: float, style: int) -> Box:
    size = STYLES[style].size
    return Box(x, baseline - 0.7 * size, x + 0.5 * size * len(text), baseline + 0.2 * size)


def signs(*placed: Placed) -> list[Sign]:
    """Signs as `find` makes them."""
    return [
        Sign(
            text,
            write_sign(text, is_bold=STYLES[style].is_bold),
            _box(text, x, baseline, style),
            baseline,
            STYLES[style].size,
        )
        for text, x, baseline, style in placed
    ]


def words(*placed: Placed) -> Words:
    """Words of a page."""
    return Words(
        text=" ".join(text for text, *_ in placed),
        boxes=np.array([_box(*it) for it in placed], np.float32).reshape(-1, 4),
        baselines=np.array([baseline for _, _, baseline, _ in placed], np.float32),
        styles=np.array([style for *_, style in placed], np.int32),
        turns=np.zeros(len(placed), np.int32),
    )
