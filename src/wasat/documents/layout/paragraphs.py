"""Lines of one column to paragraphs: where one ends and the next begins."""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import quantiles
from typing import NamedTuple

from wasat.box import Box
from wasat.documents.layout.lines import usual_edge
from wasat.documents.layout.lists import find_marker, is_entry
from wasat.documents.layout.sheet import Strip

_LOOSER = 1.22  # times the usual distance of baselines: more is a paragraph's end
_SIZE_STEP = 1.08  # ratio of font sizes within a paragraph, at most
_INDENT = 0.8  # of the font size
_MOST_INDENT = 6  # of the font size: further in than any first line
_LEADING = 1.9  # of the font size: baselines further apart never belong together
_USUAL_LEADING = 1.2  # of the font size, where a column is too short to show its own
_OUTSTANDING = 0.1  # share of lines: more that stand out are not words too long for their column
_SPACE = 0.25  # of the font size, between words
_WIDEST_SPACE = 0.9  # of the font size: wider than spaces within a line
_SOURCE = re.compile(r"(sources?|notes?|quellen?|anm\.|fuente|fonte|nota|bron)\s*:", re.IGNORECASE)
_COLONS = (":", "\uff1a")
_SENTENCE_END = (".", "!", "?", ":", "\u3002")


class Column(NamedTuple):
    """What the lines of a column have in common.

    Attributes:
        box: Around all lines.
        leading: Usual distance of baselines, by font size in points.
    """

    box: Box
    leading: dict[float, float]


def measure_column(lines: Sequence[Strip]) -> Column:
    """Find the usual leading of each font size in a column of at least one line."""
    box = lines[0].box
    for line in lines[1:]:
        box = box.union(line.box)
    box = box._replace(x1=max(_right_edge(lines), box.x0 + 1))
    steps: dict[float, list[float]] = {}
    filled: dict[float, list[float]] = {}
    for above, below in pairwise(lines):
        step = below.baseline - above.baseline
        size = above.style.size
        if size == below.style.size and 0.8 * size < step < _LEADING * size:
            steps.setdefault(size, []).append(step)
            if _room(above, box) < below.words[0].box.width:
                filled.setdefault(size, []).append(step)
    leading = {size: _usual_step(found, filled.get(size, ())) for size, found in steps.items()}
    return Column(box, leading)


def _right_edge(lines: Sequence[Strip]) -> float:
    """Where lines end at the most; the longest but one where they end as words have it."""
    ends = sorted(line.box.x1 for line in lines)
    usual = usual_edge(ends, outermost=max)
    is_ragged = sum(end > usual + 1 for end in ends) > max(1, _OUTSTANDING * len(ends))
    return ends[-2] if is_ragged else usual


def _usual_step(steps: Sequence[float], filled: Sequence[float]) -> float:
    """Return the usual distance of the lines of paragraphs.

    Args:
        steps: All distances; where paragraphs are short, most lie between two of them.
        filled: Those after lines that are full, which go on.
    """
    return min(_low(steps), _low(filled)) if filled else _low(steps)


def _low(values: Sequence[float]) -> float:
    """Return what three tenths of them do not reach."""
    return quantiles(values, n=10, method="inclusive")[2] if len(values) > 1 else values[0]


def _room(line: Strip, box: Box) -> float:
    """White space behind a line, that of a word's space left out."""
    return box.x1 - line.box.x1 - _SPACE * line.style.size


def split_paragraphs(lines: Sequence[Strip], column: Column) -> list[list[Strip]]:
    """Cut the lines of a column, top to bottom, into paragraphs."""
    paragraphs: list[list[Strip]] = []
    for line in lines:
        if paragraphs and goes_on(paragraphs[-1], line, column):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs


def goes_on(paragraph: Sequence[Strip], line: Strip, column: Column) -> bool:
    """Whether the line belongs to the paragraph above it."""
    above = paragraph[-1]
    return (
        _is_close(above, line, column)
        and _looks_alike(paragraph, line, column)
        and not _begins_item(above, line, column)
        and not (_is_labelled(line) or is_entry(above.text) or _names_source(above, line, column))
        and _is_aligned(above, line, column)
        and not _is_indented(paragraph, line, column)
        and not _stands_out(paragraph, line)
        and not _was_broken_on_purpose(above, line, column)
    )


def _is_close(above: Strip, line: Strip, column: Column) -> bool:
    size = max(above.style.size, line.style.size)
    usual = column.leading.get(above.style.size, _USUAL_LEADING * size)
    step = line.baseline - above.baseline
    return 0 < step <= min(_LOOSER * usual, _LEADING * size) + 0.5


def _looks_alike(paragraph: Sequence[Strip], line: Strip, column: Column) -> bool:
    """Whether size and weight fit; bold words may fill a line in the middle of a sentence."""
    above = paragraph[-1]
    sizes = sorted((max(above.style.size, 0.1), max(line.style.size, 0.1)))
    if sizes[1] > _SIZE_STEP * sizes[0]:
        return False
    if above.style.is_bold == line.style.is_bold:
        return True
    is_full = column.box.x1 - above.box.x1 < line.words[0].box.width + 0.3 * line.style.size
    return is_full and not above.words[-1].text.endswith(_SENTENCE_END)


def _is_aligned(above: Strip, line: Strip, column: Column) -> bool:
    """Whether both are set to one edge or one centre: a centred title ends above a heading.

    A full line goes on in any place: the first of a paragraph may begin far in.
    """
    size = max(above.style.size, line.style.size)
    shifts = (
        abs(line.box.x0 - above.box.x0) / _MOST_INDENT,
        abs(line.box.x0 + line.box.x1 - above.box.x0 - above.box.x1) / 2,
        abs(line.box.x1 - above.box.x1),
        column.box.x1 - above.box.x1 - line.words[0].box.width,
    )
    return min(shifts) < size


def _begins_item(above: Strip, line: Strip, column: Column) -> bool:
    """Whether the line begins with a list marker that is one.

    A number or letter with a full stop may as well stand in the middle of a sentence, when the
    line above is full and does not end one.
    """
    marker = find_marker(line.words)
    if marker is None:
        return False
    is_full = column.box.x1 - above.box.x1 < line.words[0].box.width + 0.3 * line.style.size
    is_open = not above.words[-1].text.endswith((*_SENTENCE_END, ";", ","))
    is_in_line = abs(line.box.x0 - above.box.x0) < 1.0
    return not (marker[0].isalnum() and is_full and is_open and is_in_line)


def _is_labelled(line: Strip) -> bool:
    """Whether it begins with a label, a colon and white space wide enough to line values up."""
    return any(
        before.text.endswith(_COLONS)
        and after.box.x0 - before.box.x1 > _WIDEST_SPACE * line.style.size
        for before, after in pairwise(line.words)
    )


def _names_source(above: Strip, line: Strip, column: Column) -> bool:
    """Whether a line says where figures are from, under a line that is not full."""
    room = column.box.x1 - above.box.x1
    return room > line.words[0].box.width + line.style.size and bool(_SOURCE.match(line.text))


def _is_indented(paragraph: Sequence[Strip], line: Strip, column: Column) -> bool:
    """Whether the line begins like the first line of a paragraph in a book."""
    above = paragraph[-1]
    indent = line.box.x0 - above.box.x0
    if len(paragraph) == 1 and find_marker(above.words) is not None:
        return False
    is_after_margin = above.box.x0 - column.box.x0 < _INDENT * line.style.size
    is_first_outdented = len(paragraph) == 1 and indent > 0
    return _INDENT * line.style.size < indent < _MOST_INDENT * line.style.size and (
        is_after_margin and not is_first_outdented
    )


def _stands_out(paragraph: Sequence[Strip], line: Strip) -> bool:
    """Whether it begins where the first line did, and all others are set further in.

    So begin the next term of a glossary and the next work of a bibliography.
    """
    first, *others = paragraph
    indent = _INDENT * line.style.size
    return (
        bool(others)
        and abs(line.box.x0 - first.box.x0) < 1.0
        and all(abs(other.box.x0 - others[0].box.x0) < 1.0 for other in others)
        and others[0].box.x0 - line.box.x0 > indent
    )


def _was_broken_on_purpose(above: Strip, line: Strip, column: Column) -> bool:
    """Whether the next word would have fitted on the line above, after a sentence's end."""
    if not above.words[-1].text.endswith(_SENTENCE_END):
        return False
    room = column.box.x1 - above.box.x1
    return room > line.words[0].box.width + 2.5 * line.style.size
