from tests.unit.evidence.pages import make_page, make_table
from wasat.evidence.rows import iter_rows
from wasat.reader.rows.turned import turn_rows


def read(*rows: tuple[str, ...]) -> list[tuple[str, list[tuple[str, str]]]]:
    turned = turn_rows(list(iter_rows(make_page(make_table(*rows)))))
    return [(row.label, [(value.header, value.text) for value in row.values]) for row in turned]


def test_a_table_with_years_down_the_side_is_read_by_its_columns() -> None:
    rows = read(("Year", "Harvest", "Staff"), ("2019", "412", "31"), ("2020", "377", "29"))

    assert rows == [
        ("Harvest", [("2019", "412"), ("2020", "377")]),
        ("Staff", [("2019", "31"), ("2020", "29")]),
    ]


def test_a_table_with_years_along_the_top_stays_as_it_is() -> None:
    rows = read(("", "2020", "2019"), ("Harvest", "377", "412"), ("Staff", "29", "31"))

    assert [label for label, _ in rows] == ["Harvest", "Staff"]


def test_a_table_with_one_year_among_other_labels_stays_as_it_is() -> None:
    rows = read(("", "Men", "Women"), ("2019", "5", "6"), ("Total", "7", "8"))

    assert [label for label, _ in rows] == ["2019", "Total"]
