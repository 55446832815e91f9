import pytest

from wasat.evidence.tabular.scale import ONES, find_scale


@pytest.mark.parametrize(
    ("text", "factor", "words"),
    [
        ("(in millions, except per share)", 1e6, "in millions"),
        ("(U.S. dollars in thousands)", 1e3, "U.S. dollars in thousands"),
        ("in TEUR", 1e3, "in TEUR"),
        ("in Tsd. EUR", 1e3, "in Tsd. EUR"),
        ("Angaben in Millionen Euro", 1e6, "in Millionen Euro"),
        ("Mrd. €", 1e9, "Mrd. €"),
        ("(EUR million)", 1e6, "EUR million"),
        ("US$'000", 1e3, "US$'000"),
        ("€m", 1e6, "€m"),
        ("in 1.000 EUR", 1e3, "in 1.000 EUR"),
        ("en milliers d'euros", 1e3, "en milliers d'euros"),
        ("(millones de euros)", 1e6, "millones de euros"),
        ("en miles de euros", 1e3, "en miles de euros"),
        ("in migliaia di euro", 1e3, "in migliaia di euro"),
        ("em milhares de reais", 1e3, "em milhares de reais"),
        ("(in duizenden euro's)", 1e3, "in duizenden euro's"),
    ],
)
def test_a_table_says_what_its_figures_are_counted_in(text: str, factor: float, words: str) -> None:
    assert find_scale(text) == (factor, words)


@pytest.mark.parametrize(
    "text", ["nothing of the kind", "in 1,000 cases", "in T cells", "in miles per hour", "EUR", "m"]
)
def test_what_is_no_scale_is_not_taken_for_one(text: str) -> None:
    assert find_scale(text) == ONES
