import pytest

from tests.unit.evidence.pages import make_document, make_heading, make_page, make_table
from tests.unit.reader.asking import ask, cited
from tests.unit.reader.lookup.searching import make_search
from tests.unit.reader.questions.papers import tell
from wasat.documents.document import Document
from wasat.reader.answer import answer
from wasat.reader.questions.spending import find_spending


def make_budget(title: str, total: str, *, header: str = "2023") -> Document:
    """A table of expenses with its sum in the last row."""
    rows = (("", header), ("Strom", "1340"), ("Miete", "5200"), ("Buch", "610"), (total, "7150"))
    return make_document(make_page(make_heading(title), make_table(*rows)))


@pytest.mark.parametrize(
    ("title", "total", "largest", "whole"),
    [
        ("Expenses", "Total", "What was most spent on?", "How much was spent altogether?"),
        ("Ausgaben", "Gesamt", "Was ist der größte Ausgabenposten?",
         "Wie viel wurde insgesamt ausgegeben?"),
        ("Dépenses", "Total", "Quelle est la dépense la plus élevée ?",
         "Combien a-t-on dépensé au total ?"),
        ("Gastos", "Total", "¿En qué se gastó más?", "¿Cuánto se gastó en total?"),
        ("Spese", "Totale", "Per cosa si è speso di più?", "Quanto si è speso in totale?"),
        ("Despesas", "Total", "Em que se gastou mais?", "Quanto se gastou no total?"),
        ("Uitgaven", "Totaal", "Waaraan is het meest uitgegeven?",
         "Hoeveel is er in totaal uitgegeven?"),
    ],
)  # fmt: skip
def test_a_table_of_expenses_tells_the_largest_and_all(
    title: str, total: str, largest: str, whole: str
) -> None:
    document = make_budget(title, total)
    assert tell(largest, document) == "Miete: 5200 [p. 1]"
    assert tell(whole, document) == f"{total}: 7150 [p. 1]"


def test_what_is_told_is_cited() -> None:
    (claim,) = cited(ask(answer, "What was most spent on?", make_budget("Expenses", "Total")))
    assert claim[1] == ["Miete 5200", "5200"]


def test_the_sum_may_say_that_it_was_spent() -> None:
    assert tell("What was most spent on?", make_budget("The year", "Total costs")).startswith(
        "Miete"
    )


@pytest.mark.parametrize(
    ("document", "question"),
    [
        (make_budget("Visitors", "Total"), "What was most spent on?"),
        (make_budget("Expenses", "Total", header="Budget 2023"), "What was most spent on?"),
        (make_budget("Expenses", "Total"), "What was most spent on in 2019?"),
        (make_budget("Expenses", "Total"), "What is the rent?"),
    ],
)
def test_other_tables_years_plans_and_questions_do_not_tell(
    document: Document, question: str
) -> None:
    assert find_spending(make_search(question, *document.pages)) is None


def test_a_table_without_a_sum_tells_no_sum() -> None:
    rows = (("", "2023"), ("Strom", "1340"), ("Miete", "5200"))
    document = make_document(make_page(make_heading("Expenses"), make_table(*rows)))
    assert "[p." not in tell("How much was spent altogether?", document)
