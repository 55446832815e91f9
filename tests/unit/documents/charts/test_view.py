import pytest

from tests.unit.documents.layout.made import strip
from wasat.box import Box
from wasat.documents.charts.view import Number, cut, lay, parse_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", Number(12, "", "")),
        ("1,250.5", Number(1250.5, "", "")),
        ("-3", Number(-3, "", "")),
        ("\u22123%", Number(-3, "", "%")),
        ("$40k", Number(40, "$", "k")),
    ],
)
def test_a_tick_is_a_number_with_its_unit(text: str, number: Number) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize("text", ["Jan", "0-4", "", "12 apples", "1997–2007"])
def test_other_labels_are_no_numbers(text: str) -> None:
    assert parse_number(text) is None


def test_numbers_in_one_line_are_labels_of_their_own() -> None:
    assert [it.text for it in cut(strip("0 20 40", 0, 100))] == ["0", "20", "40"]
    assert len(cut(strip("New York", 0, 100))) == 1


def test_a_lying_chart_is_laid_upright_and_back() -> None:
    view = lay(Box(10, 20, 110, 60), {3: strip("5", 40, 70)}, (), [], is_lying=True)

    assert view.box == Box(20, 10, 60, 110)
    assert view.labels[0].middle == pytest.approx(42.5)
    assert view.shown(view.box) == Box(10, 20, 110, 60)
