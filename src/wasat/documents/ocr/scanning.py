"""One page of a document to a scan: drawn or decoded, recognised, its words in points."""

import itertools
from collections.abc import Sequence

from wasat.box import POINTS_PER_INCH, Box
from wasat.documents.layout.turning import turn_box
from wasat.documents.ocr.engine import OcrEngine
from wasat.documents.ocr.measure import Measured, measure_line
from wasat.documents.ocr.pages import PagePicture
from wasat.documents.ocr.recognise import recognise
from wasat.documents.scan import Scan, ScanWord

_USUAL_RESOLUTION = 200  # dots an inch, of pictures that do not say


def scan_page(page: PagePicture, engines: Sequence[OcrEngine], number: int) -> Scan:
    """Read one page.

    Args:
        page: As it is shown.
        engines: The quickest first.
        number: Of the page, from 1.
    """
    resolution = round(page.scale * POINTS_PER_INCH) if page.is_to_scale else _USUAL_RESOLUTION
    sight = recognise(page.picture, engines, resolution)
    height, width = (side / page.scale for side in sight.picture.shape)
    lines = [measure_line(line, sight.picture) for line in sight.lines]
    words = (_place(line, sight.quarters, page.scale, (width, height)) for line in lines)
    return Scan(
        number=number,
        width=round(page.width, 2),
        height=round(page.height, 2),
        turn=-sight.quarters % 4,
        tilt=sight.tilt,
        words=tuple(itertools.chain.from_iterable(words)),
        engine=sight.engine,
    )


def _place(
    line: Measured, quarters: int, scale: float, size: tuple[float, float]
) -> list[ScanWord]:
    """Give a line of the upright picture its place on the page as shown.

    Args:
        line: In pixels of the upright picture.
        quarters: Clockwise turns that it took to set it upright.
        scale: Pixels a point.
        size: Width and height of the upright picture in points.
    """
    height = size[1]
    baseline = line.baseline / scale
    shown = {0: baseline, 1: baseline, 2: height - baseline, 3: height - baseline}[quarters]
    words: list[ScanWord] = []
    for word in line.words:
        upright = Box(*(edge / scale for edge in word.box))
        x0, top, x1, bottom = (round(edge, 2) for edge in turn_box(upright, quarters, size))
        percent = round(100 * word.confidence)
        places = (x0, top, x1, bottom, round(shown, 2), round(line.size / scale, 2))
        words.append(ScanWord(word.text, *places, percent))
    return words
