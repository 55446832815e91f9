from dataclasses import replace

from tests.unit.documents.layout.made import BODY, draft
from tests.unit.documents.tables.made import table_lines
from wasat.box import Box
from wasat.documents.document import BlockKind, Line
from wasat.documents.layout.draft import Draft, DraftPage
from wasat.documents.layout.headings import claim, rank_looks
from wasat.documents.layout.sheet import Style
from wasat.documents.pdf.finish import continue_table, finish_pages, join_columns
from wasat.documents.tables.build import build_table

BOX = Box(72, 100, 260, 200)


def _table(*rows: tuple[str, str, str]) -> Draft:
    table = build_table(table_lines(*rows), (), frozenset())
    return Draft(kind=BlockKind.TABLE, box=BOX, table=table, column=BOX)


ABOVE = _table(("Place", "A", "B"), ("Rain", "1", "2"), ("Snow", "3", "4"))
BELOW = _table(("Wind", "5", "6"), ("Hail", "7", "8"))
HEADER = draft("Annual report", 30, kind=BlockKind.HEADER)


def _page(number: int, *drafts: Draft) -> DraftPage:
    return DraftPage(number=number, width=600, height=800, label=f"{number}", drafts=drafts)


def test_a_table_at_the_head_of_a_page_continues_the_last_one() -> None:
    pages = [_page(1, draft("Words", 50), ABOVE), _page(2, HEADER, BELOW)]

    first, second = finish_pages(pages, rank_looks({}), BODY)

    assert first.blocks[1].table is not None
    assert not first.blocks[1].table.is_continued
    assert second.blocks[1].table is not None
    assert second.blocks[1].table.is_continued


def test_a_table_after_text_continues_none() -> None:
    assert continue_table(draft("Words"), [BELOW]) == [BELOW]
    assert continue_table(None, [BELOW]) == [BELOW]
    assert continue_table(ABOVE, [HEADER]) == [HEADER]
    text = draft("Words")
    assert continue_table(ABOVE, [text, BELOW]) == [text, BELOW]


def test_a_table_of_other_columns_continues_none() -> None:
    lines = table_lines(("a", "1"), ("b", "2"), ("c", "3"), xs=[72, 205])
    narrow = Draft(kind=BlockKind.TABLE, box=BOX, table=build_table(lines, (), ()), column=BOX)

    assert continue_table(ABOVE, [narrow]) == [narrow]


def test_headings_and_items_get_their_levels() -> None:
    title = draft("Title", style=Style(16.0))
    items = [draft("x", 120, kind=BlockKind.LIST_ITEM, marker="•", x=90)]

    page = next(iter(finish_pages([_page(1, title, *items)], rank_looks({claim(title): 1}), BODY)))

    assert [(block.kind, block.level) for block in page.blocks] == [
        (BlockKind.HEADING, 1),
        (BlockKind.LIST_ITEM, 1),
    ]
    assert (page.number, page.label, page.width, page.height) == (1, "1", 600, 800)


def test_a_last_row_on_the_next_page_belongs_to_its_table() -> None:
    row = table_lines(("Total", "9", "12"))[0]
    words = tuple(word for strip in row for word in strip.words)
    total = draft("Total 9 12")
    total = replace(total, lines=(Line(words=words),))

    found = continue_table(ABOVE, [HEADER, total, draft("Words of the text", 300)])

    assert found[1].table is not None
    assert found[1].table.is_continued
    assert [it.kind for it in found] == [BlockKind.HEADER, BlockKind.TABLE, BlockKind.PARAGRAPH]


def test_a_table_in_two_columns_of_a_page_is_one() -> None:
    lines = table_lines(("Wind", "5", "6"), ("Hail", "7", "8"), xs=[372, 472, 532], top=60)
    box = Box(372, 52, 560, 80)
    beside = Draft(kind=BlockKind.TABLE, box=box, table=build_table(lines, (), ()), column=box)

    joined = join_columns([ABOVE, beside])

    assert len(joined) == 1
    assert joined[0].table is not None
    assert joined[0].table.row_count == 5
    assert len(join_columns([ABOVE, draft("Words"), beside])) == 3
