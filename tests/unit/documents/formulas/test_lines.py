import pytest

from wasat.documents.formulas.lines import are_formulas


@pytest.mark.parametrize(
    "text",
    [
        "E = mc 2 , (2)",
        "x 1 + y ≤ z 4 (3)",
        "∂ u + ∇ v (7)",
        "a = b c = d e = f sin x y z w q r s t",
    ],
)
def test_signs_of_mathematics_are_formulas(text: str) -> None:
    assert are_formulas(text.split(" "))


@pytest.mark.parametrize(
    "text",
    ["Rain n = 12 p = .03", "3 12 = 4 7 9", "a b c d", "Cu Ag Au κ", "Speed ∂ u ∇ v"],
    ids=["names", "figures", "letters", "one sign", "a name"],
)
def test_words_and_figures_are_none(text: str) -> None:
    assert not are_formulas(text.split(" "))
