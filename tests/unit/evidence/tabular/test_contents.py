import pytest

from wasat.evidence.tabular.contents import is_contents


def test_lines_with_leaders_to_pages_are_contents() -> None:
    lines = ("1 Introduction 3", "1.1 Aims . . . . . 3", "1.2 Scope . . . . . . 4", "2 Method 6")
    assert is_contents(lines)


def test_numbered_sections_that_lead_to_rising_pages_are_contents() -> None:
    assert is_contents(("1 Introduction 3", "1.1 Aims 3", "1.2 Scope 4", "2 Method 6"))


@pytest.mark.parametrize(
    "lines",
    [
        ("Apples ..... 3", "Pears ..... 2", "Plums ..... 6", "Figs ..... 9"),
        ("Sales 3", "Costs 4", "Profit 6", "Equity 9"),
        ("1.1 Aims 3", "1.2 Scope 4", "2.1 Method 6"),
        ("1.1 Aims 3", "1.2 Scope 4", "2.1 Method 6", "2.2 Results 7.5"),
        (),
    ],
    ids=["pages fall", "no sections", "few", "a figure with decimals", "nothing"],
)
def test_other_rows_are_none(lines: tuple[str, ...]) -> None:
    assert not is_contents(lines)
