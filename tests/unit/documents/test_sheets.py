from io import BytesIO

import pytest

from tests.make.office import xlsx
from wasat.documents.document import BlockKind, Document
from wasat.documents.formats.sniff import XLSX
from wasat.documents.load import load_document
from wasat.documents.sheets import cut_sheet
from wasat.status import UnreadableDocumentError

ROWS = (
    '<row r="1"><c r="A1" t="str"><v>Item</v></c><c r="B1" t="str"><v>Cost</v></c></row>'
    '<row r="2"><c r="A2" t="str"><v>Rope</v></c><c r="B2"><v>12</v></c></row>'
    '<row r="3"><c r="A3" t="str"><v>Sum</v></c><c r="B3"><f>SUM(B2:B2)</f><v>12</v></c></row>'
)
OTHER = '<row r="5"><c r="C5" t="str"><v>note</v></c></row>'


def _book() -> Document:
    data = xlsx({"Costs": ROWS, "Empty": "", "Notes": OTHER})
    return load_document(BytesIO(data), XLSX)


def _texts(document: Document) -> list[str]:
    return [block.text for page in document.pages for block in page.blocks]


def test_a_sheet_is_cut_out_by_its_number() -> None:
    found = cut_sheet(_book(), sheet=3)
    assert _texts(found) == ["Notes", "note"]
    assert [page.number for page in found.pages] == [1]
    assert found.summary.page_count == 1


def test_a_sheet_that_is_empty_has_no_pages() -> None:
    assert len(cut_sheet(_book(), sheet=2).pages) == 0


def test_without_a_choice_all_is_there() -> None:
    assert _texts(cut_sheet(_book())) == _texts(_book())


def test_cells_are_cut_out_of_their_table() -> None:
    found = cut_sheet(_book(), sheet=1, cells="B2:B3")
    assert _texts(found) == ["Costs", "12\n12"]
    table = found.pages[0].blocks[1].table
    assert table is not None
    assert (table.row_count, table.column_count) == (2, 1)
    assert [cell.place for cell in table.cells] == ["Costs!B2", "Costs!B3"]


def test_formulas_alone_stand_in_place_of_values() -> None:
    found = cut_sheet(_book(), sheet=1, layers=["FORMULAS"])
    assert _texts(found)[1] == "Item\tCost\nRope\t12\nSum\t=SUM(B2:B2)"


def test_formulas_beside_values_are_fields() -> None:
    found = cut_sheet(_book(), sheet=1, layers=["DATA", "FORMULAS"])
    field = found.pages[0].blocks[-1]
    assert (field.kind, field.marker, field.text) == (BlockKind.FIELD, "B3", "=SUM(B2:B2)")


def test_what_is_visual_has_no_values() -> None:
    assert _texts(cut_sheet(_book(), layers=["VISUAL"])) == []


def test_values_in_rows_are_one_sheet() -> None:
    document = load_document(BytesIO(b"a,b\n1,2\n3,4\n"), "text/csv")
    assert _texts(cut_sheet(document, sheet=1, cells="B2:B9")) == ["2\n4"]


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        ({"sheet": 4}, "The document has sheets 1 to 3, not 4."),
        ({"cells": "A1:"}, "Cells are named as A1:D10, not 'A1:'."),
        ({"cells": "A0"}, "Cells are named as A1:D10, not 'A0'."),
    ],
)
def test_what_is_not_there_is_refused(choice: dict[str, str], sentence: str) -> None:
    with pytest.raises(UnreadableDocumentError) as caught:
        cut_sheet(_book(), **choice)  # type: ignore[arg-type]
    assert caught.value.message == sentence
