import pytest

from tests.unit.evidence.pages import (
    make_block,
    make_document,
    make_heading,
    make_page,
    make_source,
)
from tests.unit.reader.asking import ask, citations
from tests.unit.reader.lookup.searching import make_search, text_of
from tests.unit.reader.questions.papers import tell, write
from wasat.documents.document import Document, Page
from wasat.evidence.quote import Located, cite
from wasat.reader.answer import answer
from wasat.reader.lookup.finding import Finding
from wasat.reader.questions.field import find_field

INVOICE = write(
    "Northgate Tools Ltd|3 Anvil Street, Sheffield S3 8GG",
    "Invoice number: NT-10443|Invoice date: 7 June 2023|Due date: 7 July 2023",
    "Bill to:|Pemberton Garage|88 Mill Road|Leeds LS9 7DF",
    "Total due: £232.50",
    "Paid by card.",
)
RECHNUNG = write(
    "Blumenhaus Seidel GmbH|Gartenstr. 4|04109 Leipzig",
    "Rechnungsnummer: 2023-118|Rechnungsdatum: 12.05.2023",
    "Kunde: Hotel Adler",
    "Gesamtbetrag: 162,00 €|Zahlungsart: Überweisung",
)
LETTER = write(
    "Amelia Strand|5 Harbour View|Whitby YO21 3PR",
    "2 October 2022",
    "Dear Mr Oakes,",
    "I am writing about the street lamps. They have not worked since July.",
    "Yours sincerely,",
    "Amelia Strand",
)
LEASE = write(
    "This lease is made on 1 February 2022 between Orchard Estates LLP (the Landlord) and"
    " Daniel Reyes (the Tenant).",
    "The rent is £640 a month. It may be raised on 1 August 2023.",
)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Who issued this invoice?", "Northgate Tools Ltd"),
        ("What is the invoice number?", "NT-10443"),
        ("When is it dated?", "7 June 2023"),
        ("When is the payment due?", "7 July 2023"),
        ("Who is the customer?", "Pemberton Garage"),
        ("What is the address of the customer?", "88 Mill Road, Leeds LS9 7DF"),
        ("Where is the supplier located?", "3 Anvil Street, Sheffield S3 8GG"),
        ("How was it paid?", "by card"),
        ("How much is due?", "£232.50"),
    ],
)
def test_a_letterhead_answers(question: str, value: str) -> None:
    told = tell(question, INVOICE)
    assert value in told
    assert told.endswith("[p. 1]")


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Wer hat die Rechnung ausgestellt?", "Blumenhaus Seidel GmbH"),
        ("Wie lautet die Rechnungsnummer?", "2023-118"),
        ("Von wann ist die Rechnung?", "12.05.2023"),
        ("Wer ist der Kunde?", "Hotel Adler"),
        ("Wie wurde bezahlt?", "Überweisung"),
    ],
)
def test_a_letterhead_answers_in_german(question: str, value: str) -> None:
    assert value in tell(question, RECHNUNG)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Who wrote this letter?", "Amelia Strand"),
        ("Who is the letter addressed to?", "Mr Oakes"),
        ("When was the letter written?", "2 October 2022"),
    ],
)
def test_a_letter_tells_who_wrote_it_to_whom_and_when(question: str, value: str) -> None:
    assert tell(question, LETTER) == f"{value} [p. 1]"


def test_what_a_field_rests_on_is_cited() -> None:
    (citation,) = citations(ask(answer, "Who issued this invoice?", INVOICE))
    assert (citation.page, citation.quote) == (1, "Northgate Tools Ltd")


def _say(text: str, page: Page, *, coverage: float = 1.0) -> Finding:
    citation = cite(make_source(), page, Located(0, 0, 5))
    return Finding(statements=((text, (citation,)),), score=1.0, reason="", coverage=coverage)


@pytest.mark.parametrize(
    "finding",
    [
        _say("Signed for the Landlord by its director", LEASE.pages[0]),
        _say("The annex to the lease is of 2 May 2023", LEASE.pages[0], coverage=0.5),
    ],
)
def test_a_sentence_that_tells_less_gives_way_to_the_date_of_a_contract(finding: Finding) -> None:
    search = make_search("When was the lease signed?", *LEASE.pages)
    assert text_of(find_field(search, finding, is_missing=False)) == "1 February 2022"


def test_a_sentence_that_tells_all_stays() -> None:
    told = tell("What is the rent?", LEASE)
    assert told == "The rent is £640 a month. [p. 1]"


@pytest.mark.parametrize(
    ("question", "document"),
    [
        ("What is the order number?", INVOICE),
        ("Who is the managing director?", INVOICE),
        ("What is the IBAN?", INVOICE),
        ("How was it paid?", LETTER),
        ("What is the address of Pizzeria Roma?", INVOICE),
        ("Wer ist der Geschäftsführer?", RECHNUNG),
        ("Who is the surveyor?", write("Surveyor: 12 March 2024")),
    ],
)
def test_a_field_that_is_not_there_is_refused(question: str, document: Document) -> None:
    assert "[p." not in tell(question, document)


def test_a_heading_is_nobody_who_is_written_to() -> None:
    document = make_document(make_page(make_heading("Lease"), make_block("Bill to:")))
    assert "[p." not in tell("Who is the recipient?", document)


def test_of_a_long_document_only_the_ends_are_letterheads() -> None:
    blank = [make_page(make_block("The tools were tested."), number=n) for n in range(1, 20)]
    blocks = INVOICE.pages[0].blocks
    for number, value in [(1, "Northgate Tools Ltd"), (8, "")]:
        pages = [
            make_page(*blocks, number=n) if n == number else blank[n - 1] for n in range(1, 20)
        ]
        search = make_search("Who issued this invoice?", *pages)
        assert text_of(find_field(search, None, is_missing=False)) == value


GUIDE = make_document(
    make_page(
        make_heading("A guide to nets"),
        make_block("This guide is about nets and how they are mended in the winter."),
    ),
    make_page(make_block("The title of a net is sewn on its hem: Old Ironsides."), number=2),
    make_page(make_block("Title: the name sewn on a net"), number=3),
)


@pytest.mark.parametrize(
    "question",
    [
        "What is the title of this document?",
        "What is this document called?",
        "Wie lautet der Titel des Dokuments?",
        "Quel est le titre du document ?",
        "¿Cuál es el título del documento?",
        "Qual è il titolo del documento?",
        "Qual é o título do documento?",
        "Wat is de titel van het document?",
    ],
)
def test_the_title_of_a_document_is_its_highest_heading(question: str) -> None:
    assert tell(question, GUIDE) == "A guide to nets [p. 1]"
