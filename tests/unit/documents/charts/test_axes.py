import pytest

from tests.unit.documents.layout.made import strip
from wasat.box import Box
from wasat.documents.charts.axes import find_categories, find_scale
from wasat.documents.charts.view import View, lay
from wasat.documents.layout.sheet import Strip

BOX = Box(100, 100, 300, 200)


def _view(*labels: Strip) -> View:
    return lay(BOX, dict(enumerate(labels)), (), [], is_lying=False)


def _ticks(*texts: str) -> list[Strip]:
    return [strip(text, 80 - 5 * len(text), 200 - 40 * n) for n, text in enumerate(texts)]


def test_numbers_at_even_steps_are_an_axis() -> None:
    scale = find_scale(_view(*_ticks("0", "10", "20")))

    assert scale is not None
    assert scale.value(200 - 3.5) == pytest.approx(0)
    assert scale.value(160 - 3.5) == pytest.approx(10)
    assert scale.write(12.34) == "12.34"[:4]


@pytest.mark.parametrize("texts", [("0", "10", "50"), ("0", "10"), ("a", "b", "c")])
def test_other_labels_are_none(texts: tuple[str, ...]) -> None:
    assert find_scale(_view(*_ticks(*texts))) is None


def test_values_bear_the_unit_of_the_axis() -> None:
    scale = find_scale(_view(*_ticks("0%", "50%", "100%")))

    assert scale is not None
    assert scale.write(-12.345) == "-12.3%"
    assert scale.write(-0.0001) == "0%"


def test_large_values_are_written_no_finer_than_they_can_be_told() -> None:
    scale = find_scale(_view(*_ticks("0", "10,000", "20,000")))

    assert scale is not None
    assert scale.write(12_345) == "12300"


def test_categories_are_the_labels_below_what_is_drawn() -> None:
    names = [strip(text, 120 + 60 * n, 215) for n, text in enumerate(("May", "June", "July"))]
    view = _view(*_ticks("0", "10", "20"), *names, strip("Title of it", 150, 90))
    scale = find_scale(view)
    assert scale is not None

    found = find_categories(view, scale, [127, 190, 250], is_even=False)

    assert [it.strip.text for it in found] == ["May", "June", "July"]
    assert find_categories(view, scale, [127, 190, 600], is_even=False) == []


def test_two_labels_are_too_few_for_a_line() -> None:
    names = [strip(text, 120 + 60 * n, 215) for n, text in enumerate(("May", "June"))]
    view = _view(*_ticks("0", "10", "20"), *names)
    scale = find_scale(view)
    assert scale is not None

    assert find_categories(view, scale, [127, 190], is_even=True) == []
