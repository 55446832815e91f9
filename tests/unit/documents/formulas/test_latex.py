from tests.unit.documents.formulas.made import signs
from wasat.box import Box
from wasat.documents.formulas.latex import write_latex


def test_signs_are_written_from_left_to_right_however_they_are_stored() -> None:
    assert write_latex(signs(("=", 110, 100, 0), ("y", 120, 100, 0), ("x", 100, 100, 0)), []) == (
        "x = y"
    )


def test_small_signs_above_and_below_are_scripts() -> None:
    stored = signs(("x", 100, 100, 0), ("2", 105, 96, 1), ("i", 105, 102, 1), ("=", 112, 100, 0))

    assert write_latex(stored, []) == "x_{i}^{2} ="


def test_a_bar_between_signs_is_a_fraction() -> None:
    stored = signs(("=", 100, 100, 0), ("a+b", 115, 93, 0), ("2", 120, 107, 0))

    assert write_latex(stored, [Box(113, 97, 132, 97.5)]) == "= \\frac{a + b}{2}"


def test_a_fraction_may_hold_another() -> None:
    stored = signs(("1", 120, 80, 0), ("x", 112, 100, 0), ("a", 122, 93, 0), ("b", 122, 107, 0))
    bars = [Box(110, 83.5, 130, 84), Box(120, 97, 129, 97.5)]

    assert write_latex(stored, bars) == "\\frac{1}{x \\frac{a}{b}}"


def test_a_root_reaches_as_far_as_its_bar() -> None:
    stored = signs(("√", 100, 100, 0), ("x+1", 106, 100, 0), ("=", 126, 100, 0))

    assert write_latex(stored, [Box(105, 91, 122, 91.5)]) == "\\sqrt{x + 1} ="


def test_bounds_belong_to_the_sum_that_they_stand_at() -> None:
    stored = signs(("∑", 102, 100, 0), ("i=1", 98, 110, 1), ("n", 103, 90, 1), ("x", 112, 100, 0))

    assert write_latex(stored, []) == "\\sum_{i = 1}^{n} x"


def test_lines_that_stand_in_no_known_way_are_not_written() -> None:
    assert write_latex(signs(("x", 100, 100, 0), ("y", 100, 112, 0)), []) is None


def test_a_number_whose_point_is_apart_is_one() -> None:
    stored = signs(("6", 100, 100, 0), (".", 105, 100, 0), ("2", 108, 100, 0))

    assert write_latex(stored, []) == "6.2"
