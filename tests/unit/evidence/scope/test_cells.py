from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from tests.unit.evidence.pages import make_block, make_document, make_page, make_source, make_table
from wasat.documents.document import Document, Page, Summary
from wasat.documents.formats.csv import read_csv
from wasat.documents.formats.sniff import XLSX
from wasat.documents.limits import Limits
from wasat.documents.load import load_document
from wasat.evidence.scope.cells import limit_cells
from wasat.generation.prompt import Source
from wasat.status import UnreadableDocumentError

PAGED = make_document(make_page(make_block("printed words")))
CSV = b"name,height,built\ntower,41,1862\nmill,12,1790\nbridge,9,1901\n"


def texts(document: Document) -> list[str]:
    return [block.text for page in document.pages for block in page.blocks]


def asking(**fields: object) -> Source:
    return replace(make_source(), **fields)


def read_values(data: bytes = CSV) -> Document:
    *pages, summary = read_csv(BytesIO(data), Limits())
    assert isinstance(summary, Summary)
    return Document(summary=summary, pages=tuple(each for each in pages if isinstance(each, Page)))


def make_workbook() -> Document:
    """Two sheets of two by two cells, an empty one between them, a comment on the last."""
    book = Workbook()
    costs = book.active
    assert costs is not None
    costs.title = "Costs"
    book.create_sheet("Empty")
    staff = book.create_sheet("Staff")
    for sheet in (costs, staff):
        sheet["A3"], sheet["B3"] = "a", "b"
        sheet["A4"], sheet["B4"] = f"{sheet.title} c", f"{sheet.title} d"
    staff["B4"].comment = Comment("a comment", "")
    file = BytesIO()
    book.save(file)
    return load_document(file, XLSX)


@pytest.mark.parametrize(
    ("cells", "place", "text"),
    [
        ("A1:B2", "row 2", "name\theight\ntower\t41"),
        ("A:A", "rows 2-4", "name\ntower\nmill\nbridge"),
        ("B3:C4", "rows 3-4", "12\t1790\n9\t1901"),
        ("C2", "row 2", "1862"),
    ],
)
def test_of_values_only_the_visible_cells_are_seen(cells: str, place: str, text: str) -> None:
    seen = limit_cells(read_values(), asking(cells=cells))

    (block,) = seen.pages[0].blocks
    assert block.text == text
    assert block.table is not None
    rows = [row.split("\t") for row in text.split("\n")]
    assert (block.table.row_count, block.table.column_count) == (len(rows), len(rows[0]))
    assert block.place == place


def test_values_are_one_sheet() -> None:
    document = read_values()

    assert limit_cells(document, asking(sheet=1)).pages[0] == document.pages[0]
    with pytest.raises(UnreadableDocumentError, match=r"no sheet 2: it has 1\."):
        limit_cells(document, asking(sheet=2))


def test_of_a_workbook_only_the_chosen_sheet_is_seen() -> None:
    seen = limit_cells(make_workbook(), asking(sheet=3))

    assert texts(seen) == ["Staff", "a\tb\nStaff c\tStaff d", "a comment"]
    assert [page.number for page in seen.pages] == [1, 2]


def test_of_a_sheet_that_is_empty_nothing_is_seen() -> None:
    assert texts(limit_cells(make_workbook(), asking(sheet=2))) == []


def test_a_sheet_that_is_not_there_is_told() -> None:
    with pytest.raises(UnreadableDocumentError, match=r"no sheet 4: it has 3\."):
        limit_cells(make_workbook(), asking(sheet=4))


def test_cells_without_a_sheet_are_those_of_every_sheet() -> None:
    seen = limit_cells(make_workbook(), asking(cells="B4"))

    assert texts(seen) == ["Costs", "Costs d", "Staff", "Staff d", "a comment"]


def test_spans_end_with_what_is_visible() -> None:
    document = make_workbook()
    block = document.pages[0].blocks[1]
    assert block.table is not None
    wide = replace(block.table.cells[0], column_span=2)
    table = replace(block.table, cells=(wide, *block.table.cells[2:]))
    page = replace(document.pages[0], blocks=(replace(block, table=table),))

    seen = limit_cells(replace(document, pages=(page,)), asking(cells="A3:A4"))

    (limited,) = seen.pages[0].blocks
    assert limited.table is not None
    assert [cell.column_span for cell in limited.table.cells] == [1, 1]


@pytest.mark.parametrize("fields", [{"cells": "A1"}, {"sheet": 3}, {"layers": ("FORMULAS",)}])
def test_what_is_no_sheet_has_no_cells_to_hide(fields: dict[str, object]) -> None:
    plain = Document(
        summary=Summary(mime_type="text/plain", is_paged=False, page_count=1),
        pages=(make_page(make_block("words"), make_table(("a", "b"))),),
    )

    assert limit_cells(plain, asking(**fields)) is plain
    assert limit_cells(PAGED, asking(**fields)) is PAGED
