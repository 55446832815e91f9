import pytest

from tests.unit.evidence.pages import make_block, make_heading, make_page
from tests.unit.reader.asking import ask, citations
from tests.unit.reader.lookup.searching import make_search
from tests.unit.reader.questions.papers import tell, write
from wasat.reader.answer import answer
from wasat.reader.questions.headed import find_headed


@pytest.mark.parametrize(
    ("head", "question"),
    [
        ("Premises", "Where are the premises?"),
        ("The premises:", "Where are the premises located?"),
        ("Lager", "Wo befindet sich das Lager?"),
        ("Adresse du local", "Où se trouve le local ?"),
        ("Almacén", "¿Dónde está el almacén?"),
        ("Sede", "Dove si trova la sede?"),
        ("Armazém", "Onde fica o armazém?"),
        ("Adres van het complex", "Waar ligt het complex?"),
    ],
)
def test_the_address_below_the_heading_is_where_it_is(head: str, question: str) -> None:
    document = write("Annex to the lease", head, "Unit 6, Canal Wharf|Burnley BB11 1JG", "Terms")
    assert tell(question, document) == "Unit 6, Canal Wharf, Burnley BB11 1JG [p. 1]"


def test_both_lines_of_the_address_are_cited() -> None:
    document = write("Premises", "Unit 6, Canal Wharf|Burnley BB11 1JG")
    quotes = [
        citation.quote for citation in citations(ask(answer, "Where are the premises?", document))
    ]
    assert quotes == ["Unit 6, Canal Wharf", "Burnley BB11 1JG"]


def test_a_sentence_that_speaks_of_the_thing_stays() -> None:
    document = write("Boathouse", "12 Quay Street", "The boathouse lies in Alster Lane.")
    assert tell("Where is the boathouse?", document).startswith("The boathouse lies in Alster Lane")


@pytest.mark.parametrize(
    "below", ["No address is known here", "It was sold in 2019 to Harold Meyer and Sons."]
)
def test_what_is_no_address_is_not_told(below: str) -> None:
    page = make_page(make_heading("Premises"), make_block(below, top=60.0))
    assert find_headed(make_search("Where are the premises?", page), None) is None


def test_a_question_for_no_place_has_no_heading() -> None:
    page = make_page(make_heading("Premises"), make_block("12 Quay Street", top=60.0))
    assert find_headed(make_search("Who owns the premises?", page), None) is None
    assert (
        find_headed(make_search("Where are the " + "old " * 40 + "premises?", page), None) is None
    )


def test_other_headings_name_other_things() -> None:
    document = write(
        "Rules about the use of all the premises here", "12 Quay Street", "Fees", "9 Mill Road"
    )
    assert "Mill Road" not in tell("Where are the premises?", document)


def test_a_line_of_a_great_many_letters_is_looked_through_once() -> None:
    page = make_page(make_heading("A" + "a" * 200_000), make_block("12 Quay Street", top=60.0))

    assert find_headed(make_search("Where are the premises?", page), None) is None
