from dataclasses import replace

from tests.unit.documents.layout.made import strip
from tests.unit.documents.tables.made import XS, table_lines, texts
from wasat.documents.document import Line, Table
from wasat.documents.looks import Mark, Style
from wasat.documents.tables.build import build_table
from wasat.documents.tables.continued import adopt, continues, head_of, mark_continued, merge

HEAD = ("Place", "First", "Second")


def _table(*rows: tuple[str, ...], xs: list[float] = XS) -> Table:
    table = build_table(table_lines(*rows, xs=xs), (), frozenset())
    assert table is not None
    return table


ABOVE = _table(HEAD, ("Rain", "12", "14"), ("Snow", "2", "9"))
BELOW = _table(("Wind", "1", "2"), ("Hail", "3", "4"))


def test_a_table_with_the_same_columns_goes_on() -> None:
    assert continues(ABOVE, BELOW)


def test_a_table_with_other_columns_does_not() -> None:
    assert not continues(ABOVE, replace(BELOW, column_count=2))


def test_a_table_that_stands_elsewhere_does_not() -> None:
    elsewhere = _table(("Wind", "1", "2"), ("Hail", "3", "4"), xs=[400, 500, 560])

    assert not continues(ABOVE, elsewhere)


def test_a_repeated_head_stays_a_head() -> None:
    again = _table(HEAD, ("Wind", "1", "2"))

    marked = mark_continued(ABOVE, again)

    assert marked.is_continued
    assert head_of(marked) == list(HEAD)


def test_the_first_row_of_a_continuation_is_no_head() -> None:
    marked = mark_continued(ABOVE, BELOW)

    assert marked.is_continued
    assert head_of(marked) == []


def test_words_of_an_adopted_row_look_as_they_did() -> None:
    line = _lines(("Total", "14", "23"))[0]
    marks = (Mark(0, 8, Style.BOLD), Mark(9, 10, Style.SUPERSCRIPT))

    table = adopt(ABOVE, [replace(line, marks=marks)])

    assert table is not None
    assert [it.lines[0].marks for it in table.cells] == [
        (Mark(0, 5, Style.BOLD),),
        (Mark(0, 2, Style.BOLD),),
        (Mark(0, 1, Style.SUPERSCRIPT),),
    ]


def _lines(*rows: tuple[str, ...]) -> list[Line]:
    """Each row as one line of words, as a paragraph has them."""
    return [
        Line(words=tuple(word for it in row for word in it.words)) for row in table_lines(*rows)
    ]


def test_a_single_row_in_the_columns_of_a_table_is_its_continuation() -> None:
    table = adopt(ABOVE, _lines(("Total", "14", "23")))

    assert table is not None
    assert table.is_continued
    assert texts(table) == [["Total", "14", "23"]]


def test_rows_that_leave_a_column_empty_keep_their_places() -> None:
    table = adopt(ABOVE, _lines(("Wind", "", "3"), ("Hail", "", "4")))

    assert table is not None
    assert texts(table) == [["Wind", "", "3"], ["Hail", "", "4"]]


def test_a_sentence_under_a_table_is_none_of_its_rows() -> None:
    sentence = strip("What fell as rain was measured twice a day by hand", 72, 100)

    assert adopt(ABOVE, [Line(words=sentence.words)]) is None
    assert adopt(ABOVE, _lines(("3.2", "Results", ""))) is None


def test_a_table_goes_on_in_the_next_column() -> None:
    beside = _table(("Wind", "1", "2"), ("Hail", "3", "4"), xs=[x + 300 for x in XS])

    assert not continues(ABOVE, beside)
    assert continues(ABOVE, beside, 300)
    merged = merge(ABOVE, beside)
    assert [row[0] for row in texts(merged)] == ["Place", "Rain", "Snow", "Wind", "Hail"]
    assert head_of(merged) == list(HEAD)


def test_a_head_repeated_in_the_next_column_is_left_out() -> None:
    merged = merge(ABOVE, _table(HEAD, ("Wind", "1", "2")))

    assert [row[0] for row in texts(merged)] == ["Place", "Rain", "Snow", "Wind"]
    assert merged.row_count == 4


def test_a_single_row_in_the_next_column_is_moved_back() -> None:
    (line,) = _lines(("Total", "14", "23"))
    words = tuple(
        it._replace(box=it.box._replace(x0=it.box.x0 + 300, x1=it.box.x1 + 300))
        for it in line.words
    )
    moved = [Line(words=words)]

    assert adopt(ABOVE, moved) is None
    table = adopt(ABOVE, moved, is_moved=True)
    assert table is not None
    assert texts(table) == [["Total", "14", "23"]]
