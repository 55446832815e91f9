"""Drafts to pages, once all pages have been laid out: levels, and tables that go on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from wasat.documents.document import BlockKind, Page
from wasat.documents.layout.draft import Draft, DraftPage
from wasat.documents.layout.headings import Levels, mark_headings
from wasat.documents.layout.lists import nest_items
from wasat.documents.layout.sheet import Style
from wasat.documents.tables.continued import continues, mark_continued

_ASIDE = (BlockKind.HEADER, BlockKind.FOOTER, BlockKind.FOOTNOTE)


def finish_pages(pages: Iterable[DraftPage], levels: Levels, body: Style) -> Iterator[Page]:
    """Yield finished pages, one at a time."""
    last: Draft | None = None
    for page in pages:
        drafts = mark_headings(page.drafts, levels, body)
        drafts = nest_items(continue_table(last, drafts))
        last = next((draft for draft in reversed(drafts) if draft.kind not in _ASIDE), None)
        yield Page(
            number=page.number,
            width=page.width,
            height=page.height,
            label=page.label,
            blocks=tuple(draft.block() for draft in drafts),
            unread=page.unread,
        )


def continue_table(last: Draft | None, drafts: Sequence[Draft]) -> list[Draft]:
    """Mark the table that begins a page if it goes on from the one that ended the last page."""
    first = next((i for i, draft in enumerate(drafts) if draft.kind not in _ASIDE), None)
    if first is None or last is None or last.table is None:
        return list(drafts)
    table = drafts[first].table
    if table is None or not continues(last.table, table):
        return list(drafts)
    marked = list(drafts)
    marked[first] = replace(drafts[first], table=mark_continued(last.table, table))
    return marked
