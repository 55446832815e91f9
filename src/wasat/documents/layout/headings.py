"""Headings and their levels, from how the whole document is set."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from wasat.documents.document import BlockKind, Origin
from wasat.documents.layout.draft import TEXT, Draft
from wasat.documents.layout.lists import is_entry
from wasat.documents.layout.marks import without_bold
from wasat.documents.layout.sheet import Style

_LARGER = 1.08  # of the body's size
_MUCH_LARGER = 1.3  # of the body's size: a title, even if it is tagged as a paragraph
_LOWEST = 6  # level of headings
_MOST_WORDS = 30
_MOST_LINES = 4
_SMALLEST = 0.95  # of the body's size
_SMALLEST_BOLD = 0.85  # likewise, if numbered or told: sans serif letters are as tall in it
_SENTENCE = 6  # words: with a full stop behind so many, text that is a little larger is no title
_SECTION = re.compile(r"^\d{1,2}(\.\d{1,2}){1,4}\.?\s+[^\W\d_]\S*(\s+\S+){0,11}$")
# of the styles of IEEE and of the American Physical Society: "IV. RESULTS", below it "A. Setup"
_BOLD_SECTION = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,4}\.?|[A-Z]\.|[IVX]{1,5}\.)\s+[^\W\d_].*")
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+[^\W\d_]")
_CAPITAL_SECTION = re.compile(r"[IVXL]{1,6}\.\s+\D*")
_ITALIC_SECTION = re.compile(r"[A-Z]\.\s+[A-Z]\S*(?:\s+\S+){0,11}")
_SMALL_CAPITALS = 0.75  # of the body's size: most letters of a line set in small capitals
_LETTER = re.compile(r"[^\W\d_]{2}|[\u3040-\u9fff\uac00-\ud7af]")
# what stands over a remark that is set apart, in the words of DocBook, Sphinx and their kin
_REMARK = re.compile(
    r"(?:note|tip|hint|warning|caution|danger|attention|important|see also|"
    r"hinweis|anmerkung|tipp|warnung|achtung|vorsicht|wichtig|gefahr|siehe auch|"
    r"remarque|astuce|avertissement|mise en garde|voir aussi|"
    r"nota|aviso|advertencia|atenci[oó]n|consejo|importante|precauci[oó]n|"
    r"dica|aten[cç][aã]o|cuidado|suggerimento|avvertimento|attenzione|avviso|"
    r"not|uyarı|ipucu|dikkat|önemli|opmerking|waarschuwing|let op|"
    r"примечание|замечание|внимание|предупреждение|подсказка|совет|важно|предостережение|осторожно|"
    r"примітка|увага|порада|попередження|"
    r"注意|警告|重要|ヒント|注記|备注|備註|提示|小心|참고|주의|경고|"
    r"ملاحظة|تحذير|הערה|אזהרה)\s*[:：!]?",
    re.IGNORECASE,
)
_UNSPACED = re.compile("[\u3040-\u9fff]")
_OPEN_END = ",;-\u2010"
_SENTENCE_END = (".", ",", ";", "\u3002")
_FULL_STOP = (".", "\u3002", "\u0964")

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

    It is larger, or bold where the body is not, or numbered like a section, or tags or bookmarks
    say so. What a number begins is taken for an item of a list at first.
    """
    if len(draft.lines) > _MOST_LINES or not _may_be_heading(draft):
        return False
    if _is_lettered(draft, body):
        return draft.told != TEXT
    if draft.told > 0 or draft.style.size < _SMALLEST * body.size:
        return draft.style.size >= _SMALLEST * body.size or _is_small_section(draft, body)
    text = draft.marked_text
    is_large = draft.style.size >= _MUCH_LARGER * body.size
    if not is_large and (draft.told == TEXT or _REMARK.fullmatch(text)):
        return False
    return _stands_out(draft, text, body)


def _is_lettered(draft: Draft, body: Style) -> bool:
    """Whether it is a section numbered by Roman figures in capitals, or by a letter in italics."""
    text = draft.marked_text
    if draft.style.size < _SMALL_CAPITALS * body.size or text.endswith(_SENTENCE_END):
        return False
    if text.isupper() and _CAPITAL_SECTION.fullmatch(text):
        return True
    is_set_off = draft.style.is_italic and not body.is_italic and len(draft.lines) == 1
    return is_set_off and _ITALIC_SECTION.fullmatch(text) is not None


def _is_small_section(draft: Draft, body: Style) -> bool:
    """Whether it is bold, no more than a little smaller than the body, and numbered or told."""
    if draft.style.size < _SMALLEST_BOLD * body.size or not draft.style.is_bold or body.is_bold:
        return False
    text = draft.marked_text
    is_section = _BOLD_SECTION.fullmatch(text) is not None and draft.told != TEXT
    return (is_section or draft.told > 0) and not text.endswith(_SENTENCE_END)


def _stands_out(draft: Draft, text: str, body: Style) -> bool:
    """Whether it is set or numbered like a heading, and no sentence."""
    is_torn = _is_torn(text, draft.style)
    is_sentence = text.endswith(_SENTENCE_END) or is_torn
    if draft.style.size >= _LARGER * body.size:
        is_item = is_sentence and draft.kind is BlockKind.LIST_ITEM
        return not (is_torn or is_item or _is_prose(draft, text, body))
    is_typed = draft.style.is_mono and not body.is_mono  # "> make install" is no title
    is_heavier = draft.style.is_bold and not body.is_bold and not is_typed
    is_numbered = bool(_SECTION.match(text)) and len(draft.lines) == 1
    return (is_heavier or is_numbered) and not is_sentence


def _may_be_heading(draft: Draft) -> bool:
    """Whether it is text, and short enough."""
    is_text = draft.kind is BlockKind.PARAGRAPH or (
        draft.kind is BlockKind.LIST_ITEM and draft.marker[:1].isalnum()
    )
    if not is_text or draft.is_label:
        return False
    text = draft.marked_text
    is_short = len(text.split()) <= _MOST_WORDS
    return is_short and not is_entry(text) and bool(_LETTER.search(text))


def _is_torn(text: str, style: Style) -> bool:
    """Whether it is a part of a sentence: sizes waver in text that was recognised on a scan."""
    begins_inside = text[0].islower() and not (style.is_bold or style.is_mono)
    return begins_inside or text[-1] in _OPEN_END


def _is_prose(draft: Draft, text: str, body: Style) -> bool:
    """Whether it is a sentence set a little larger, as where most of a document is tables."""
    is_plain = draft.style.is_bold <= body.is_bold and draft.style.size < _MUCH_LARGER * body.size
    is_long = len(text.split()) >= _SENTENCE or _UNSPACED.search(text) is not None
    return is_plain and is_long and text.endswith(_FULL_STOP)


def look(draft: Draft) -> Look:
    """Return by what the level of a heading is told."""
    return (draft.style.size, draft.style.is_bold, draft.style.is_italic)


class Claim(NamedTuple):
    """A look of headings, and the level that tags or bookmarks give to one of them; 0 is none.

    Of what was read on a picture the size is measured, not known. The depth is that of its number:
    2 for "3.1"; 0 is none.
    """

    look: Look
    told: int
    is_named: bool
    is_measured: bool = False
    depth: int = 0


def claim(draft: Draft) -> Claim:
    """Return what a heading says of the headings that look like it."""
    is_measured = draft.origin is Origin.OCR
    depth = _depth(draft.marked_text)
    return Claim(look(draft), max(draft.told, 0), draft.is_named, is_measured, depth)


def _depth(text: str) -> int:
    """Return how deep a section is by its number; 0 if it has none."""
    number = _NUMBERED.match(text)
    return number[1].count(".") + 1 if number else 0


@dataclass(frozen=True, slots=True)
class Levels:
    """Levels of headings.

    Attributes:
        by_look: Of those that nothing tells of, 1 for the largest.
        offset: How many levels above the bookmarks' first the document has.
        depths: Of the numbers at that level, for looks that numbered headings have.
    """

    by_look: dict[Look, int]
    offset: int = 0
    depths: Mapping[Look, int] = field(default_factory=dict[Look, int])

    def of(self, draft: Draft) -> int:
        """Return the level of a heading, 1 to 6."""
        if draft.told > 0:
            return min(_LOWEST, draft.told + (self.offset if draft.is_named else 0))
        own = look(draft)
        depth = _depth(draft.marked_text)
        deeper = depth - self.depths.get(own, depth) if depth else 0
        return max(1, min(_LOWEST, self.by_look.get(own, _LOWEST) + deeper))


def rank_looks(claims: Mapping[Claim, int]) -> Levels:
    """Order the looks of all headings: larger before smaller, bold before not.

    Looks whose level is told have it; one that nothing tells of is a level below the look before.
    Where there are more looks than levels, the rarest share the level of the look before. What was
    read on pictures takes the level of what is printed nearly as large elsewhere.

    Args:
        claims: How often each was made.
    """
    known = {it.look for it in claims if not it.is_measured}
    looks = known or {it.look for it in claims}
    ordered = sorted(looks, key=lambda it: (-it[0], not it[1], it[2]))
    told = {it: _usual_level(it, claims) for it in ordered}
    first = next((told[it] for it in ordered if told[it]), 0)
    has_named = any(it.is_named for it in claims)
    offset = int(has_named and first == 1 and not told[ordered[0]])
    own = _most_frequent(ordered, claims)
    by_look: dict[Look, int] = {}
    level = 0
    for it in ordered:
        level = told[it] + offset if told[it] else level + (it in own)
        by_look[it] = level
    for it in {it.look for it in claims} - looks:
        by_look[it] = by_look[min(ordered, key=lambda other: abs(other[0] - it[0]))]
    return Levels(by_look, offset, _usual_depths(claims, told))


def _usual_depths(claims: Mapping[Claim, int], told: Mapping[Look, int]) -> dict[Look, int]:
    """Return how deep the numbers at the level of each look are: the least deep, if none is told.

    Sections and those below them may be set alike.
    """
    depths: dict[Look, int] = {}
    for it in claims:
        if it.depth and it.told == told.get(it.look, 0):
            depths[it.look] = min(it.depth, depths.get(it.look, it.depth))
    return depths


def _most_frequent(ordered: Sequence[Look], claims: Mapping[Claim, int]) -> set[Look]:
    """Return as many looks as there are levels: the first one, and those that most headings have.

    Every line of a cover may be set in another size.
    """
    counts: Counter[Look] = Counter()
    for it, count in claims.items():
        counts[it.look] += count
    rest = sorted(ordered[1:], key=lambda it: -counts[it])
    return {*ordered[:1], *rest[: _LOWEST - 1]}


def _usual_level(look: Look, claims: Mapping[Claim, int]) -> int:
    """Return the level that most headings of one look are told to have; 0 if none is told."""
    counts: Counter[int] = Counter()
    for it, count in claims.items():
        if it.look == look and it.told:
            counts[it.told] += count
    return counts.most_common(1)[0][0] if counts else 0


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
