"""The parts of a document: by its outline, else by the headings of one level, else equal ones."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from wasat.documents.document import OutlineEntry
from wasat.reader.prose.survey import Survey

_FEWEST = 2  # parts that divide a document
_MOST = 200  # of one level; a summary of more is none
_MOST_SHARE = 0.6  # of the words in one part; a level that leaves more in one divides badly
_LEAST_WORDS = 12  # of a part; what is shorter is a title or a line of a form
_SLICES = 10  # of a document without headings


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of a document.

    Attributes:
        title: Of its heading; empty before the first one and in a slice.
        start: How many words of prose stand before it.
        end: The same of its end.
    """

    title: str
    start: int
    end: int

    @property
    def words(self) -> int:
        """How many it has."""
        return self.end - self.start


def divide(survey: Survey, outline: Sequence[OutlineEntry] = ()) -> list[Part]:
    """Divide a document into parts that follow one another and leave nothing out.

    The outermost level that divides it evenly is taken, the author's outline before headings as
    they are printed.

    Args:
        survey: The document, or some of its pages.
        outline: Of the document.
    """
    divisions = [*_by_outline(survey, outline), *_by_headings(survey)]
    even = (parts for parts in divisions if _largest(parts) <= _MOST_SHARE)
    chosen = next(even, None) or min(divisions, key=_largest, default=[])
    return chosen if len(chosen) >= _FEWEST and _largest(chosen) < 1 else _slices(survey)


def slice_evenly(start: int, end: int, count: int) -> list[tuple[int, int]]:
    """Cut a stretch of words into so many of equal length."""
    edges = [start + (end - start) * at // count for at in range(count + 1)]
    return list(pairwise(edges))


def _by_outline(survey: Survey, outline: Sequence[OutlineEntry]) -> Iterator[list[Part]]:
    entries = [entry for entry in outline if entry.page in survey.pages and entry.title.strip()]
    for level in sorted({entry.level for entry in entries}):
        begun = [
            (survey.pages[entry.page], " ".join(entry.title.split()))
            for entry in entries
            if entry.level <= level
        ]
        yield from _join(begun, survey.words)


def _by_headings(survey: Survey) -> Iterator[list[Part]]:
    for level in sorted({mark.heading.level for mark in survey.marks}):
        begun = [
            (mark.start, mark.heading.title) for mark in survey.marks if mark.heading.level <= level
        ]
        yield from _join(begun, survey.words)


def _join(begun: Sequence[tuple[int, str]], words: int) -> Iterator[list[Part]]:
    """Make parts of where they begin; too short ones go to the part after them."""
    parts: list[Part] = []
    start, title = 0, ""
    for at, (here, named) in enumerate([*sorted(begun, key=lambda each: each[0]), (words, "")]):
        if here - start >= _LEAST_WORDS:
            parts.append(Part(title=title, start=start, end=here))
            start = here
        if at < len(begun):
            title = named
    if parts and start < words:
        parts[-1] = Part(title=parts[-1].title, start=parts[-1].start, end=words)
    if _FEWEST <= len(parts) <= _MOST:
        yield parts


def _slices(survey: Survey) -> list[Part]:
    count = min(_SLICES, max(1, survey.words // _LEAST_WORDS))
    edges = slice_evenly(0, survey.words, count)
    return [Part(title="", start=start, end=end) for start, end in edges]


def _largest(parts: Sequence[Part]) -> float:
    whole = sum(part.words for part in parts)
    return max((part.words / whole for part in parts), default=1.0) if whole else 1.0
