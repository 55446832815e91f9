"""A picture of a page to words: set upright and level, read by the engine that suits it."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from wasat.documents.ocr.engine import (
    Grey,
    OcrEngine,
    Script,
    SeenLine,
    confidence_of,
)
from wasat.documents.ocr.paper.picture import calm, make_even, rotate, turn
from wasat.documents.ocr.paper.tilt import is_sideways, measure_tilt
from wasat.documents.ocr.scripts import guess_script

SURE = 0.9  # of a page. Clean scans lie above it with Tesseract, receipts below, measured
_LEAST_CONTRAST = 12  # of 255: what differs less from its paper is none; ours
FAIR = 0.75  # sure enough of a script that no other engine reads


class Sight(NamedTuple):
    """What was seen on a picture.

    Attributes:
        lines: In pixels of the picture as it was read: upright and level.
        picture: As it was read.
        quarters: Quarter turns clockwise that it took to set it upright.
        tilt: Degrees by which its lines rose to the right, once it stood upright.
        engine: Which one read it; empty if nothing is written there.
    """

    lines: Sequence[SeenLine]
    picture: Grey
    quarters: int
    tilt: float
    engine: str


def recognise(picture: Grey, engines: Sequence[OcrEngine], dots_per_inch: int) -> Sight:
    """Read a picture by the first engine that is sure of it, or the surest.

    An engine looks first: a page in a script that it cannot read is left to the next one.

    Args:
        picture: As it was found, any way up.
        engines: The quickest first.
        dots_per_inch: Resolution, as far as it is known.
    """
    ready = calm(make_even(picture))
    best, best_sure = Sight((), ready, 0, 0.0, ""), 0.0
    if np.ptp(ready) < _LEAST_CONTRAST:  # an empty page, on which both would spend three seconds
        return best
    for index, engine in enumerate(engines):
        sight, script = _see(ready, engine, dots_per_inch)
        sure = confidence_of(sight.lines)
        if sure > best_sure:
            best, best_sure = sight, sure
        others = engines[index + 1 :]
        has_rival = script is Script.UNKNOWN or any(script in each.scripts for each in others)
        if best_sure >= (SURE if has_rival else FAIR):
            break
    return best


def _see(picture: Grey, engine: OcrEngine, dots_per_inch: int) -> tuple[Sight, Script]:
    """Set a picture upright as the engine sees it, and have it read, if it knows the script.

    The letters that were read say more of the script than the first look did.
    """
    quarters = 1 if is_sideways(picture) else 0
    level, tilt = _level(picture, quarters)
    look = engine.look(level)
    if look.quarters:
        quarters = (quarters + look.quarters) % 4
        level, tilt = _level(picture, quarters)
    is_known = look.script in engine.scripts or look.script is Script.UNKNOWN
    lines = engine.read(level, look.script, dots_per_inch) if is_known else ()
    text = " ".join(word.text for line in lines for word in line.words)
    script = guess_script(text) if look.script is not Script.UNKNOWN and text else look.script
    return Sight(lines, level, quarters, tilt, engine.name if lines else ""), script


def _level(picture: Grey, quarters: int) -> tuple[Grey, float]:
    """Turn a picture, make its lines level, and tell by how much they rose."""
    upright = turn(picture, quarters)
    tilt = measure_tilt(upright)
    return np.ascontiguousarray(rotate(upright, -tilt)), tilt
