"""Drafts to pages, once all pages have been laid out: levels, and tables that go on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from wasat.box import enclose
from wasat.documents.document import BlockKind, Line, Origin, Page, Table
from wasat.documents.layout.draft import Draft, DraftPage
from wasat.documents.layout.headings import Levels, mark_headings
from wasat.documents.layout.lists import keep_numbers, nest_items
from wasat.documents.layout.sheet import Style
from wasat.documents.tables.continued import adopt, continues, mark_continued, merge
from wasat.documents.tables.mirror import read_from_right

_ROWS = (BlockKind.TABLE, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.HEADING)
_ASIDE = (BlockKind.HEADER, BlockKind.FOOTER, BlockKind.FOOTNOTE)


def finish_pages(pages: Iterable[DraftPage], levels: Levels, body: Style) -> Iterator[Page]:
    """Yield finished pages, one at a time."""
    last: Draft | None = None
    numbers: set[tuple[str, int]] = set()
    for page in pages:
        drafts = mark_headings(page.drafts, levels, body)
        drafts = join_columns(continue_table(last, drafts))
        drafts = nest_items(keep_numbers(drafts, numbers))
        last = next((draft for draft in reversed(drafts) if draft.kind not in _ASIDE), None)
        yield Page(
            number=page.number,
            width=page.width,
            height=page.height,
            label=page.label,
            blocks=tuple(_settle(draft).block() for draft in drafts),
            unread=page.unread,
        )


def _settle(draft: Draft) -> Draft:
    """Number columns as they are read, now that no table is looked at for where it stands."""
    return draft if draft.table is None else replace(draft, table=read_from_right(draft.table))


def continue_table(last: Draft | None, drafts: Sequence[Draft]) -> list[Draft]:
    """Mark the table that begins a page if it goes on from the one that ended the last page."""
    first = next((i for i, draft in enumerate(drafts) if draft.kind not in _ASIDE), None)
    if first is None or last is None or last.table is None or last.origin is Origin.DERIVED:
        return list(drafts)
    table = drafts[first].table
    if table is not None and continues(last.table, table):
        rest = replace(drafts[first], table=mark_continued(last.table, table))
        return [*drafts[:first], rest, *drafts[first + 1 :]]
    return _adopt_rows(last.table, list(drafts), first)


def join_columns(drafts: Sequence[Draft]) -> list[Draft]:
    """Join a table that goes on at the head of the next column of its page."""
    joined: list[Draft] = []
    for draft in drafts:
        above = joined[-1] if joined else None
        rest = None if above is None else _rest_beside(above, draft)
        if above is None or above.table is None or rest is None:
            joined.append(draft)
        else:
            box = enclose([above.box, draft.box])
            joined[-1] = replace(above, box=box, table=merge(above.table, rest))
    return joined


def _rest_beside(above: Draft, draft: Draft) -> Table | None:
    """Return what goes on of a table further right and higher up, if it does."""
    is_beside = draft.box.x0 > above.box.x1 and draft.box.top < above.box.top
    is_beside &= Origin.DERIVED not in (above.origin, draft.origin)
    if above.table is None or not is_beside or draft.kind not in _ROWS:
        return None
    if draft.table is None:
        return adopt(above.table, draft.marked_lines, is_moved=True)
    shift = draft.box.x0 - above.box.x0
    return draft.table if continues(above.table, draft.table, shift) else None


def _adopt_rows(above: Table, drafts: list[Draft], first: int) -> list[Draft]:
    """Make one table of the blocks from `first` on that fall into the columns of another one."""
    found: Table | None = None
    end = first
    lines: list[Line] = []
    while end < len(drafts) and drafts[end].kind in _ROWS:
        lines += _lines_of(drafts[end])
        table = adopt(above, lines)
        if table is None:
            break
        found, end = table, end + 1
    if found is None:
        return drafts
    box = enclose(draft.box for draft in drafts[first:end])
    rest = Draft(kind=BlockKind.TABLE, box=box, table=found, column=box)
    return [*drafts[:first], rest, *drafts[end:]]


def _lines_of(draft: Draft) -> list[Line]:
    if draft.table is None:
        return list(draft.marked_lines)
    return [line for cell in draft.table.cells for line in cell.lines]
