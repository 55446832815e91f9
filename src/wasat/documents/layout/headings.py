"""Headings and their levels, from how the whole document is set."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from wasat.documents.document import BlockKind
from wasat.documents.layout.draft import Draft
from wasat.documents.layout.marks import without_bold
from wasat.documents.layout.sheet import Style

_LARGER = 1.08  # of the body's size
_MOST_WORDS = 30
_MOST_LINES = 4
_SMALLEST = 0.95  # of the body's size
_SECTION = re.compile(r"^\d{1,2}(\.\d{1,2}){1,4}\.?\s+[^\W\d_]\S*(\s+\S+){0,11}$")
_LETTER = re.compile(r"[^\W\d_]{2}|[\u3040-\u9fff\uac00-\ud7af]")
_OPEN_END = ",;-\u2010"
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
    """Whether a paragraph looks like a heading beside the body of its document.

    It is larger, or bold where the body is not, or numbered like a section. What a number begins
    is taken for an item of a list at first.
    """
    text = draft.marked_text
    is_text = draft.kind is BlockKind.PARAGRAPH or (
        draft.kind is BlockKind.LIST_ITEM and draft.marker[:1].isalnum()
    )
    if draft.is_label or not is_text or len(draft.lines) > _MOST_LINES or not _LETTER.search(text):
        return False
    if len(text.split()) > _MOST_WORDS or draft.style.size < _SMALLEST * body.size:
        return False
    is_sentence = text.endswith(_SENTENCE_END) or _is_torn(text, draft.style)
    if draft.style.size >= _LARGER * body.size:
        is_torn = _is_torn(text, draft.style)
        return not is_torn and not (is_sentence and draft.kind is BlockKind.LIST_ITEM)
    is_heavier = draft.style.is_bold and not body.is_bold
    is_numbered = bool(_SECTION.match(text)) and len(draft.lines) == 1
    return (is_heavier or is_numbered) and not is_sentence


def _is_torn(text: str, style: Style) -> bool:
    """Whether it is a part of a sentence: sizes waver in text that was recognised on a scan."""
    begins_inside = text[0].islower() and not (style.is_bold or style.is_mono)
    return begins_inside or text[-1] in _OPEN_END


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
    """Give headings their kind and level; their number belongs to their words."""
    return [
        replace(
            draft,
            kind=BlockKind.HEADING,
            level=levels.of(draft),
            marker="",
            lines=without_bold(draft.marked_lines),
        )
        if is_heading(draft, body)
        else draft
        for draft in drafts
    ]
