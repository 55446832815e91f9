from tests.unit.evidence.pages import make_document, make_line, make_page
from tests.unit.reader.asking import open_leaves
from wasat.documents.document import Block, BlockKind, Document
from wasat.generation.prompt import JsonValue
from wasat.reader.extraction.arrays.printed import find_printed
from wasat.reader.extraction.families import describe

SCHEMAS: dict[str, dict[str, JsonValue]] = {
    "description": {"type": "string"},
    "quantity": {"type": "number"},
    "price": {"type": "number"},
}


def lay(*rows: tuple[tuple[str, float], ...]) -> Document:
    blocks = [
        Block(kind=BlockKind.PARAGRAPH, lines=(make_line(text, left=left, top=20.0 * number),))
        for number, row in enumerate(rows)
        for text, left in row
    ]
    return make_document(make_page(*blocks))


def read(document: Document) -> tuple[list[dict[str, object]], int]:
    fields = {name: describe(name, schema, is_row=True) for name, schema in SCHEMAS.items()}
    rows, count = find_printed(fields, open_leaves(document))
    return [{name: found.value for name, found in row.items()} for row in rows], count


HEADERS = (("Item", 0), ("Qty", 200), ("Unit Price", 300))


def test_words_below_several_headers_are_parted_between_them() -> None:
    rows, count = read(lay(HEADERS, (("Blue box", 0), ("2 pieces at only 3.50", 206))))

    assert count == 3
    assert rows == [{"description": "Blue box", "quantity": 2.0, "price": 3.5}]


def test_a_value_beside_its_header_belongs_to_the_nearest_one() -> None:
    rows, _ = read(lay(HEADERS, (("Blue box", 0), ("2", 222), ("3.50", 365))))

    assert rows == [{"description": "Blue box", "quantity": 2.0, "price": 3.5}]


def test_a_line_with_one_known_header_begins_no_table() -> None:
    assert read(lay((("Item", 0), ("Colour", 200)), (("Box", 0), ("red", 200)))) == ([], 1)


def test_prose_is_no_table() -> None:
    assert read(lay((("An item has a price.", 0),)))[0] == []


BOX = (("Blue box", 0), ("2", 206), ("3.50", 306))


def test_sums_end_a_table() -> None:
    rows, _ = read(
        lay(HEADERS, BOX, (("Total", 200), ("7.00", 306)), (("Tax", 200), ("1.33", 306)))
    )

    assert [row["description"] for row in rows] == ["Blue box"]


def test_what_stands_far_below_is_no_row() -> None:
    away = [(("", 0),)] * 6

    rows, _ = read(lay(HEADERS, BOX, *away, (("Court 12", 0), ("20931", 306))))

    assert [row["description"] for row in rows] == ["Blue box"]


def test_an_amount_alone_is_no_row() -> None:
    rows, _ = read(lay(HEADERS, BOX, (("7.00", 306),)))

    assert len(rows) == 1


def test_a_line_right_below_goes_on_a_description() -> None:
    below = Block(kind=BlockKind.PARAGRAPH, lines=(make_line("with lid", left=0, top=32),))
    page = make_page(*lay(HEADERS, BOX).pages[0].blocks, below)

    rows, _ = read(make_document(page))

    assert rows == [{"description": "Blue box with lid", "quantity": 2.0, "price": 3.5}]
