from dataclasses import replace
from io import BytesIO

from tests.make.office import xlsx
from tests.unit.evidence.pages import make_source
from wasat.documents.document import Block, BlockKind, Document, Origin
from wasat.documents.formats.sniff import XLSX
from wasat.documents.load import load_document
from wasat.evidence.scope.cells import limit_cells
from wasat.evidence.scope.sheet_layers import limit_sheet_layers

ROWS = (
    '<row r="1"><c r="A1" t="str"><v>Item</v></c><c r="B1" t="str"><v>Cost</v></c></row>'
    '<row r="2"><c r="A2" t="str"><v>Rope</v></c><c r="B2"><v>12</v></c></row>'
    '<row r="3"><c r="A3" t="str"><v>Sum</v></c><c r="B3"><f>SUM(B2:B2)</f><v>12</v></c></row>'
)
VALUES = "Item\tCost\nRope\t12\nSum\t12"
FORMULAS = "Item\tCost\nRope\t12\nSum\t=SUM(B2:B2)"


def read_book() -> Document:
    return load_document(BytesIO(xlsx({"Costs": ROWS})), XLSX)


def texts(document: Document) -> list[str]:
    return [block.text for page in document.pages for block in page.blocks]


def draw_on(document: Document) -> Document:
    """Add what a chart is: a figure, and the values that were drawn."""
    chart = [
        Block(kind=BlockKind.FIGURE, place="Costs"),
        replace(document.pages[0].blocks[1], origin=Origin.DERIVED),
    ]
    page = replace(document.pages[0], blocks=(*document.pages[0].blocks, *chart))
    return replace(document, pages=(page,))


def test_who_names_no_layer_sees_values_and_what_is_drawn() -> None:
    document = draw_on(read_book())

    assert limit_sheet_layers(document, ("PAGE_TEXT",)) is document
    assert texts(document) == ["Costs", VALUES, "", VALUES]


def test_formulas_alone_stand_in_place_of_values() -> None:
    assert texts(limit_sheet_layers(read_book(), ("FORMULAS",))) == ["Costs", FORMULAS]


def test_formulas_beside_values_are_fields() -> None:
    field = limit_sheet_layers(read_book(), ("DATA", "FORMULAS")).pages[0].blocks[-1]

    assert (field.kind, field.marker, field.text) == (BlockKind.FIELD, "B3", "=SUM(B2:B2)")
    assert field.place == "Costs!B3"


def test_values_alone_hide_what_is_drawn() -> None:
    assert texts(limit_sheet_layers(draw_on(read_book()), ("DATA",))) == ["Costs", VALUES]


def test_what_is_drawn_alone_hides_the_cells() -> None:
    assert texts(limit_sheet_layers(draw_on(read_book()), ("VISUAL",))) == ["", VALUES]
    assert texts(limit_sheet_layers(read_book(), ("VISUAL",))) == []


def test_layers_are_those_of_the_visible_cells() -> None:
    source = replace(make_source(), cells="A3:B3", layers=("FORMULAS",))

    assert texts(limit_cells(read_book(), source)) == ["Costs", "Sum\t=SUM(B2:B2)"]
