import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasat.generation.cells import (
    EVERYWHERE,
    MOST_COLUMNS,
    MOST_ROWS,
    Area,
    parse_area,
    parse_column,
)
from wasat.status import InvalidArgumentError


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("A1:D10", Area(1, 1, 10, 4)),
        ("$A$1:$D$10", Area(1, 1, 10, 4)),
        ("d10:a1", Area(1, 1, 10, 4)),
        (" B4 ", Area(4, 2, 4, 2)),
        ("A:C", Area(1, 1, MOST_ROWS, 3)),
        ("2:5", Area(2, 1, 5, MOST_COLUMNS)),
        ("AA7", Area(7, 27, 7, 27)),
        ("", EVERYWHERE),
    ],
)
def test_a_range_is_read_as_people_write_it(text: str, area: Area) -> None:
    assert parse_area(text) == area


@pytest.mark.parametrize("text", ["banana", "A0", "A1:", ":", "A1:5", "A1:B", "1A", "A1,B2", "$"])
def test_what_is_no_range_is_refused(text: str) -> None:
    with pytest.raises(InvalidArgumentError, match="expected cells such as A1:D10"):
        parse_area(text)


@given(st.text(max_size=20))
def test_any_text_is_a_range_or_refused(text: str) -> None:
    try:
        area = parse_area(text)
    except InvalidArgumentError:
        return
    assert area.holds(area.top, area.left)
    assert not area.holds(area.bottom + 1, area.right)


def test_columns_are_counted_from_one() -> None:
    assert [parse_column(letters) for letters in ("A", "z", "AA", "XFD")] == [1, 26, 27, 16_384]
