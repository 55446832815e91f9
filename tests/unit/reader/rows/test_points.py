from dataclasses import replace

import pytest

from tests.unit.evidence.pages import make_block, make_page, make_table
from tests.unit.reader.lookup.searching import make_search, text_of
from wasat.documents.document import Page
from wasat.evidence.language import all_languages
from wasat.evidence.rows import iter_rows
from wasat.reader.lookup.cell import rank_rows
from wasat.reader.lookup.compute import compute
from wasat.reader.rows.points import read_points

POOL = make_page(make_table(("Besucher", "2022", "2021"), ("Freibad", "41.200", "33.750")))


def read(page: Page, code: str) -> list[float | None]:
    rows = read_points(list(iter_rows(page)), all_languages()[code])
    return [value.number for row in rows for value in row.values]


def test_points_part_thousands_where_the_language_does_so() -> None:
    assert read(POOL, "de") == [41200.0, 33750.0]
    assert read(POOL, "en") == [41.2, 33.75]


@pytest.mark.parametrize("other", ["3.5", "0.125", "1,234", "2.71828"])
def test_a_figure_with_another_point_or_comma_tells_that_they_do_not(other: str) -> None:
    page = make_page(make_table(("", "2022", "2021"), ("Freibad", "41.200", other)))

    assert read(page, "de")[0] == 41.2


def test_other_figures_stay_as_they_are() -> None:
    page = make_page(make_table(("", "2022", "2021"), ("Freibad", "1.234.567", "12,5")))

    assert read(page, "de") == [1234567.0, 12.5]


@pytest.mark.parametrize(
    ("question", "start"),
    [
        ("Wie groß war die Veränderung im Freibad von 2021 auf 2022?", "7.450 = 41.200 (2022)"),
        ("Wie hoch war der Durchschnitt im Freibad für 2021 und 2022?", "37.475 = "),
        ("Um wie viel Prozent stieg das Freibad von 2021 auf 2022?", "22,07% = "),
    ],
)
def test_a_result_is_written_as_the_figures_are(question: str, start: str) -> None:
    german = make_block("Die Zahl der Besucher ist in dem Bad und auf der Wiese gestiegen.")
    search = make_search(question, make_page(german, *POOL.blocks))
    row = rank_rows(search)[0]
    rows = read_points([row.row], all_languages()["de"])

    found = compute(search, replace(row, row=rows[0]))

    assert text_of(found).startswith(start)
