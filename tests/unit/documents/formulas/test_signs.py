import pytest

from wasat.documents.formulas.signs import is_mathematical, is_relation, is_telling, write_sign


@pytest.mark.parametrize(
    ("text", "latex"),
    [("iπ", "i \\pi"), ("∂B", "\\partial B"), ("−", "-"), ("sin", "\\sin"), ("𝑎", "a"),
     ("f(x)", "f ( x )"), ("<", "\\lt"), ("3.14", "3.14")],
)  # fmt: skip
def test_signs_have_their_names(text: str, latex: str) -> None:
    assert write_sign(text, is_bold=False) == latex


def test_bold_letters_stay_bold() -> None:
    assert write_sign("E", is_bold=True) == "\\mathbf{E}"
    assert write_sign("2", is_bold=True) == "2"


def test_words_of_a_language_are_no_signs() -> None:
    assert is_mathematical("F(b)")
    assert is_mathematical("log")
    assert not is_mathematical("and")
    assert not is_mathematical("年")


def test_only_some_signs_tell_a_formula_from_a_row_of_figures() -> None:
    assert is_telling("∇")
    assert not is_telling("12%")
    assert is_relation("=")
    assert not is_relation("==")
