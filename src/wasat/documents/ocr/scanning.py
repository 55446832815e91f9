"""One page of a document to a scan: drawn or decoded, recognised, its words in points."""

import itertools
from collections.abc import Iterable, Sequence

from wasat.box import POINTS_PER_INCH, Box
from wasat.documents.layout.turning import turn_box
from wasat.documents.ocr.engine import OcrEngine, SeenWord
from wasat.documents.ocr.pages import PagePicture
from wasat.documents.ocr.paper.measure import Measured, measure_line
from wasat.documents.ocr.paper.rules import find_rules, wipe
from wasat.documents.ocr.recognise import recognise
from wasat.documents.scan import Scan, ScanWord

_USUAL_RESOLUTION = 200  # dots an inch, of pictures that do not say
_CORE = 0.2  # of the height of a word, from its edges; an underline lies below the rest
_STRUCK = 0.5  # of a rule: as much within words, and it is made of their strokes


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
    seen = [word for line in sight.lines for word in line.words]
    found = find_rules(sight.picture, resolution)
    rules = [rule for rule in found if not _is_made_of_letters(rule, seen)]
    clean = wipe(sight.picture, rules)
    lines = [measure_line(line, clean) for line in sight.lines]
    words = (_place(line, sight.quarters, page.scale, (width, height)) for line in lines)
    shown = (_show(rule, sight.quarters, page.scale, (width, height)) for rule in rules)
    return Scan(
        number=number,
        width=round(page.width, 2),
        height=round(page.height, 2),
        turn=-sight.quarters % 4,
        tilt=sight.tilt,
        words=tuple(itertools.chain.from_iterable(words)),
        rules=tuple(shown),
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
        box = _show(word.box, quarters, scale, size)
        percent = round(100 * word.confidence)
        words.append(
            ScanWord(word.text, *box, round(shown, 2), round(line.size / scale, 2), percent)
        )
    return words


def _show(box: Box, quarters: int, scale: float, size: tuple[float, float]) -> Box:
    """Turn a box in pixels of the upright picture into points of the page as shown."""
    upright = Box(*(edge / scale for edge in box))
    return Box(*(round(edge, 2) for edge in turn_box(upright, quarters, size)))


def _is_made_of_letters(rule: Box, words: Iterable[SeenWord]) -> bool:
    """Whether words run along a rule: strokes that happen to touch, no line that was drawn."""
    cores = (
        box._replace(top=box.top + _CORE * box.height, bottom=box.bottom - _CORE * box.height)
        for box in (word.box for word in words)
    )
    struck = sum(rule.overlap(core) for core in cores)
    return struck > _STRUCK * rule.width * rule.height
