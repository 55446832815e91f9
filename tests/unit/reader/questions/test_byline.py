from dataclasses import replace

import pytest

from tests.unit.evidence.pages import make_block, make_document, make_page
from tests.unit.reader.asking import ask, citations, open_leaves
from tests.unit.reader.questions.papers import tell, write
from wasat.reader.answer import answer
from wasat.reader.questions.asked import Wish
from wasat.reader.questions.byline import find_byline

_TEXT = "This manual tells how rivers are measured and who keeps the records."


@pytest.mark.parametrize(
    ("line", "question", "names"),
    [
        ("by Ada Moss and Ben Ode", "Who wrote this manual?", "Ada Moss and Ben Ode"),
        ("Ada Moss∗ (ada@moss.org)", "Who is the author?", "Ada Moss"),
        ("Ada Moss1 and Ben van Ode2", "Who wrote these slides?", "Ada Moss and Ben van Ode"),
        ("Elaborado por: Ana Sá", "Quem elaborou este regulamento?", "Ana Sá"),
        ("Ada Moss, editor", "Who edited this manual?", "Ada Moss, editor"),
        ("Edited by Ada Moss", "Who is the editor of this manual?", "Ada Moss"),
        ("Edited by Ada Moss", "Who is the author of this manual?", "Ada Moss"),
        ("Verfasser: Dr. Ada Moos", "Wer hat diesen Leitfaden verfasst?", "Dr. Ada Moos"),
        ("Autora: Ana de la Vega", "¿Quién es la autora de esta guía?", "Ana de la Vega"),
        (
            "Anne Le Goff et Luc Roy",
            "Qui sont les auteurs de ce guide ?",
            "Anne Le Goff et Luc Roy",
        ),
        ("A cura di Ugo Neri", "Chi ha curato questo manuale?", "Ugo Neri"),
        ("Organizado por Rui Sá", "Quem organizou este livro?", "Rui Sá"),
        ("Auteur: Eva de Wit", "Wie is de auteur van deze gids?", "Eva de Wit"),
    ],
)
def test_a_first_page_names_who_wrote_it(line: str, question: str, names: str) -> None:
    document = write("River Manual", line, _TEXT)
    assert tell(question, document) == f"{names} [p. 1]"


def test_names_below_one_another_are_all_told() -> None:
    document = write(
        "River Manual", "Authors:", "Ada Moss <a@b.org>|Ben Ode", "b@c.org", "Cy Fox", _TEXT
    )
    chunks = ask(answer, "Who are the authors of this manual?", document)
    assert [c.quote for c in citations(chunks)] == ["Ada Moss <a@b.org>", "Ben Ode", "Cy Fox"]
    assert chunks[0].text == "Ada Moss, Ben Ode, Cy Fox"


def test_the_author_that_the_file_names_is_told_where_the_first_page_names_him() -> None:
    document = write("River Manual", "A manual of ADA MOSS for everybody", _TEXT)
    named = replace(document, summary=replace(document.summary, author="Ada Moss"))
    assert tell("Who wrote this manual?", named) == "ADA MOSS [p. 1]"
    other = replace(document, summary=replace(document.summary, author="Word User"))
    assert "Word User" not in tell("Who wrote this manual?", other)


@pytest.mark.parametrize(
    "line",
    [
        "River Measured",  # small letters elsewhere: a title, no name
        "Moss University",
        "Keeps of Records",
        "by the river",
        f"{'Ada Moss, ' * 20}Ben Ode",
        "***",
    ],
)
def test_other_lines_are_no_names(line: str) -> None:
    assert list(find_byline(open_leaves(write("Manual", line, _TEXT)), Wish.AUTHOR)) == []


def test_a_label_without_names_below_names_nobody() -> None:
    document = write("Manual", "Authors:", _TEXT)
    assert list(find_byline(open_leaves(document), Wish.AUTHOR)) == []


def test_names_on_the_next_page_belong_to_that_page() -> None:
    pages = (
        make_page(make_block("Manual"), make_block("Ada Moss", top=60.0)),
        make_page(make_block("Ben Ode"), number=2),
    )
    found = next(find_byline(open_leaves(make_document(*pages)), Wish.WRITER))
    assert found.printed == "Ada Moss"


def test_editors_are_not_authors_and_others_have_no_byline() -> None:
    leaves = open_leaves(write("Manual", "by Ada Moss", _TEXT))
    assert list(find_byline(leaves, Wish.EDITOR)) == []
    assert list(find_byline(leaves, Wish.DATE)) == []
