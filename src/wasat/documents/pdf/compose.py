"""A sheet to drafts of blocks in reading order."""

from collections.abc import Container, Sequence
from typing import NamedTuple

from wasat.box import enclose
from wasat.documents.document import BlockKind
from wasat.documents.layout.columns import Item, split_into_columns
from wasat.documents.layout.draft import Draft, DraftPage
from wasat.documents.layout.hyphens import end_lines
from wasat.documents.layout.lines import make_lines
from wasat.documents.layout.lists import find_marker
from wasat.documents.layout.paragraphs import measure_column, split_paragraphs
from wasat.documents.layout.running import Mark, running_kind
from wasat.documents.layout.sheet import Sheet, Strip, Style
from wasat.documents.layout.strips import make_strips


class Setting(NamedTuple):
    """What the first look at all pages has told of the document.

    Attributes:
        styles: Of all words, by number.
        body: The style of most characters.
        running: Marks of running headers and footers.
        vocabulary: Words in lower case.
    """

    styles: Sequence[Style]
    body: Style
    running: set[Mark]
    vocabulary: Container[str]


def compose(sheet: Sheet, setting: Setting) -> DraftPage:
    """Lay out one page."""
    strips = make_strips(sheet.words, setting.styles)
    heads: list[Strip] = []
    feet: list[Strip] = []
    body: list[Strip] = []
    for strip in strips:
        kind = running_kind(strip, sheet.height, setting.running)
        {None: body, BlockKind.HEADER: heads, BlockKind.FOOTER: feet}[kind].append(strip)
    drafts = [
        *_running(heads, BlockKind.HEADER, setting),
        *_body(body, setting),
        *_running(feet, BlockKind.FOOTER, setting),
    ]
    return DraftPage(
        number=sheet.number,
        width=sheet.width,
        height=sheet.height,
        label=sheet.label,
        drafts=tuple(drafts),
        unread=sheet.unread,
    )


def _running(strips: Sequence[Strip], kind: BlockKind, setting: Setting) -> list[Draft]:
    return [_draft([line], kind, setting, line) for line in make_lines(strips)]


def _body(strips: Sequence[Strip], setting: Setting) -> list[Draft]:
    items = [Item(strip.box, place) for place, strip in enumerate(strips)]
    drafts: list[Draft] = []
    for region in split_into_columns(items, setting.body.size):
        drafts.extend(_column([strips[item.key] for item in region], setting))
    return drafts


def _column(strips: Sequence[Strip], setting: Setting) -> list[Draft]:
    lines = make_lines(strips)
    column = measure_column(lines)
    drafts: list[Draft] = []
    above = lines[0]
    for paragraph in split_paragraphs(lines, column):
        drafts.append(_draft(paragraph, BlockKind.PARAGRAPH, setting, above))
        above = paragraph[-1]
    return drafts


def _draft(lines: Sequence[Strip], kind: BlockKind, setting: Setting, above: Strip) -> Draft:
    box = enclose(line.box for line in lines)
    marker = find_marker(lines[0].words) if kind is BlockKind.PARAGRAPH else None
    first = lines[0]._replace(words=lines[0].words[1:]) if marker else lines[0]
    return Draft(
        kind=BlockKind.LIST_ITEM if marker else kind,
        box=box,
        lines=end_lines([first, *lines[1:]], setting.vocabulary),
        style=max(lines, key=lambda line: len(line.text)).style,
        level=1 if marker else 0,
        marker=marker or "",
        gap=max(0.0, box.top - above.box.bottom),
        column=box,
    )
