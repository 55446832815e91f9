import pytest

from tests.unit.evidence.pages import make_block, make_page, make_table
from tests.unit.reader.lookup.searching import make_search, quotes_of, text_of
from wasat.reader.lookup.cell import rank_rows
from wasat.reader.lookup.finding import Finding
from wasat.reader.lookup.record import find_record

STAFF = make_page(
    make_block("These are the people who work for us on the ferry, and what they do."),
    make_table(
        ("Name", "Role", "Since"),
        ("Ada Brandt", "Captain", "2011"),
        ("Jon Eide", "Engineer", "2016"),
        ("Mia Solberg", "Purser", "2019"),
    ),
)


def ask(question: str) -> Finding | None:
    search = make_search(question, STAFF)
    return find_record(search, rank_rows(search))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Who is the engineer?", "Jon Eide; Role: Engineer; Since: 2016"),
        ("What is the role of Ada Brandt?", "Ada Brandt; Role: Captain"),
    ],
)
def test_a_row_is_found_by_any_of_its_cells(question: str, text: str) -> None:
    assert text_of(ask(question)) == text


def test_the_row_is_cited() -> None:
    assert "Engineer" in " ".join(quotes_of(ask("Who is the engineer?")))


@pytest.mark.parametrize("question", ["Who is the cook?", "What is the role?", "Who is it?"])
def test_a_row_that_no_cell_points_at_is_no_answer(question: str) -> None:
    assert ask(question) is None
