import pytest

from tests.unit.evidence.pages import make_block, make_document, make_line, make_page
from tests.unit.reader.asking import open_leaves
from wasat.documents.document import Block, BlockKind, Document, Page
from wasat.generation.prompt import JsonValue
from wasat.reader.extraction.families import describe
from wasat.reader.extraction.search import Candidate, find_value

TEXT: dict[str, JsonValue] = {"type": "string"}
NUMBER: dict[str, JsonValue] = {"type": "number"}
GOODS = [f"Bread {number}.10" for number in range(14)]


def lay(*rows: tuple[tuple[str, float], ...]) -> Document:
    """Rows of texts with their left edges."""
    blocks = [
        Block(kind=BlockKind.PARAGRAPH, lines=(make_line(text, left=left, top=30.0 * number),))
        for number, row in enumerate(rows)
        for text, left in row
    ]
    return make_document(make_page(*blocks))


def lines(*texts: str) -> Document:
    return lay(*(((text, 0),) for text in texts))


def find(name: str, document: Document, schema: dict[str, JsonValue] = TEXT) -> Candidate | None:
    return find_value(describe(name, schema), open_leaves(document))


def value(name: str, document: Document, schema: dict[str, JsonValue] = TEXT) -> object:
    found = find(name, document, schema)
    return None if found is None else found.match.value


@pytest.mark.parametrize(
    "text",
    [
        "Invoice Number: 42183017",
        "Invoice No. 42183017",
        "Invoice # 42183017",
        "Rechnungsnummer 42183017",
        "Facture n°42183017",
        "Número de factura: 42183017",
        "Factuurnummer: 42183017",
    ],
)
def test_a_value_is_read_after_its_label_in_many_languages(text: str) -> None:
    assert value("invoice_number", lines(text)) == "42183017"


def test_a_value_may_stand_to_the_right() -> None:
    assert value("invoice_number", lay((("Invoice Number:", 0), ("A-17", 300)))) == "A-17"


def test_a_value_may_stand_below_its_label() -> None:
    document = lay((("Due Date:", 0), ("Customer No:", 300)), (("04/15/2023", 0), ("C77", 300)))

    assert value("due_date", document) == "2023-04-15"
    assert value("customer_number", document) == "C77"


def test_a_value_below_must_be_aligned() -> None:
    assert value("customer_number", lay((("Customer No:", 0),), (("C77", 300),))) is None


def test_the_largest_of_equal_totals_is_the_total() -> None:
    document = lay((("Total", 0), ("24.99", 200), ("5.00", 300), ("29.99", 400)))

    assert value("total", document, NUMBER) == 29.99


def test_a_subtotal_is_no_total() -> None:
    document = lines("Subtotal: 300.00", "Total: 200.00")

    assert value("total", document, NUMBER) == 200.0
    assert value("amount_untaxed", document, NUMBER) == 300.0


def test_a_better_label_wins_over_a_larger_value() -> None:
    assert value("total", lines("Total items: 500", "Amount due: 20.00"), NUMBER) == 20.0


def test_figures_of_a_date_are_no_amount() -> None:
    assert value("total", lines("Total amount due on August 3, 2014 $4.11"), NUMBER) == 4.11


def test_a_label_within_a_word_is_none() -> None:
    assert value("total", lines("Totally 5"), NUMBER) is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("This Agreement shall be governed by the laws of the State of Oregon.", "Oregon"),
        ("It is construed in accordance with the laws of New York without regard", "New York"),
        ("The law of the State of Illinois, U.S.A., shall govern this agreement.", "Illinois"),
        ("Dieser Vertrag unterliegt dem Recht der Schweiz.", "Schweiz"),
    ],
)
def test_running_text_announces_values(text: str, place: str) -> None:
    assert value("jurisdiction", make_document(make_page(make_block(text)))) == place


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("The term of this Agreement shall be two (2) years from its date.", "2 years"),
        ("This letter agreement will terminate eighteen months from now.", "18 months"),
        ("The obligations shall survive for a period of 3 years.", "3 years"),
        ("Die Laufzeit beträgt zwei Jahre.", "2 jahre"),
        ("He worked there for two years.", None),
    ],
)
def test_terms_are_read_from_running_text(text: str, term: str | None) -> None:
    assert value("term", make_document(make_page(make_block(text)))) == term


def test_the_date_of_a_letter_is_its_first_one() -> None:
    document = lines("Acme", "November 6, 2009", "We met on May 5, 2008.")

    assert value("effective_date", document) == "2009-11-06"


def test_a_date_far_down_is_not_that_of_the_document() -> None:
    filler = [f"line {number}" for number in range(20)]

    assert value("effective_date", lines(*filler, "May 5, 2008")) is None


def test_an_address_known_by_its_form_needs_no_label() -> None:
    assert value("email", lines("Write to ann@example.com today")) == "ann@example.com"


def test_an_unknown_field_is_found_by_its_own_name() -> None:
    assert value("favourite_colour", lines("Favourite colour: deep blue")) == "deep blue"


def test_an_unknown_name_in_running_text_is_no_label() -> None:
    assert value("colour", lines("The colour of it: unknown")) is None
    assert value("colour", lines("Colour matters to us")) is None


def test_a_value_is_cited_where_it_stands() -> None:
    found = find("invoice_number", lines("Invoice Number: A-17"))

    assert found is not None
    (citation,) = found.found().citations
    assert (citation.quote, citation.page, citation.score) == ("A-17", 1, 1.0)


def test_formats_without_boxes_are_searched_line_by_line() -> None:
    block = Block(
        kind=BlockKind.PARAGRAPH,
        lines=tuple(make_line(text, is_paged=False) for text in ("Due date:", "2020-01-02")),
    )
    document = make_document(Page(number=1, blocks=(block,)))

    assert value("due_date", document) == "2020-01-02"


def test_the_only_date_of_a_receipt_is_its_date() -> None:
    document = lines("Corner Shop", *GOODS, "25-04-18 16:46 SH01", "Thank you")

    assert value("date", document) == "2018-04-25"


def test_one_of_several_dates_is_not_taken_for_the_date() -> None:
    document = lines("Corner Shop", *GOODS, "25-04-18 16:46", "Use before 01-05-18")

    assert value("date", document) is None


def test_a_date_of_another_sort_needs_its_label() -> None:
    assert value("due date", lines("Corner Shop", *GOODS, "25-04-18 16:46")) is None


def test_a_period_has_a_start_and_an_end() -> None:
    document = lines("Bill period: 1 Sep 2023 - 30 Nov 2023")

    assert value("period_start", document) == "2023-09-01"
    assert value("period_end", document) == "2023-11-30"


def test_a_rate_may_stand_before_its_tax() -> None:
    assert value("taxRate", lines("zzgl. 19 % MwSt. 55,88"), NUMBER) == 19.0


def test_an_account_number_is_no_iban() -> None:
    assert value("iban", lines("Account number: 31926819")) is None


@pytest.mark.parametrize("aside", ["(Including GST)", "(incl. 6 % tax)", "RM", "€"])
def test_an_aside_may_stand_between_a_label_and_its_figure(aside: str) -> None:
    document = lay((("TOTAL", 0), (aside, 100), ("79.35", 300)), (("CASH", 0), ("100.00", 300)))

    assert value("total", document, NUMBER) == 79.35


@pytest.mark.parametrize(
    "label",
    ["Total Sales (Inclusive GST)", "TOTAL (GST INCL)", "Total inclusive of taxes", "NET TOTAL:"],
)
def test_a_total_says_in_many_ways_that_it_holds_the_tax(label: str) -> None:
    document = lay((("Total (excl. GST)", 0), ("20.00", 400)), ((label, 0), ("21.20", 400)))

    assert value("total", document, NUMBER) == 21.2


def test_the_figures_of_a_summary_of_taxes_are_no_total() -> None:
    document = lay((("GST Summary", 0), ("Amount", 200)), (("6 %", 0), ("42.45", 200)))

    assert value("total", document, NUMBER) is None


@pytest.mark.parametrize(
    "text",
    ["請求書番号INV-118", "請求書番号 INV-118", "請求書番号：INV-118", "お請求書番号INV-118"],
)
def test_a_label_in_characters_may_be_joined_to_its_value(text: str) -> None:
    assert value("請求書番号", lines(text)) == "INV-118"


def test_a_label_in_characters_ends_where_its_word_does() -> None:
    assert value("番号", lines("番号札INV-118")) is None


@pytest.mark.parametrize(
    ("name", "text", "number"),
    [
        ("hourly_rate", "The Client pays a fee of $185 per hour, 40 hours at most.", 185),
        ("Stundensatz", "Der Aufwand wird mit 95,00 € pro Stunde vergütet.", 95),
        ("taux_horaire", "La prestation est facturée 80 EUR par heure.", 80),
        ("daily_rate", "Travel is paid at €640.00 a day.", 640),
    ],
)
def test_rates_are_read_in_running_text(name: str, text: str, number: float) -> None:
    assert value(name, lines(text), NUMBER) == number


RENEWED = (
    "It renews for a year at a time unless either party gives notice of non-renewal at least"
    " sixty (60) days before the end. A party may terminate this Agreement upon fifteen (15)"
    " days' written notice."
)


@pytest.mark.parametrize(
    ("name", "period"),
    [("nonRenewalNotice", "60 days"), ("termination_notice", "15 days"), ("notice", "15 days")],
)
def test_notice_of_termination_is_not_notice_of_renewal(name: str, period: str) -> None:
    assert value(name, lines(RENEWED)) == period
