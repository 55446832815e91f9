from io import BytesIO

from tests.make.office import xlsx
from wasat.documents.document import Document
from wasat.documents.formats.sniff import XLSX
from wasat.documents.load import load_document
from wasat.documents.sheets import count_sheets, find_sheet_pages, name_sheets

ROW = '<row r="1"><c r="A1" t="str"><v>Item</v></c></row>'


def read_book() -> Document:
    return load_document(BytesIO(xlsx({"Costs": ROW, "Empty": "", "Notes": ROW})), XLSX)


def test_sheets_are_counted_with_those_that_are_empty() -> None:
    assert count_sheets(read_book()) == 3
    assert [find_sheet_pages(read_book(), sheet) for sheet in (0, 1, 2, 3, 4)] == [
        range(1, 3),
        range(1, 2),
        range(0),
        range(2, 3),
        range(0),
    ]


def test_sheets_are_named_in_order() -> None:
    assert name_sheets(read_book()) == ["Costs", "Empty", "Notes"]


def test_values_in_rows_are_one_sheet() -> None:
    document = load_document(BytesIO(b"a,b\n1,2\n"), "text/csv")

    assert count_sheets(document) == 1
    assert find_sheet_pages(document, 1) == range(1, 2)
