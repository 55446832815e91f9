from tests.unit.evidence.pages import make_document, make_line, make_page, make_table
from tests.unit.reader.asking import open_leaves
from wasat.documents.document import Block, BlockKind, Document
from wasat.generation.prompt import JsonValue
from wasat.reader.extraction.arrays.rows import find_rows
from wasat.reader.extraction.families import describe

SCHEMAS: dict[str, dict[str, JsonValue]] = {
    "description": {"type": "string"},
    "quantity": {"type": "number"},
    "price": {"type": "number", "description": "Unit price"},
}


def read(document: Document, *names: str) -> list[dict[str, object]]:
    fields = {
        name: describe(name, SCHEMAS.get(name, {"type": "string"}), is_row=True)
        for name in names or SCHEMAS
    }
    rows = find_rows(fields, open_leaves(document))
    return [{name: found.value for name, found in row.items()} for row in rows]


def test_columns_are_found_by_their_headers() -> None:
    table = make_table(
        ["Pos.", "Bezeichnung", "Menge", "Einzelpreis"],
        ["1", "Blue box", "2", "3,50"],
        ["2", "Red box", "1", "4,00"],
    )

    assert read(make_document(make_page(table))) == [
        {"description": "Blue box", "quantity": 2.0, "price": 3.5},
        {"description": "Red box", "quantity": 1.0, "price": 4.0},
    ]


def test_sums_and_lines_without_numbers_are_no_rows() -> None:
    table = make_table(
        ["Description", "Price"], ["Section A", ""], ["Box", "3.50"], ["Subtotal", "3.50"]
    )

    assert read(make_document(make_page(table))) == [{"description": "Box", "price": 3.5}]


def test_the_table_that_means_most_is_taken() -> None:
    other = make_table(["Product", "Colour"], ["Sand", "red"])
    items = make_table(["Product", "Qty", "Price"], ["Box", "2", "3.50"])

    assert read(make_document(make_page(other, items)))[0]["description"] == "Box"


def test_a_table_of_one_known_column_is_not_the_one_meant() -> None:
    table = make_table(["Product", "Colour"], ["Sand", "red"])

    assert read(make_document(make_page(table))) == []


def test_unknown_properties_are_matched_by_their_own_names() -> None:
    table = make_table(["Planet", "Moons"], ["Mars", "2"], ["Earth", "1"])

    assert read(make_document(make_page(table)), "planet", "moons") == [
        {"planet": "Mars", "moons": "2"},
        {"planet": "Earth", "moons": "1"},
    ]


def test_cells_are_cited() -> None:
    fields = {name: describe(name, schema, is_row=True) for name, schema in SCHEMAS.items()}
    document = make_document(make_page(make_table(["Item", "Price"], ["Box", "$3.50"])))

    (row,) = find_rows(fields, open_leaves(document))

    assert [citation.quote for citation in row["price"].citations] == ["$3.50"]


def lay(*rows: tuple[tuple[str, float], ...]) -> Document:
    blocks = [
        Block(kind=BlockKind.PARAGRAPH, lines=(make_line(text, left=left, top=20.0 * number),))
        for number, row in enumerate(rows)
        for text, left in row
    ]
    return make_document(make_page(*blocks))


def test_a_table_without_rules_is_read_below_its_headers() -> None:
    document = lay(
        (("Invoice 5", 0),),
        (("Item", 0), ("Quantity", 200), ("Unit Price", 300)),
        (("Blue box", 0), ("2", 220), ("3.50", 320)),
        (("a very good one", 0),),
        (("Red box", 0), ("1", 220), ("4.00", 320)),
        (("Total", 0), ("7.50", 320)),
    )

    assert read(document) == [
        {"description": "Blue box", "quantity": 2.0, "price": 3.5},
        {"description": "Red box", "quantity": 1.0, "price": 4.0},
    ]


def test_a_table_without_rules_ends_where_values_end() -> None:
    tail = [((f"words {number}", 0),) for number in range(8)]
    document = lay(
        (("Item", 0), ("Price", 300)),
        (("Box", 0), ("4.00", 300)),
        *tail,
        (("Late", 0), ("9.00", 300)),
    )

    assert read(document) == [{"description": "Box", "price": 4.0}]


def test_numbers_of_items_stand_in_their_own_column() -> None:
    table = make_table(
        ["Item", "Description", "U.M.", "Disc. %", "Price"], ["X-1", "Box", "pcs", "5", "3.50"]
    )

    rows = read(make_document(make_page(table)), "sku", "description", "unit")

    assert rows == [{"sku": "X-1", "description": "Box", "unit": "pcs"}]


def test_a_text_that_is_no_date_is_taken_as_printed() -> None:
    table = make_table(["Date", "Details"], ["01 Feb", "Rent"], ["02 Feb", "Food"])

    rows = read(make_document(make_page(table)), "date", "details")

    assert [row["date"] for row in rows] == ["01 Feb", "02 Feb"]


def test_the_one_column_left_is_that_of_the_one_text_left() -> None:
    table = make_table(["Work", "Qty", "Price"], ["Chapter", "2", "3.50"], ["Index", "1", "4.00"])

    assert [row["description"] for row in read(make_document(make_page(table)))] == [
        "Chapter",
        "Index",
    ]


def test_a_header_of_one_word_of_the_name_is_the_column() -> None:
    table = make_table(["Test", "Result"], ["Ferritin", "<10"])

    rows = read(make_document(make_page(table)), "test_name", "value")

    assert rows == [{"test_name": "Ferritin", "value": "<10"}]


def test_a_sum_below_empty_cells_is_no_row() -> None:
    table = make_table(["Description", "Price"], ["Box", "3.50"], ["", "Total 3.50"])

    assert read(make_document(make_page(table))) == [{"description": "Box", "price": 3.5}]


def test_after_a_sum_what_fills_fewer_cells_is_no_row() -> None:
    table = make_table(
        ["Description", "Qty", "Price"],
        ["Box", "2", "3.50"],
        ["Subtotal", "", "7.00"],
        ["Lid", "1", "1.50"],
        ["Total", "", "8.50"],
        ["Visa", "", "-8.50"],
    )

    assert [row["description"] for row in read(make_document(make_page(table)))] == ["Box", "Lid"]
