"""Runs of styled text to lines with marks: what every format with bold words and links shares."""

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from wasat.box import NOWHERE
from wasat.documents.document import Break, Line, Word
from wasat.documents.formats.flow.words import LONGEST_WORD, clean, flowing
from wasat.documents.looks import Mark, Style

_WORD = re.compile(r"\S+")
_LINKS = ("http://", "https://", "mailto:")
_TARGET_CHARACTERS = 2_000
_UNSAFE = re.compile(r"[\s\x00-\x1f\x7f<>\"\\^`{|}]")  # Source: RFC 3986, no part of a URI


class Run(NamedTuple):
    """Text that looks the same throughout; a newline in it ends a line on purpose.

    Attributes:
        text: White space of any length counts as one space.
        styles: All styles but that of a link.
        target: Where it leads, as `find_target` returned it; empty if nowhere.
    """

    text: str
    styles: frozenset[Style] = frozenset()
    target: str = ""


PLAIN: frozenset[Style] = frozenset()


def find_target(address: str) -> str:
    """Return the address of a link if it is one that a reader may follow, else nothing.

    Only http, https and mailto; anything else could run or open something.
    """
    bare = address.strip()
    is_safe = bare.lower().startswith(_LINKS) and len(bare) <= _TARGET_CHARACTERS
    return bare if is_safe and not _UNSAFE.search(bare) else ""


def styled(runs: Sequence[Run]) -> tuple[Line, ...]:
    """Split runs into lines of words, and mark what looks other than the rest."""
    text = clean("".join([run.text for run in runs]))
    parts = text.split("\n")
    is_plain = not any(run.styles or run.target for run in runs)
    if is_plain or any(len(word) > LONGEST_WORD for word in text.split()):
        return flowing(parts, [Break.NEWLINE] * len(parts))
    return tuple(_iter_lines(parts, list(_iter_spans(runs))))


def texts_of(runs: Iterable[Run]) -> str:
    """Return the bare text of runs."""
    return "".join([run.text for run in runs])


class _Span(NamedTuple):
    """Where one style holds in the joined text of all runs."""

    start: int
    end: int
    style: Style
    target: str


def _iter_spans(runs: Sequence[Run]) -> Iterator[_Span]:
    """Yield stretches of one style, those of neighbouring runs made one."""
    at = 0
    open_spans: dict[tuple[Style, str], int] = {}
    for run in runs:
        wanted = {(style, "") for style in run.styles}
        if run.target:
            wanted.add((Style.LINK, run.target))
        for key in [key for key in open_spans if key not in wanted]:
            yield _Span(open_spans.pop(key), at, *key)
        for key in wanted:
            open_spans.setdefault(key, at)
        at += len(clean(run.text))
    for key, start in open_spans.items():
        yield _Span(start, at, *key)


def _iter_lines(parts: Sequence[str], spans: Sequence[_Span]) -> Iterator[Line]:
    """Yield the lines that have words; in linear time, since a paragraph may have many."""
    waiting = deque(sorted(span for span in spans if span.start < span.end))
    begun: list[_Span] = []
    start = 0
    for part in parts:
        while waiting and waiting[0].start < start + len(part):
            begun.append(waiting.popleft())
        found = list(_WORD.finditer(part))
        if found:
            yield Line(
                words=tuple(Word(word[0], NOWHERE) for word in found),
                ends_with=Break.NEWLINE,
                marks=tuple(sorted(_iter_marks(found, begun, start))),
            )
        start += len(part) + 1
        begun = [span for span in begun if span.end > start]


def _iter_marks(
    words: Sequence[re.Match[str]], spans: Sequence[_Span], start: int
) -> Iterator[Mark]:
    """Move spans from the text as it came to the words joined by one space."""
    starts = [start + word.start() for word in words]
    ends = [start + word.end() for word in words]
    places = list(accumulate((len(word[0]) + 1 for word in words), initial=0))
    for span in spans:
        first, last = bisect_right(ends, span.start), bisect_left(starts, span.end) - 1
        if first <= last:
            yield Mark(
                places[first] + max(span.start - starts[first], 0),
                places[last] + min(span.end, ends[last]) - starts[last],
                span.style,
                span.target,
            )
