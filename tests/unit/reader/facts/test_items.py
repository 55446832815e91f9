from tests.unit.evidence.pages import make_document
from tests.unit.reader.asking import open_all, prepare
from tests.unit.reader.lookup.searching import make_balance_sheet
from wasat.reader.facts.items import find_item
from wasat.reader.leaves.pages import Leaves

SHEET = make_document(make_balance_sheet(number=1))
LEAVES = Leaves(open_all(SHEET), [prepared for _, prepared in prepare([SHEET])])


def number(name: str, *years: int) -> float | None:
    cell = find_item(name, years, LEAVES, 0)
    return None if cell is None else cell.number


def test_a_line_item_is_of_the_year_asked_for_or_the_latest() -> None:
    assert number("total assets 2018", 2018) == 700
    assert number("total assets") == 900


def test_other_names_and_several_years_are_no_line_item() -> None:
    assert number("moon") is None
    assert number("total assets of the museum") is None
    assert number("total assets", 2018, 2019) is None
    assert number("total assets", 1999) is None


def test_a_line_item_that_is_not_there_is_none() -> None:
    assert number("net income") is None


def test_a_line_item_quotes_its_row() -> None:
    cell = find_item("total assets", (), LEAVES, 0)

    assert cell is not None
    assert [c.quote for c in cell.found().citations] == ["Total assets 900 700", "900"]
