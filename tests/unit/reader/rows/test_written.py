import pytest

from wasat.evidence.language import all_languages
from wasat.reader.rows.written import count_decimals, write_number


@pytest.mark.parametrize(
    ("number", "like", "code", "expected"),
    [
        (1234.0, ["(7)"], "en", "1,234"),
        (3.14159, ["1.25", "7"], "en", "3.14"),
        (0.5, ["12.5%"], "en", "0.5"),
        (1234.56, ["7,25", "1.000,5"], "de", "1.234,56"),
        (7450.0, ["41.200", "33.750"], "de", "7.450"),
        (1234.5, ["1,250.5"], "fr", "1,234.5"),
    ],
)
def test_a_result_is_written_and_as_precise_as_its_figures(
    number: float, like: list[str], code: str, expected: str
) -> None:
    language = all_languages()[code]

    assert write_number(number, count_decimals(like, language), like, language) == expected
