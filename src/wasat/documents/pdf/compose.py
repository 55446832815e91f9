"""A sheet to drafts of blocks in reading order."""

from collections.abc import Container, Sequence
from dataclasses import replace
from typing import NamedTuple

from wasat.box import Box, enclose
from wasat.documents.charts.read import read_chart
from wasat.documents.document import BlockKind, Origin, Table
from wasat.documents.formulas.find import find_formulas
from wasat.documents.layout.columns import Item, find_gutter, split_into_columns
from wasat.documents.layout.draft import Draft, DraftPage
from wasat.documents.layout.figures import Figure, describe_figures, find_figures
from wasat.documents.layout.hyphens import end_lines
from wasat.documents.layout.lines import (
    group_rows,
    join_stretched,
    make_lines,
    part_side_notes,
)
from wasat.documents.layout.lists import find_marker
from wasat.documents.layout.margins import Extent, Parted, part_margins
from wasat.documents.layout.notes import join_code, mark_captions, mark_labels, mark_notes
from wasat.documents.layout.paragraphs import measure_column, split_paragraphs
from wasat.documents.layout.running import Mark
from wasat.documents.layout.sheet import Sheet, Strip, Style
from wasat.documents.layout.strips import join_strips, make_strips
from wasat.documents.layout.turning import (
    choose_words,
    main_turn,
    tilt_back,
    turn_back,
    turn_sheet,
)
from wasat.documents.pdf.annotations.fields import draft_field
from wasat.documents.pdf.annotations.links import mark_links
from wasat.documents.pdf.annotations.notes import draft_note
from wasat.documents.tables.aligned import find_aligned, find_dense, has_prose_side
from wasat.documents.tables.edges import Edges, find_dividers, make_edges
from wasat.documents.tables.find import find_ruled_tables
from wasat.documents.tables.ruled import Found
from wasat.documents.tables.separators import TableLine
from wasat.documents.tables.tagged import find_tagged_tables
from wasat.documents.tags.headings import tell_by_tags
from wasat.documents.tags.items import mark_items

_SLACK = 4.0  # points by which words may reach out of the box of a formula


class Setting(NamedTuple):
    """What the first look at all pages has told of the document.

    Attributes:
        styles: Of all words, by number.
        body: The style of most characters.
        running: Marks of running headers and footers.
        vocabulary: Words in lower case.
        has_tagged_headings: Whether its structure tree names any.
    """

    styles: Sequence[Style]
    body: Style
    running: frozenset[Mark]
    vocabulary: Container[str]
    has_tagged_headings: bool = False


def compose(sheet: Sheet, setting: Setting) -> DraftPage:
    """Lay out one page in the direction most of it is written; the rest comes after."""
    main = main_turn(sheet.words)
    drafts: list[Draft] = []
    for turn in sorted({main, *sheet.words.turns.tolist()}, key=lambda turn: turn != main):
        turned = turn_sheet(sheet, turn)
        size = (turned.width, turned.height)
        if turn == main:
            found = _lay_out(turned, setting)
        else:
            heads, body, feet = _part(turned, setting)
            found = _text(group_rows(body), Edges((), ()), setting)
            found += _running([*heads, *feet], BlockKind.HEADER, setting)
        drafts.extend(turn_back(draft, turn, size) for draft in found)
    drafts = [mark_links(_settle(draft, sheet), sheet.links) for draft in drafts]
    drafts = describe_figures(drafts, sheet.described)
    drafts += map(draft_note, sheet.notes)
    return DraftPage(
        number=sheet.number,
        width=sheet.width,
        height=sheet.height,
        label=sheet.label,
        drafts=tuple(drafts),
        unread=sheet.unread,
    )


def _settle(draft: Draft, sheet: Sheet) -> Draft:
    """Put a block where it is shown, and tell where its words come from."""
    placed = tilt_back(draft, sheet.tilt, (sheet.width, sheet.height))
    is_other = placed.origin is Origin.TEXT and sheet.origin is not Origin.TEXT
    return replace(placed, origin=sheet.origin) if is_other else placed


def _lay_out(sheet: Sheet, setting: Setting) -> list[Draft]:
    heads, body, feet = _part(sheet, setting)
    drafts = _body(body, sheet, setting)
    drafts = tell_by_tags(drafts, sheet, is_telling=setting.has_tagged_headings)
    drafts = join_code(mark_items(drafts, sheet), setting.body)
    drafts = mark_notes(mark_captions(mark_labels(drafts)), setting.body, sheet.height)
    return [
        *_running(heads, BlockKind.HEADER, setting),
        *drafts,
        *_running(feet, BlockKind.FOOTER, setting),
    ]


def _part(sheet: Sheet, setting: Setting) -> Parted:
    """Make strips of the upright words: running headers, the body, running footers."""
    strips = make_strips(sheet.words, setting.styles, setting.body)
    page = Extent(sheet.width, sheet.height, setting.body.size)
    return part_margins(strips, page, setting.running)


def _running(strips: Sequence[Strip], kind: BlockKind, setting: Setting) -> list[Draft]:
    return [_draft([line], kind, setting, line, None) for line in make_lines(strips)]


def _body(strips: Sequence[Strip], sheet: Sheet, setting: Setting) -> list[Draft]:
    """What is told by its rules first, then columns, then what each column holds."""
    edges = make_edges(sheet.graphics)
    wholes, used = _wholes(strips, sheet, edges, setting)
    items = [Item(strip.box, key) for key, strip in enumerate(strips) if key not in used]
    items += [
        Item(draft.box, len(strips) + key, is_text=draft.kind is BlockKind.FORMULA)
        for key, draft in enumerate(wholes)
    ]
    drafts: list[Draft] = []
    for region in split_into_columns(items, setting.body.size, find_dividers(edges)):
        texts = [strips[item.key] for item in region if item.key < len(strips)]
        inside = [wholes[item.key - len(strips)] for item in region if item.key >= len(strips)]
        drafts.extend(_column(texts, inside, edges, setting))
    return drafts


def _wholes(
    strips: Sequence[Strip], sheet: Sheet, edges: Edges, setting: Setting
) -> tuple[list[Draft], set[int]]:
    """Tables, figures and fields, which no column cuts, and the strips they have used up."""
    tables = find_tagged_tables(strips, sheet, setting.vocabulary)
    used = {index for table in tables for index in table.used}
    left = [index for index in range(len(strips)) if index not in used]
    for ruled in find_ruled_tables([strips[i] for i in left], edges, setting.vocabulary):
        moved = ruled._replace(used=frozenset(left[i] for i in ruled.used))
        tables.append(moved)
        used |= moved.used
    wholes = [_table_draft(table.box, table.table) for table in tables]
    for dense in _dense_tables(strips, used, edges, setting):
        wholes.append(_table_draft(dense.box, dense.table))
        used |= dense.used
    page = Box(0.0, 0.0, sheet.width, sheet.height)
    for figure in find_figures(sheet.graphics, strips, [it.box for it in tables], page):
        wholes += _figure(figure, strips, sheet, used, setting)
    wholes += _formulas(strips, sheet, wholes, used, setting)
    wholes += [draft_field(field) for field in sheet.fields]
    return wholes, used


def _figure(
    figure: Figure, strips: Sequence[Strip], sheet: Sheet, used: set[int], setting: Setting
) -> list[Draft]:
    """A figure with the words in it, and the numbers it shows if it is a chart."""
    left = {key: strip for key, strip in enumerate(strips) if key not in used}
    chart = read_chart(figure.box, left, sheet.drawn, sheet.graphics.rules) if sheet.drawn else None
    keys, box = figure.labels - used, figure.box
    if chart is not None:
        keys, box = (keys | chart.labels) - chart.named, enclose([box, chart.box])
        used |= chart.named
    used |= keys
    lines = end_lines(make_lines([strips[key] for key in sorted(keys)]), setting.vocabulary)
    drafts = [Draft(kind=BlockKind.FIGURE, box=box, lines=lines, column=box)]
    if chart is not None:
        drafts.append(replace(_table_draft(box, chart.table), origin=Origin.DERIVED))
    return drafts


def _formulas(
    strips: Sequence[Strip],
    sheet: Sheet,
    wholes: Sequence[Draft],
    used: set[int],
    setting: Setting,
) -> list[Draft]:
    """Displayed formulas outside of what is whole already; the strips they are made of are used."""
    upright = choose_words(sheet.words, 0)
    taken = [whole.box for whole in wholes]
    drafts: list[Draft] = []
    for formula in find_formulas(upright, setting.styles, sheet.graphics.rules, taken):
        keys = {key for key, it in enumerate(strips) if it.box.overlap(formula.box) > 0}
        box = enclose(strips[key].box for key in keys)
        if keys & used or box.width > formula.box.width + _SLACK:
            continue
        used |= keys
        lines = end_lines(make_lines([strips[key] for key in sorted(keys)]), setting.vocabulary)
        drafts.append(
            Draft(kind=BlockKind.FORMULA, box=box, lines=lines, latex=formula.latex, column=box)
        )
    return drafts


def _dense_tables(
    strips: Sequence[Strip], used: Container[int], edges: Edges, setting: Setting
) -> list[Found]:
    """Open tables that are as wide as the page, and told without its columns."""
    rows = group_rows([strip for key, strip in enumerate(strips) if key not in used])
    if not (runs := find_dense(rows, is_mono=setting.body.is_mono)):
        return []
    keys = {id(strip): key for key, strip in enumerate(strips)}
    found: list[Found] = []
    gutter = find_gutter([Item(it.box, 0) for row in rows for it in row], setting.body.size)
    for start, end in runs:
        chosen = rows[start:end]
        if gutter is not None and has_prose_side(chosen, (gutter.x0 + gutter.x1) / 2):
            continue
        for run in find_aligned(chosen, edges.level, setting.vocabulary):
            inside = [strip for row in chosen[run.start : run.end] for strip in row]
            box = enclose(strip.box for strip in inside)
            found.append(Found(box, run.table, frozenset(keys[id(it)] for it in inside)))
    return found


def _column(
    strips: Sequence[Strip], wholes: Sequence[Draft], edges: Edges, setting: Setting
) -> list[Draft]:
    """Cut a column at what is whole; between is text, or open tables, and last the notes beside."""
    drafts: list[Draft] = []
    strips, notes = part_side_notes(strips)
    rows = join_stretched(group_rows(strips))
    for whole in sorted(wholes, key=lambda whole: whole.box.top):
        above = [row for row in rows if _middle(row) < _limit(whole)]
        rows = rows[len(above) :]
        drafts.extend(_text(above, edges, setting))
        drafts.append(whole)
    return [*drafts, *_text(rows, edges, setting), *_text(group_rows(notes), edges, setting)]


def _limit(whole: Draft) -> float:
    """Text that stands higher is read before: a field's label may stand beside it."""
    return whole.box.bottom if whole.kind is BlockKind.FIELD else whole.box.top


def _text(rows: Sequence[TableLine], edges: Edges, setting: Setting) -> list[Draft]:
    drafts: list[Draft] = []
    at = 0
    is_mono = setting.body.is_mono
    for run in find_aligned(rows, edges.level, setting.vocabulary, is_mono=is_mono):
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
        drafts.append(_draft(paragraph, BlockKind.PARAGRAPH, setting, above, column.box))
        above = paragraph[-1]
    return drafts


def _table_draft(box: Box, table: Table) -> Draft:
    return Draft(kind=BlockKind.TABLE, box=box, table=table, column=box)


def _draft(
    lines: Sequence[Strip], kind: BlockKind, setting: Setting, above: Strip, column: Box | None
) -> Draft:
    box = enclose(line.box for line in lines)
    marker = find_marker(lines[0].words) if kind is BlockKind.PARAGRAPH else None
    first = lines[0]._replace(words=lines[0].words[1:]) if marker else lines[0]
    return Draft(
        kind=BlockKind.LIST_ITEM if marker else kind,
        box=box,
        lines=end_lines([first, *lines[1:]], setting.vocabulary),
        style=max(lines, key=lambda line: (not line.style.is_mono, len(line.text))).style,
        level=1 if marker else 0,
        marker=marker or "",
        is_mono=all(line.style.is_mono for line in lines),
        first=lines[0].words[0] if marker else None,
        gap=max(0.0, box.top - above.box.bottom),
        column=column or box,
    )


def _middle(row: TableLine) -> float:
    return (row[0].box.top + row[0].box.bottom) / 2
