"""A sheet to drafts of blocks in reading order."""

from collections.abc import Container, Sequence
from typing import NamedTuple

from wasat.box import Box, enclose
from wasat.documents.document import BlockKind, Table
from wasat.documents.layout.columns import Item, split_into_columns
from wasat.documents.layout.draft import Draft, DraftPage
from wasat.documents.layout.hyphens import end_lines
from wasat.documents.layout.lines import group_rows, make_lines
from wasat.documents.layout.lists import find_marker
from wasat.documents.layout.paragraphs import measure_column, split_paragraphs
from wasat.documents.layout.running import Mark, running_kind
from wasat.documents.layout.sheet import Sheet, Strip, Style
from wasat.documents.layout.strips import join_strips, make_strips
from wasat.documents.tables.aligned import find_aligned
from wasat.documents.tables.edges import Edges, make_edges
from wasat.documents.tables.find import find_ruled_tables
from wasat.documents.tables.ruled import Found
from wasat.documents.tables.separators import TableLine


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
        *_body(body, sheet, setting),
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


def _body(strips: Sequence[Strip], sheet: Sheet, setting: Setting) -> list[Draft]:
    """Tables by their rules first, then columns, then what each column holds."""
    edges = make_edges(sheet.graphics)
    tables = find_ruled_tables(strips, edges, setting.vocabulary)
    used = frozenset(index for table in tables for index in table.used)
    items = [Item(strip.box, key) for key, strip in enumerate(strips) if key not in used]
    items += [Item(table.box, len(strips) + key, is_text=False) for key, table in enumerate(tables)]
    drafts: list[Draft] = []
    for region in split_into_columns(items, setting.body.size):
        texts = [strips[item.key] for item in region if item.is_text]
        whole = [tables[item.key - len(strips)] for item in region if not item.is_text]
        drafts.extend(_column(texts, whole, edges, setting))
    return drafts


def _column(
    strips: Sequence[Strip], tables: Sequence[Found], edges: Edges, setting: Setting
) -> list[Draft]:
    """Cut a column at its ruled tables; what lies between them is text, or open tables."""
    drafts: list[Draft] = []
    rows = group_rows(strips)
    for table in sorted(tables, key=lambda table: table.box.top):
        above = [row for row in rows if _middle(row) < table.box.top]
        rows = rows[len(above) :]
        drafts.extend(_text(above, edges, setting))
        drafts.append(_table_draft(table.box, table.table))
    drafts.extend(_text(rows, edges, setting))
    return drafts


def _text(rows: Sequence[TableLine], edges: Edges, setting: Setting) -> list[Draft]:
    drafts: list[Draft] = []
    at = 0
    for run in find_aligned(rows, edges.level, setting.vocabulary):
        drafts.extend(_paragraphs(rows[at : run.start], setting))
        box = enclose(strip.box for row in rows[run.start : run.end] for strip in row)
        drafts.append(_table_draft(box, run.table))
        at = run.end
    drafts.extend(_paragraphs(rows[at:], setting))
    return drafts


def _paragraphs(rows: Sequence[TableLine], setting: Setting) -> list[Draft]:
    if not rows:
        return []
    lines = [join_strips(row) for row in rows]
    column = measure_column(lines)
    drafts: list[Draft] = []
    above = lines[0]
    for paragraph in split_paragraphs(lines, column):
        drafts.append(_draft(paragraph, BlockKind.PARAGRAPH, setting, above))
        above = paragraph[-1]
    return drafts


def _table_draft(box: Box, table: Table) -> Draft:
    return Draft(kind=BlockKind.TABLE, box=box, table=table, column=box)


def _middle(row: TableLine) -> float:
    return (row[0].box.top + row[0].box.bottom) / 2


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
