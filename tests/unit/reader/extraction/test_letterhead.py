from tests.unit.evidence.pages import make_document, make_line, make_page
from tests.unit.reader.asking import open_leaves
from wasat.documents.document import Block, BlockKind, Document
from wasat.generation.prompt import JsonValue
from wasat.reader.extraction.families import describe
from wasat.reader.extraction.letterhead import find_address, find_issuer

TEXT: dict[str, JsonValue] = {"type": "string"}


def lines(*texts: tuple[str, float]) -> Document:
    blocks = [
        Block(kind=BlockKind.PARAGRAPH, lines=(make_line(text, top=top),)) for text, top in texts
    ]
    return make_document(make_page(*blocks))


def issuer(document: Document) -> list[JsonValue]:
    found = find_issuer(describe("issuer", TEXT), open_leaves(document))
    return [entry.value for entry in found]


def address(document: Document, name: str = "address") -> list[JsonValue]:
    found = find_address(describe(name, TEXT), open_leaves(document))
    return [entry.value for entry in found]


def test_a_label_names_the_issuer() -> None:
    assert issuer(lines(("Acme Tools Ltd", 10), ("Sold by: Box Works Ltd", 100))) == [
        "Box Works Ltd"
    ]


def test_a_company_in_the_letterhead_is_the_issuer() -> None:
    assert issuer(lines(("Acme Tools Ltd", 10), ("Box Works Ltd", 700))) == ["Acme Tools Ltd"]


def test_the_words_of_a_web_domain_name_the_issuer() -> None:
    document = lines(("Azure Rooms", 10), ("hello@azure-rooms.com", 400), ("Box Works Ltd", 700))

    assert issuer(document) == ["Azure Rooms"]


def test_a_company_further_down_is_better_than_none() -> None:
    assert issuer(lines(("Hello", 10), ("Box Works Ltd", 700))) == ["Box Works Ltd"]
    assert issuer(lines(("Hello", 10))) == []


def test_the_address_stands_below_the_company() -> None:
    document = lines(
        ("Acme Tools Ltd", 10), ("5 Mill Lane", 22), ("Oldtown 12345", 34), ("Phone: 123", 46)
    )

    assert address(document) == ["5 Mill Lane, Oldtown 12345"]


def test_the_address_stands_at_its_label() -> None:
    document = lines(("Address: 5 Mill Lane", 10), ("Oldtown 12345", 22), ("Far away", 90))

    assert address(document) == ["5 Mill Lane, Oldtown 12345"]


def test_lines_without_a_figure_are_no_address() -> None:
    assert address(lines(("Acme Tools Ltd", 10), ("makes tools", 22))) == []
    assert address(lines(("Hello", 10))) == []
