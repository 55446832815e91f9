from io import BytesIO

from tests.make.office import xlsx
from tests.unit.reader.asking import ask, join, open_all
from tests.unit.reader.records.made import ORDERS, STAFF, make_sheet, open_csv
from wasat.documents.formats.sniff import XLSX
from wasat.documents.load import load_document
from wasat.reader.answer import answer
from wasat.reader.records.describe import describe
from wasat.reader.records.sheet import ColumnKind, read_sheets


def kinds(text: str) -> dict[str, ColumnKind]:
    return {column.name: column.kind for column in make_sheet(text).columns}


def test_columns_are_keys_numbers_dates_or_names() -> None:
    assert kinds(ORDERS) == {
        "order_id": ColumnKind.KEY,
        "date": ColumnKind.DATE,
        "region": ColumnKind.NAME,
        "product": ColumnKind.NAME,
        "quantity": ColumnKind.NUMBER,
        "unit_price": ColumnKind.NUMBER,
        "total": ColumnKind.NUMBER,
        "customer": ColumnKind.NAME,
    }
    assert kinds(STAFF)["Personalnr."] is ColumnKind.KEY


def test_years_are_names_and_empty_cells_say_nothing() -> None:
    text = "city,year,rain\nAlma,2021,3\nBran,2022,\nCole,2023,5\n"

    assert kinds(text) == {
        "city": ColumnKind.KEY, "year": ColumnKind.NAME, "rain": ColumnKind.NUMBER
    }  # fmt: skip


def test_words_name_a_record_rather_than_a_number() -> None:
    assert make_sheet(ORDERS).label.name == "order_id"
    assert make_sheet(STAFF).label.name == "Name"


def test_without_key_or_unique_words_the_first_column_names_records() -> None:
    assert make_sheet("a,b\nx,1\nx,2\ny,2\n").label.name == "a"


def test_a_row_that_sums_up_is_no_record() -> None:
    sheet = make_sheet("item,price\nPen,2\nInk,3\nPad,4\nTotal,9\n")

    assert [row[0].text for row in sheet.rows] == ["Pen", "Ink", "Pad"]


def test_tables_whose_columns_are_not_named_once_are_no_sheets() -> None:
    for text in (
        "a,a\n1,2\n3,4\n5,6\n",
        "1,2\n3,4\n5,6\n7,8\n",
        "a,b\n1,2\n",
        "a,\n1,2\n3,4\n5,6\n",
    ):
        assert list(read_sheets(open_csv(text))) == []


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def rows(*records: tuple[str, ...]) -> str:
    return "".join(
        f'<row r="{at}">'
        + "".join(cell(f"{'ABC'[column]}{at}", text) for column, text in enumerate(record))
        + "</row>"
        for at, record in enumerate(records, 1)
    )


def test_every_sheet_of_a_workbook_is_asked() -> None:
    book = xlsx({
        "Staff": rows(("Name", "Pay"), ("Ann", "5"), ("Bo", "7"), ("Cy", "9")),
        "Rooms": rows(("Room", "Seats"), ("R1", "20"), ("R2", "35"), ("R3", "10")),
    })  # fmt: skip
    document = load_document(BytesIO(book), XLSX)

    assert [sheet.title for sheet in read_sheets(open_all(document)[0])] == ["Staff", "Rooms"]
    assert join(ask(answer, "Which room has the most seats?", document)) == (
        "R2: Seats: 35 [Rooms!A3 – Rooms!B3]\n"
    )


def test_what_only_a_sum_holds_is_no_column() -> None:
    text = "Item,Qty,Sum\naa,1,\nbb,2,\ncc,3,\nTotal,6,100\n"

    assert list(kinds(text)) == ["Item", "Qty"]
    assert [it.text for it in describe(open_csv(text), "en")][1:] == [
        "Qty: 1 – 3; average 2; sum 6"
    ]


def test_one_cell_in_ten_may_be_of_another_kind() -> None:
    numbers = "".join(f"x,{n}\n" for n in range(9))

    assert kinds(f"a,b\n{numbers}x,n/a\n")["b"] is ColumnKind.NUMBER
    assert kinds(f"a,b\n{numbers}x,n/a\nx,-\n")["b"] is ColumnKind.NAME
