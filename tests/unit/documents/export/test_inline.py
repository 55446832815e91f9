from tests.unit.documents.making import lines, marked
from wasat.documents.document import Break
from wasat.documents.export.inline import Look, Stretch, iter_stretches
from wasat.documents.looks import Mark, Style

BOLD = Look(Style.BOLD)


def test_text_without_marks_is_one_stretch() -> None:
    assert list(iter_stretches(lines("a b"))) == [Stretch("a b", ())]


def test_marks_cut_the_text_where_they_begin_and_end() -> None:
    found = list(iter_stretches(marked("H2O is", Mark(1, 2, Style.SUBSCRIPT))))
    assert found == [
        Stretch("H", ()),
        Stretch("2", (Look(Style.SUBSCRIPT),)),
        Stretch("O is", ()),
    ]


def test_looks_lie_in_one_order_whatever_that_of_the_marks() -> None:
    marks = (Mark(0, 1, Style.ITALIC), Mark(0, 1, Style.BOLD))
    (found,) = iter_stretches(marked("a", *marks))
    assert found.looks == (Look(Style.BOLD), Look(Style.ITALIC))


def test_a_mark_goes_on_over_the_end_of_a_line() -> None:
    first = marked("a b", Mark(2, 3, Style.BOLD), ends_with=Break.SPACE)
    second = marked("c d", Mark(0, 1, Style.BOLD))
    found = list(iter_stretches((*first, *second)))
    assert found == [Stretch("a ", ()), Stretch("b c", (BOLD,)), Stretch(" d", ())]


def test_a_hyphen_that_is_no_part_of_the_word_is_no_part_of_its_mark() -> None:
    first = marked("dam-", Mark(0, 4, Style.BOLD), ends_with=Break.HYPHEN)
    second = marked("age x", Mark(0, 3, Style.BOLD))
    assert next(iter_stretches((*first, *second))) == Stretch("damage", (BOLD,))


def test_a_link_that_leads_nowhere_safe_is_text() -> None:
    mark = Mark(0, 1, Style.LINK, "javascript:alert(1)")
    assert list(iter_stretches(marked("a", mark))) == [Stretch("a", ())]
