import pytest

from wasat.documents.formats.flow.markers import format_number


@pytest.mark.parametrize(
    ("count", "form", "text"),
    [
        (3, "decimal", "3"),
        (3, "decimalZero", "03"),
        (28, "lowerLetter", "bb"),
        (2, "A", "B"),
        (1994, "upperRoman", "MCMXCIV"),
        (4, "i", "iv"),
        (0, "i", "0"),
        (5_000, "I", "5000"),
        (100_000, "a", "100000"),
        (3, "", "3"),
    ],
)
def test_numbers_are_written_in_their_form(count: int, form: str, text: str) -> None:
    assert format_number(count, form) == text
