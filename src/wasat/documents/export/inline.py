"""Running text and what looks other in it: stretches of one look, in order."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from wasat.documents.document import Line, flow, join_text
from wasat.documents.looks import Mark, Style

_LINKS = ("http://", "https://", "mailto:")
_ORDER = (Style.LINK, Style.BOLD, Style.ITALIC, Style.SUPERSCRIPT, Style.SUBSCRIPT, Style.CODE)


class Look(NamedTuple):
    """One style and, of a link, where it leads."""

    style: Style
    target: str = ""


class Stretch(NamedTuple):
    """Text under the same looks, outermost first."""

    text: str
    looks: tuple[Look, ...]


def is_followed(target: str) -> bool:
    """Whether an export may make this a link: http, https and mailto only."""
    return target.lower().startswith(_LINKS)


def iter_stretches(lines: Sequence[Line]) -> Iterator[Stretch]:
    """Yield the running text of lines piece by piece; together it is all of it.

    In linear time: this runs in the server, and a paragraph may have any number of marks.
    """
    if not any(line.marks for line in lines):
        yield Stretch(join_text(lines), ())
        return
    text, placed = flow(lines)
    marks = _join(text, _iter_marks(lines, [word.start for word in placed], len(text)))
    cuts = sorted({0, len(text), *(m.start for m in marks), *(m.end for m in marks)})
    waiting = deque(sorted(marks))
    begun: dict[Style, list[Mark]] = {style: [] for style in _ORDER}
    for start, end in pairwise(cuts):
        while waiting and waiting[0].start <= start:
            mark = waiting.popleft()
            begun[mark.style].append(mark)
        yield Stretch(text[start:end], tuple(_iter_looks(begun, start)))


def _iter_looks(begun: Mapping[Style, list[Mark]], at: int) -> Iterator[Look]:
    """Yield what holds at a place, of each style the mark that began last; drop what is over."""
    for style, marks in begun.items():
        while marks and marks[-1].end <= at:
            marks.pop()
        if marks:
            yield Look(style, marks[-1].target)


def _iter_marks(lines: Sequence[Line], starts: Sequence[int], length: int) -> Iterator[Mark]:
    """Yield marks by their place in the running text; those that lead nowhere safe are dropped."""
    at = 0
    for line in lines:
        first = starts[at] if line.words else length
        at += len(line.words)
        end = starts[at] if at < len(starts) else length
        for mark in line.marks:
            is_kept = mark.style is not Style.LINK or is_followed(mark.target)
            start, stop = first + max(mark.start, 0), min(first + mark.end, end)
            if is_kept and start < stop:
                yield Mark(start, stop, mark.style, mark.target)


def _join(text: str, marks: Iterable[Mark]) -> list[Mark]:
    """Make one mark of those that go on over a line's end."""
    joined: dict[Look, list[Mark]] = {}
    for mark in marks:
        same = joined.setdefault(Look(mark.style, mark.target), [])
        if same and mark.start - same[-1].end <= 1 and not text[same[-1].end : mark.start].strip():
            same[-1] = same[-1]._replace(end=max(mark.end, same[-1].end))
        else:
            same.append(mark)
    return [mark for same in joined.values() for mark in same]
