import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasat.documents.formats.office.sheet.number_format import built_in, format_value


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (1234.5, "#,##0.00", "1,234.50"),
        (-1234.5, "#,##0.00;(#,##0.00)", "(1,234.50)"),
        (1234.5, '_-* #,##0.00\\ "€"_-;-* #,##0.00\\ "€"_-', "1,234.50 €"),
        (1234.5, '"$"#,##0.00_);[Red]\\("$"#,##0.00\\)', "$1,234.50"),
        (3, "[$€-407] #,##0", "€ 3"),
        (0.125, "0.0%", "12.5%"),
        (1234567, '#,##0.0,,"M"', "1.2M"),
        (12345, "0.00E+00", "1.23E+04"),
        (0.00012, "0.0E-0", "1.2E-4"),
        (0.5, "# ?/?", "1/2"),
        (2.25, "# ?/?", "2 1/4"),
        (0.3, "# ?/8", "2/8"),
        (7, "000", "007"),
        (5550123, "000-0000", "555-0123"),
        (12, "0.##", "12"),
        (0.5, ".00", ".50"),
        (-0.001, "0.0", "0.0"),
        (-3, "0", "-3"),
        (2.5, "0", "3"),
        (0, '#,##0;-#,##0;"-"', "-"),
        (-1, "0;;", ""),
        (5, '[<10]"low";"high"', "low"),
        (50, '[<10]"low";"high"', "high"),
        (50, "[<10]0;[<20]00;[>90]000", "50"),
        (1, "@", "1"),
        (0.1 + 0.2, "General", "0.3"),
        (123456789012, "General", "123456789012"),
        (1e-7, "General", "0.0000001"),
        (1.5e300, "General", "1.5E+300"),
        (45000, "yyyy-mm-dd", "2023-03-15"),
        (45000.75, "d/m/yyyy h:mm AM/PM", "15/3/2023 6:00 PM"),
        (45000, "[$-407]d. mmmm yyyy", "15. March 2023"),
        (45000, "ddd mmmmm", "Wed M"),
        (1.5, "[h]:mm", "36:00"),
        (0.5, "mm:ss.0", "00:00.0"),
        (59, "d mmm yyyy", "28 Feb 1900"),
        (-1, "yyyy", "####"),
        (float("nan"), "0", "#NUM!"),
    ],
)
def test_a_number_is_written_as_its_cell_shows_it(value: float, code: str, shown: str) -> None:
    assert format_value(value, code) == shown


def test_days_may_be_counted_from_1904() -> None:
    assert format_value(0, "yyyy-mm-dd", is_1904=True) == "1904-01-01"


def test_formats_without_a_code_have_a_number() -> None:
    assert format_value(0.5, built_in(10)) == "50.00%"
    assert built_in(999) == "General"


@given(st.floats(), st.text(st.sampled_from('0#?.,%;"\\_*[]@/E+-hmsydAMP $<>=x1'), max_size=20))
def test_no_code_is_too_odd(value: float, code: str) -> None:
    assert isinstance(format_value(value, code), str)


@pytest.mark.parametrize("code", ["General%%", "0%", "0.0%;0", "0" + "%" * 200])
def test_a_number_scaled_beyond_all_numbers_is_an_error(code: str) -> None:
    assert format_value(1.7e308, code) == "#NUM!"
