from tests.unit.documents.formulas.made import STYLES, words
from wasat.box import Box
from wasat.documents.formulas.find import find_formulas

SQUARES = [
    ("a", 200.0, 100.0, 0),
    ("2", 205.0, 96.0, 1),
    ("=", 212.0, 100.0, 0),
    ("c", 220.0, 100.0, 0),
]


def test_signs_by_themselves_are_a_formula() -> None:
    found = find_formulas(words(*SQUARES), STYLES, [], [])

    assert [formula.latex for formula in found] == ["a^{2} = c"]
    assert found[0].box.x0 == 200


def test_signs_in_a_sentence_are_none() -> None:
    sentence = words(("where", 165.0, 100.0, 0), *SQUARES)

    assert find_formulas(sentence, STYLES, [], []) == []


def test_a_number_in_the_margin_is_no_part_and_no_hindrance() -> None:
    numbered = words(*SQUARES, ("(3)", 480.0, 100.0, 0))

    assert [it.latex for it in find_formulas(numbered, STYLES, [], [])] == ["a^{2} = c"]


def test_a_row_of_figures_is_none() -> None:
    row = words(("n", 200, 100, 0), ("=", 208, 100, 0), ("120", 216, 100, 0))

    assert find_formulas(row, STYLES, [], []) == []


def test_code_and_cells_are_none() -> None:
    code = words(*[(text, x, y, 3) for text, x, y, _ in SQUARES])

    assert find_formulas(code, STYLES, [], []) == []
    assert find_formulas(words(*SQUARES), STYLES, [], [Box(150, 50, 300, 150)]) == []


def test_a_fraction_joins_what_is_over_and_under_its_bar() -> None:
    page = words(
        ("E", 200, 100, 2), ("=", 208, 100, 0), ("ρ", 220, 93, 0), ("ε", 220, 107, 0),
    )  # fmt: skip

    found = find_formulas(page, STYLES, [Box(218, 97, 227, 97.5)], [])

    assert [it.latex for it in found] == ["\\mathbf{E} = \\frac{\\rho}{\\varepsilon}"]


def test_an_item_of_a_list_and_a_line_of_a_paragraph_are_none() -> None:
    item = words(("150.", 170.0, 100.0, 0), *SQUARES)
    line = words(("where", 195.0, 88.0, 0), *SQUARES)

    assert find_formulas(item, STYLES, [], []) == []
    assert find_formulas(line, STYLES, [], []) == []
