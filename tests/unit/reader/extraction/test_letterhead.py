import pytest

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


def test_a_name_above_the_address_is_the_issuer_though_no_legal_form_says_so() -> None:
    document = lines(
        ("RESTAURANT AM MARKT", 10),
        ("(Reg. 200204-3319)", 22),
        ("Mühlgasse 5", 34),
        ("99423 Weimar", 46),
        ("Beleg 7741", 58),
    )

    assert issuer(document) == ["RESTAURANT AM MARKT"]
    assert address(document) == ["Mühlgasse 5, 99423 Weimar"]


def test_a_line_without_an_address_below_is_no_issuer() -> None:
    assert issuer(lines(("Dear reader", 10), ("we write to you", 22), ("today", 34))) == []


def test_a_company_keeps_the_place_of_its_branch() -> None:
    document = lines(("AEON Foods (UK) LTD (126926-H)", 10), ("3 High Street", 22))

    assert issuer(document) == ["AEON Foods (UK) LTD"]


def test_a_number_of_the_company_does_not_belong_to_its_address() -> None:
    document = lines(
        ("Acme Tools Ltd", 10), ("(Co.Reg :860671-D)", 22), ("5 Mill Lane", 34), ("VAT 17", 46)
    )

    assert address(document) == ["5 Mill Lane"]


@pytest.mark.parametrize(
    "number",
    [
        "( ROC:SA0416111-K)",
        "GST NO:000342237184(ID:5033)",
        "JM0325955-V",
        "Capital social 8 000 € - RCS Lyon 812 345 678",
        "Tel: 07-355 8821",
    ],
)
def test_lines_that_number_or_reach_a_shop_part_its_name_from_its_address(number: str) -> None:
    document = lines(
        ("CORNER SUPPLY", 10), (number, 22), ("LOT 1961 JALAN MAWAR", 34), ("45400 SELANGOR", 46)
    )

    assert issuer(document) == ["CORNER SUPPLY"]
    assert address(document) == ["LOT 1961 JALAN MAWAR, 45400 SELANGOR"]


def test_the_number_of_a_company_tells_its_name() -> None:
    assert issuer(lines(("Welcome", 10), ("99 CORNER MART (519537-X)", 22))) == ["99 CORNER MART"]
    assert issuer(lines(("Invoice no (519537-X)", 22))) == []


def test_whoever_is_billed_is_not_the_issuer() -> None:
    document = lines(
        ("Ann Box", 10),
        ("5 Mill Lane, 29005 Oldtown", 22),
        ("Bill to:", 90),
        ("Far Cellars Ltd", 102),
        ("8 Hill Road", 114),
        ("26001 Newtown", 126),
    )

    assert issuer(document) == ["Ann Box"]


def test_a_person_above_an_address_issues_though_other_words_stand_beside() -> None:
    document = make_document(
        make_page(
            *(
                Block(kind=BlockKind.PARAGRAPH, lines=(make_line(text, left=left, top=top),))
                for text, left, top in (
                    ("Ann Box", 40, 10),
                    ("INVOICE", 400, 10),
                    ("5 Mill Lane", 40, 22),
                    ("29005 Oldtown", 40, 34),
                )
            )
        )
    )

    assert issuer(document) == ["Ann Box"]


def test_a_line_centred_below_the_name_belongs_to_the_address_with_its_gaps() -> None:
    document = make_document(
        make_page(
            *(
                Block(kind=BlockKind.PARAGRAPH, lines=(make_line(text, left=left, top=top),))
                for text, left, top in (
                    ("CORNER SHOP LTD", 220, 10),
                    ("No.2,", 170, 22),
                    ("Mill Lane 19", 310, 22),
                    ("43200 Oldtown", 230, 34),
                )
            )
        )
    )

    assert address(document) == ["No.2, Mill Lane 19, 43200 Oldtown"]
