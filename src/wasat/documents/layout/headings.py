"""Headings and their levels, from how the whole document is set."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from wasat.documents.document import BlockKind
from wasat.documents.layout.draft import Draft
from wasat.documents.layout.sheet import Style

_LARGER = 1.08  # of the body's size
_MOST_WORDS = 30
_MOST_LINES = 4
_NUMBERED = re.compile(r"^(\d{1,2}(\.\d{1,2}){0,4}\.?|[A-Z]\.|[IVX]{1,4}\.)\s+\S")
_LETTER = re.compile(r"[^\W\d_]{2}|[\u3040-\u9fff\uac00-\ud7af]")
_SENTENCE_END = (".", ",", ";", "\u3002")

Look = tuple[float, bool, bool]  # size, bold, italic


def body_style(counts: Counter[Style]) -> Style:
    """Return the style of most characters of the document.

    Args:
        counts: Characters by style.
    """
    sizes: Counter[float] = Counter()
    for style, count in counts.items():
        sizes[style.size] += count
    if not sizes:
        return Style(10.0)
    size = sizes.most_common(1)[0][0]
    return max((style for style in counts if style.size == size), key=lambda style: counts[style])


def is_heading(draft: Draft, body: Style) -> bool:
    """Whether a paragraph looks like a heading beside the body of its document."""
    text = draft.text
    if draft.kind is not BlockKind.PARAGRAPH or len(draft.lines) > _MOST_LINES:
        return False
    if not _LETTER.search(text) or len(text.split()) > _MOST_WORDS:
        return False
    if draft.style.size < 0.95 * body.size or (draft.style.is_mono and not body.is_mono):
        return False
    stands_out = draft.style.size >= _LARGER * body.size
    is_heavier = draft.style.is_bold and not body.is_bold
    if stands_out:
        return True
    return is_heavier and not (text.endswith(_SENTENCE_END) and not _NUMBERED.match(text))


def look(draft: Draft) -> Look:
    """Return by what the level of a heading is told."""
    return (draft.style.size, draft.style.is_bold, draft.style.is_italic)


@dataclass(frozen=True, slots=True)
class Levels:
    """Levels by look, 1 for the largest."""

    by_look: dict[Look, int]

    def of(self, draft: Draft) -> int:
        """Return the level of a heading, 1 to 6."""
        return min(6, self.by_look.get(look(draft), 6))


def rank_looks(looks: Iterable[Look]) -> Levels:
    """Order the looks of all headings: larger before smaller, bold before not."""
    ordered = sorted(set(looks), key=lambda it: (-it[0], not it[1], it[2]))
    return Levels({it: rank for rank, it in enumerate(ordered, 1)})


def mark_headings(drafts: Sequence[Draft], levels: Levels, body: Style) -> list[Draft]:
    """Give headings their kind and level."""
    return [
        replace(draft, kind=BlockKind.HEADING, level=levels.of(draft))
        if is_heading(draft, body)
        else draft
        for draft in drafts
    ]
