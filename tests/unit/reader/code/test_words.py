import pytest

from wasat.reader.code.words import Kind, Matter, Wish, read_wish


@pytest.mark.parametrize(
    ("question", "wish"),
    [
        ("Which functions does this file define?", Wish(matter=Matter.LIST, kind=Kind.FUNCTION)),
        ("List all the classes.", Wish(matter=Matter.LIST, kind=Kind.CLASS)),
        ("What methods are defined here?", Wish(matter=Matter.LIST, kind=Kind.METHOD)),
        ("Welche Funktionen gibt es?", Wish(matter=Matter.LIST, kind=Kind.FUNCTION)),
        ("Quelles fonctions sont définies ?", Wish(matter=Matter.LIST, kind=Kind.FUNCTION)),
        ("What does `drain()` return?", Wish(matter=Matter.RETURNS, name="drain")),
        ("What does the method JobQueue.pop return?", Wish(matter=Matter.RETURNS, name="pop")),
        ("Was macht die Funktion drain?", Wish(matter=Matter.PURPOSE, name="drain")),
        ("What are the arguments of drain?", Wish(matter=Matter.PARAMETERS, name="drain")),
    ],
)
def test_a_question_about_code_is_read(question: str, wish: Wish) -> None:
    assert read_wish(question) == wish


@pytest.mark.parametrize("question", ["Who wrote this?", f"List the {'very ' * 40} classes"])
def test_other_questions_ask_nothing_of_code(question: str) -> None:
    assert read_wish(question) is None
