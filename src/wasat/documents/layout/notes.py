"""Blocks that are told by their place beside others: captions, footnotes, code."""

import re
from collections.abc import Sequence
from dataclasses import replace

from wasat.box import Box, enclose
from wasat.documents.document import BlockKind, Break, Origin
from wasat.documents.layout.draft import Draft
from wasat.documents.layout.sheet import Style
from wasat.documents.looks import Style as Look

_CAPTION = re.compile(
    r"^(table|tab\.|figure|fig\.|fig|chart|exhibit|box|plate|scheme|listing|tabelle|abbildung|abb\.|"
    r"tableau|graphique|tabla|cuadro|figura|gráfico|tabela|quadro|tabella|tablo|şekil|"
    r"таблица|рисунок|рис\.|таблиця|рисунок|表|図|图|圖|표|그림|तालिका|चित्र)\s*"
    r"[\dIVXA-Z]{1,4}([.\-\u2013]\d{1,3})*\s*[.:)\u2014\u2013\u3000\uff1a]?(\s|$|[^\w\s])",
    re.IGNORECASE,
)
_CAPTION_REACH = 3.5  # lines between a caption and what it names
_LONGEST_CAPTION = 120  # words
# asterisk, dagger, section, pilcrow, double line, as Unicode has them and as TeX draws them
_SIGNS = "*\u2217\u2020\u2021\u00a7\u00b6\u2016\u2225"
_RAISED = "[\u00b9\u00b2\u00b3\u2070-\u2079]+"
_MARK = re.compile(rf"^(\(?\d{{1,3}}[.)\]]?|[{_SIGNS}#]{{1,3}}|[a-z][.)]?|{_RAISED})$")
_GLUED_MARK = re.compile(rf"^(\d{{1,3}}|[{_SIGNS}]{{1,3}}|{_RAISED})[^\W\d_]")
_NOTE_SIGN = re.compile(rf"[{_SIGNS}]{{1,3}}|{_RAISED}")
_LONGEST_MARK = 4  # characters, those of "12)" and one more
_NOTE_REACH = 2.5  # of the font size: white space between a table and the notes below it
_SMALLER = 0.94  # of the body's size
_LARGER = 1.05  # of the body's size: code is not
_STATEMENT = re.compile(r"\S\s+(=|[-+*/:!<>]=|=>|->|&&|\|\|)\s+\S|[;{}]$")  # no words of a title
_LOWER_PART = 0.5  # of the page
_BESIDE = 0.6  # share of the lower of two boxes


def mark_captions(drafts: Sequence[Draft]) -> list[Draft]:
    """Make captions of paragraphs that say so and stand next to a table or figure.

    A caption above its figure is moved behind it.
    """
    marked = list(drafts)
    for index, draft in enumerate(marked):
        if draft.kind is BlockKind.PARAGRAPH and _says_caption(draft):
            around = marked[max(0, index - 1) : index] + marked[index + 1 : index + 2]
            if any(_is_named_by(other, draft) for other in around):
                marked[index] = replace(draft, kind=BlockKind.CAPTION)
    for index in range(len(marked) - 1):
        above, below = marked[index], marked[index + 1]
        is_first = index == 0 or marked[index - 1].kind is not BlockKind.FIGURE
        if above.kind is BlockKind.CAPTION and below.kind is BlockKind.FIGURE and is_first:
            marked[index], marked[index + 1] = below, above
    return _numbers_last(marked)


def _numbers_last(drafts: Sequence[Draft]) -> list[Draft]:
    """Put what was read off a chart behind its caption, which belongs to the drawing."""
    moved = list(drafts)
    for index in range(len(moved) - 1):
        table, caption = moved[index], moved[index + 1]
        if table.origin is Origin.DERIVED and caption.kind is BlockKind.CAPTION:
            moved[index], moved[index + 1] = caption, table
    return moved


def mark_notes(drafts: Sequence[Draft], body: Style, height: float) -> list[Draft]:
    """Make notes of what stands below tables and at the foot of columns with a mark before it."""
    return mark_footnotes(mark_table_notes(drafts, body), body, height)


def mark_table_notes(drafts: Sequence[Draft], body: Style) -> list[Draft]:
    """Make notes of what stands close below a table with a sign of the table, or small with a mark.

    What is small and follows such a note, as where its figures come from, is one too.
    """
    marked = list(drafts)
    table: Draft | None = None
    above: Draft | None = None
    for index, draft in enumerate(marked):
        if draft.table is not None:
            table = above = draft
        elif table is not None and above is not None and _is_table_note(draft, above, table, body):
            marked[index] = above = replace(draft, kind=BlockKind.FOOTNOTE, level=0)
        else:
            above = None
    return marked


def _is_table_note(draft: Draft, above: Draft, table: Draft, body: Style) -> bool:
    if draft.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) or not draft.lines:
        return False
    gap = draft.box.top - above.box.bottom
    if not -draft.box.height < gap <= _NOTE_REACH * max(draft.style.size, 1.0):
        return False
    if _is_small_print(draft, body):
        return _has_mark(draft) or above.kind is BlockKind.FOOTNOTE
    sign = _NOTE_SIGN.match(draft.marked_text)
    return sign is not None and sign[0] in table.block().text


def mark_footnotes(drafts: Sequence[Draft], body: Style, height: float) -> list[Draft]:
    """Make footnotes of small print at the foot of a column that begins with a mark."""
    marked = list(drafts)
    is_open = False
    for index, draft in enumerate(marked):
        if not _is_small_print(draft, body) or draft.box.top < _LOWER_PART * height:
            is_open = False
            continue
        is_open = (is_open or _has_mark(draft)) and _is_lowest(draft, drafts, body)
        if is_open:
            marked[index] = replace(draft, kind=BlockKind.FOOTNOTE, level=0)
    return marked


def mark_labels(drafts: Sequence[Draft]) -> list[Draft]:
    """Mark what stands on the line of a form's field: however it is set, it is no heading."""
    fields = [draft.box for draft in drafts if draft.kind is BlockKind.FIELD]
    return [
        replace(draft, is_label=True)
        if draft.kind is BlockKind.PARAGRAPH
        and any(_stands_beside(draft.box, field) for field in fields)
        else draft
        for draft in drafts
    ]


def join_code(drafts: Sequence[Draft], body: Style) -> list[Draft]:
    """Make code of paragraphs in glyphs of equal width, and join what is set without a gap."""
    joined: list[Draft] = []
    for draft in drafts:
        if not _is_code(draft, body):
            joined.append(draft)
            continue
        code = replace(
            draft,
            kind=BlockKind.CODE,
            level=0,
            marker="",
            lines=tuple(replace(line, ends_with=Break.NEWLINE) for line in draft.marked_lines),
        )
        above = joined[-1] if joined else None
        if above is not None and above.kind is BlockKind.CODE and _goes_on(above, code):
            joined[-1] = replace(
                above, lines=above.lines + code.lines, box=enclose([above.box, code.box])
            )
        else:
            joined.append(code)
    return joined


def _is_code(draft: Draft, body: Style) -> bool:
    """Whether it is set like code, and neither a heading nor an item that names some code."""
    is_item = draft.kind is BlockKind.LIST_ITEM and not draft.marker.isascii()
    is_text = draft.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) and not is_item
    is_large = draft.style.size > _LARGER * body.size and not _STATEMENT.search(draft.text)
    stands_out = draft.style.is_bold or is_large
    return is_text and draft.is_mono and not body.is_mono and not stands_out


def _says_caption(draft: Draft) -> bool:
    text = draft.text
    return bool(_CAPTION.match(text)) and len(text.split()) <= _LONGEST_CAPTION


def _is_named_by(other: Draft, caption: Draft) -> bool:
    if other.kind not in (BlockKind.TABLE, BlockKind.FIGURE):
        return False
    apart = max(other.box.top - caption.box.bottom, caption.box.top - other.box.bottom)
    return apart <= _CAPTION_REACH * max(caption.style.size, 8.0)


def _is_small_print(draft: Draft, body: Style) -> bool:
    """Whether it is text smaller than the body; numbered in bold type it is rather a title."""
    is_text = draft.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
    is_title = draft.style.is_bold and not body.is_bold and draft.marker[:1].isalnum()
    return is_text and not is_title and 0 < draft.style.size < _SMALLER * body.size


def _has_mark(draft: Draft) -> bool:
    if draft.marker or _begins_raised(draft):
        return True
    words = draft.lines[0].words
    first = words[0].text
    return bool(_MARK.match(first) and len(words) > 1) or bool(_GLUED_MARK.match(first))


def _begins_raised(draft: Draft) -> bool:
    """Whether its first signs are raised, and no others of its first word."""
    return any(
        mark.start == 0 and mark.style is Look.SUPERSCRIPT and mark.end <= _LONGEST_MARK
        for mark in draft.lines[0].marks
    )


def _is_lowest(draft: Draft, drafts: Sequence[Draft], body: Style) -> bool:
    """Whether nothing but small print and footers stands under it in its column."""
    return not any(
        other.box.top > draft.box.bottom - 1
        and other.box.x0 < draft.box.x1
        and draft.box.x0 < other.box.x1
        and other.kind not in (BlockKind.FOOTER, BlockKind.FOOTNOTE)
        and not _is_small_print(other, body)
        for other in drafts
    )


def _stands_beside(box: Box, field: Box) -> bool:
    shared = min(box.bottom, field.bottom) - max(box.top, field.top)
    return shared > _BESIDE * min(box.height, field.height)


def _goes_on(above: Draft, code: Draft) -> bool:
    is_near = code.box.top - above.box.bottom < 2.2 * code.style.size
    return is_near and abs(code.style.size - above.style.size) < 0.5
