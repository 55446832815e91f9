from dataclasses import replace

from tests.unit.documents.tables.made import XS, table_lines
from wasat.documents.document import Table
from wasat.documents.tables.build import build_table
from wasat.documents.tables.continued import continues, head_of, mark_continued

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
