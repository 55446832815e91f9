from tests.unit.evidence.pages import make_block, make_document, make_page
from tests.unit.reader.asking import ask, citations, join, open_all
from tests.unit.reader.records.made import STAFF, make_csv, open_csv
from wasat.reader.records.describe import describe
from wasat.reader.summarize import answer


def test_a_summary_of_a_sheet_tells_what_each_column_holds() -> None:
    chunks = ask(answer, "Summarize this file", make_csv())

    assert join(chunks).splitlines() == [
        "- a.pdf: 6 rows: order_id, date, region, product, quantity, unit_price, total, customer"
        " [row 1]",
        "- date: 2024-03-04 – 2025-02-14 [row 2 – row 7]",
        "- region: North (3), East (2), South (1) [row 2 – row 5]",
        "- product: Pump (3), Valve (2), Hose (1) [row 2 – row 6]",
        "- quantity: 1 – 40; average 10; sum 60 [row 4 – row 5]",
        "- unit_price: 2.50 – 80.00; average 42.04 [row 2 – row 3]",
        "- total: 25.00 – 240.00; average 105.67; sum 634.00 [row 2 – row 7]",
        "- customer: Acme Ltd (3), Delta SA (2), Corner Shop (1) [row 2 – row 6]",
    ]
    assert citations(chunks)[0].quote == "order_id"


def test_it_is_as_short_as_asked_for() -> None:
    text = join(ask(answer, "Summarize this file in 2 bullet points", make_csv()))

    assert len(text.splitlines()) == 2


def test_it_is_told_in_the_language_of_the_answer() -> None:
    told = [it.text for it in describe(open_csv(STAFF), "de")]

    assert told[0] == "a.pdf: 4 Zeilen: Personalnr., Name, Abteilung, Eintritt, Gehalt, Standort"
    assert "Gehalt: 3.300,50 – 8.100,50; Durchschnitt 6.475,50" in told


def test_numbers_that_are_all_the_same_have_one_end() -> None:
    told = [it.text for it in describe(open_csv("a,b\nx,2\ny,2\nz,2\n"), "en")]

    assert told == ["a.pdf: 3 rows: a, b", "b: 2; average 2; sum 6"]


def test_a_document_of_another_kind_is_not_described() -> None:
    page = make_page(make_block("A few words of prose."))

    assert list(describe(open_all(make_document(page))[0], "en")) == []
