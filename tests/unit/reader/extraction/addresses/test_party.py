import pytest

from tests.unit.evidence.pages import make_document, make_line, make_page
from tests.unit.reader.asking import open_leaves
from wasat.documents.document import Block, BlockKind, Document
from wasat.reader.extraction.addresses.party import find_part
from wasat.reader.extraction.families import describe
from wasat.reader.recognise.found import Found


def letter(*columns: tuple[float, float, tuple[str, ...]]) -> Document:
    """Lines from a left and a top edge on, column by column."""
    return make_document(
        make_page(
            *(
                Block(
                    kind=BlockKind.PARAGRAPH,
                    lines=(make_line(text, left=left, top=top + 12 * at),),
                )
                for left, top, texts in columns
                for at, text in enumerate(texts)
            )
        )
    )


SELLER = ("EMISOR", "Talleres SL", "CIF: B83417720", "Olmo 15", "28906 Getafe")
BUYER = ("CLIENTE", "Hotel Tajo", "CIF: A45102938", "Rosa 44", "45006 Toledo")
INVOICE = letter((40, 200, SELLER), (350, 200, BUYER))


def find(name: str, parent: str, document: Document = INVOICE) -> list[Found]:
    field = describe(name, {"type": "string"}, parent)
    return find_part(field, open_leaves(document))[1]


@pytest.mark.parametrize(
    ("parent", "name", "value"),
    [
        ("client", "name", "Hotel Tajo"),
        ("client", "address", "Rosa 44, 45006 Toledo"),
        ("client", "street", "Rosa 44"),
        ("client", "postalCode", "45006"),
        ("client", "city", "Toledo"),
        ("client", "tax_id", "A45102938"),
        ("supplier", "tax_id", "B83417720"),
        ("", "supplier_city", "Getafe"),
    ],
)
def test_each_part_is_that_of_its_own_party(parent: str, name: str, value: str) -> None:
    (found,) = find(name, parent)

    assert found.value == value
    assert found.citations[0].page == 1
    assert found.citations[0].boxes
    assert all(citation.quote in value or value in citation.quote for citation in found.citations)


def test_a_party_that_is_not_there_has_no_parts() -> None:
    assert find("city", "ship_to") == []


def test_no_party_is_asked_for_by_a_bare_address() -> None:
    assert find("address", "") == []


def test_without_labels_the_head_of_the_page_is_the_seller() -> None:
    document = letter(
        (40, 30, ("Box Works", "Hill 4", "04668 Grimma")),
        (40, 200, ("Frau", "Ann Lee", "Kai 1", "04229 Leipzig")),
    )

    assert [f.value for f in find("name", "customer", document)] == ["Ann Lee"]
    assert [f.value for f in find("street", "seller", document)] == ["Hill 4"]


def test_a_trade_below_the_name_is_no_part_of_the_address() -> None:
    document = letter((40, 30, ("Ann Box", "Translator", "Hill 4", "04668 Grimma")))

    assert [f.value for f in find("direccion", "emisor", document)] == ["Hill 4, 04668 Grimma"]


def test_the_name_of_a_building_is_a_part_of_the_address() -> None:
    document = letter((40, 30, ("Ann Box", "Mill House", "Hill 4", "04668 Grimma")))

    assert [f.value for f in find("address", "seller", document)] == [
        "Mill House, Hill 4, 04668 Grimma"
    ]
