import pytest

from tests.unit.evidence.pages import make_document, make_page, make_table
from tests.unit.reader.asking import ask, citations, cited, join
from tests.unit.reader.records.made import ORDERS, STAFF, make_csv
from wasat.reader.answer import answer


def told(question: str, text: str = ORDERS) -> str:
    """The answer without its marks of place."""
    lines = join(ask(answer, question, make_csv(text))).strip().splitlines()
    return "\n".join(line.partition(" [row")[0] for line in lines)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How many orders are there?", "6 rows"),
        ("What is the total number of orders?", "6 rows"),
        ("How many orders did Acme Ltd place?", "3 rows (Acme Ltd)"),
        ("How many orders were placed in May 2024?", "2 rows (May 2024)"),
        ("How many orders were placed in 2025?", "2 rows (2025)"),
        (
            "How many orders have a quantity between 3 and 10?",
            "3 rows (quantity ≥ 3, quantity ≤ 10)",
        ),
        (
            "How many different customers are there?",
            "3 different values of customer: Acme Ltd, Delta SA, Corner Shop",
        ),
        ("What is the total of order 1003?", "total: 80.00"),
        ("What is the sum of the totals?", "sum of total: 634.00 (6 rows)"),
        ("What is the total quantity?", "sum of quantity: 60 (6 rows)"),
        (
            "What is the total for the region East?",
            "sum of total (East): 340.00 = 100.00 + 240.00 (2 rows)",
        ),
        ("What is the average quantity?", "average of quantity: 10 (6 rows)"),
        ("What is the median unit price?", "median of unit_price: 43.62 (6 rows)"),
        ("Which order has the highest total?", "1006: total: 240.00"),
        ("What is the earliest date?", "1001: date: 2024-03-04"),
        ("Which product has the highest unit price?", "Pump: unit_price: 80.00"),
        (
            "Which region has the highest total?",
            "East: sum of total: 340.00 = 100.00 + 240.00 (2 rows)",
        ),
        (
            "Which region has the lowest average total?",
            "North: average of total: 44.67 (3 rows)",
        ),
        ("Which customer placed the most orders?", "Acme Ltd: 3 rows"),
        ("What was the unit price of order 1005?", "unit_price: 7.25"),
        ("Who was the customer of order 1002?", "Delta SA"),
        ("When was order 1004 placed?", "date: 2024-05-30"),
        ("Show order 1005", "order_id: 1005; date: 2025-01-02; region: North; product: Hose;"
         " quantity: 4; unit_price: 7.25; total: 29.00; customer: Corner Shop"),
        ("List the products.", "- Valve\n- Pump\n- Hose"),
        ("Which products did Delta SA order?", "Pump"),
        (
            "List all orders of Acme Ltd with a total above 50.",
            "- 1004: total: 100.00\n- 1006: total: 240.00",
        ),
        (
            "Which orders were placed after 2024-12-31?",
            "- 1005: date: 2025-01-02\n- 1006: date: 2025-02-14",
        ),
        ("What is the total by product?", "- Valve: 125.00\n- Pump: 480.00\n- Hose: 29.00"),
        ("How many orders per region?", "- North: 3\n- South: 1\n- East: 2"),
    ],
)  # fmt: skip
def test_records_are_counted_computed_and_looked_up(question: str, expected: str) -> None:
    assert told(question) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Wie viele Mitarbeiter arbeiten in der Technik?", "2 Zeilen (Technik)"),
        ("Wie hoch ist das Gehalt von Clara Dietz?", "Gehalt: 7.900,50"),
        ("Wie hoch ist das Gehalt von Mitarbeiter Nr. 103?", "Gehalt: 7.900,50"),
        (
            "Wie hoch ist das durchschnittliche Gehalt?",
            "Durchschnitt von Gehalt: 6.475,50 (4 Zeilen)",
        ),
        ("Wer hat das höchste Gehalt?", "Bernd Cohn: Gehalt: 8.100,50"),
        ("Welche Abteilungen gibt es?", "- Vertrieb\n- Technik\n- Verwaltung"),
        ("Liste alle Mitarbeiter in Köln", "- Anna Berg\n- Bernd Cohn\n- David Ernst"),
        ("Durchschnittliches Gehalt nach Standort", "- Köln: 6.000,50\n- Bonn: 7.900,50"),
    ],
)  # fmt: skip
def test_german_sheets_are_asked_in_german(question: str, expected: str) -> None:
    text = STAFF.replace("Personalnr.", "Mitarbeiter Nr.")

    assert told(question, text) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "¿Cuál es la suma de total por region?",
            "- North: 134.00\n- South: 160.00\n- East: 340.00",
        ),
        ("¿Cuál es el promedio de quantity?", "media de quantity: 10 (6 filas)"),
        ("Quelle est la moyenne de quantity ?", "moyenne de quantity: 10 (6 lignes)"),
        ("Qual è la media di quantity?", "media di quantity: 10 (6 righe)"),
        ("Qual é a média de quantity?", "média de quantity: 10 (6 linhas)"),
        ("Wat is het gemiddelde van quantity?", "gemiddelde van quantity: 10 (6 rijen)"),
        ("Quanti ordini ci sono?", "6 righe"),
        ("Combien de customer différents y a-t-il ?",
         "3 valeurs différentes de customer: Acme Ltd, Delta SA, Corner Shop"),
    ],
)  # fmt: skip
def test_sheets_are_asked_in_other_languages(question: str, expected: str) -> None:
    assert told(question) == expected


@pytest.mark.parametrize(
    "question",
    [
        "How many refunds did Acme Ltd get?",
        "What is the profit margin?",
        "How many orders did Gamma GmbH place?",
        "How many orders were placed in 2019?",
        "Which customer complained?",
        "What is the highest average total?",
        "Which employee handled order 1005?",
    ],
)
def test_what_is_not_wholly_understood_is_not_computed(question: str) -> None:
    assert told(question) == "The document does not state this."


def test_every_cell_of_a_figure_is_cited() -> None:
    chunks = ask(answer, "What is the total for the region East?", make_csv())

    assert [quotes for _, quotes in cited(chunks)] == [["100.00", "240.00"]]
    assert [citation.place for citation in citations(chunks)] == ["row 5", "row 7"]
    assert "[row 5 – row 7]" in join(chunks)


def test_of_very_many_cells_the_first_and_the_last_are_cited() -> None:
    rows = "".join(f"{number},{number % 7}\n" for number in range(1, 301))
    chunks = ask(answer, "What is the sum of points?", make_csv(f"player_id,points\n{rows}"))

    assert join(chunks).startswith("sum of points: 903 (300 rows)")
    places = [citation.place for citation in citations(chunks)]
    assert (len(places), places[0], places[-1]) == (40, "row 2", "row 301")


def test_a_group_without_figures_has_no_average() -> None:
    text = "name,team,points\nAda,red,5\nBea,green,\nCid,red,9\nDan,blue,9\n"

    assert told("Average points by team", text) == "- red: 7\n- blue: 9"


def test_one_word_is_the_value_alone() -> None:
    assert told("Which order has the highest total? Answer in one word.") == "1006"
    assert told("Which customer placed the most orders? Answer in one word.") == "Acme Ltd"


def test_tables_of_other_documents_are_no_sheets() -> None:
    page = make_page(make_table(("Item", "Price"), ("Flour", "2"), ("Honey", "6"), ("Tea", "4")))

    assert "average of" not in join(ask(answer, "What is the average price?", make_document(page)))


def test_a_list_that_is_cut_says_so() -> None:
    rows = "".join(f"p{number},{number}\n" for number in range(1, 1202))
    lines = told("List all players with points over 0", f"player_id,points\n{rows}").splitlines()

    assert (len(lines), lines[-1]) == (501, "- 500 of 1,201 rows")


def test_a_very_long_question_is_not_asked_of_records() -> None:
    asked = "What is the average {}quantity?"

    assert told(asked.format("of the " * 3)) == "average of quantity: 10 (6 rows)"
    assert told(asked.format("of the " * 80)) != "average of quantity: 10 (6 rows)"
