import pytest

from wasat.generation.agreement import find_fault
from wasat.status import InvalidArgumentError

DATED = {"type": "object", "properties": {"on": {"type": "string", "format": "date"}}}


@pytest.mark.parametrize("text", ["one", "", "NaN", '{"a": Infinity}', "{} {}"])
def test_what_is_not_json_is_said_to_be_none(text: str) -> None:
    assert find_fault(text, None) == "is not JSON"


def test_any_json_fits_no_schema_at_all() -> None:
    assert find_fault('{"a": [1]}', None) == ""


def test_the_place_that_does_not_fit_is_told() -> None:
    schema = {"properties": {"a": {"items": {"type": "integer"}}}}

    assert find_fault('{"a": [1, "x"]}', schema) == "does not fit the schema at $.a[1], by its type"


def test_formats_count_only_where_they_are_asked_for() -> None:
    assert find_fault('{"on": "soon"}', DATED) == ""
    assert find_fault('{"on": "soon"}', DATED, checks_formats=True).endswith(
        "at $.on, by its format"
    )
    assert find_fault('{"on": "2026-11-27"}', DATED, checks_formats=True) == ""


def test_a_reference_that_leads_nowhere_is_the_callers_fault() -> None:
    with pytest.raises(InvalidArgumentError, match="leads nowhere"):
        find_fault("{}", {"$ref": "#/$defs/missing"})


def test_a_schema_too_intricate_to_be_checked_is_the_callers_fault() -> None:
    doubled: dict[str, object] = {"type": "string"}
    for _ in range(30):
        doubled = {"allOf": [doubled, doubled]}

    with pytest.raises(InvalidArgumentError, match="too intricate"):
        find_fault('"a"', doubled)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", ['"2026-02-28T23:59:59Z"', '"2026-02-28T23:59:59.5+02:00"', "7"])
def test_a_moment_has_a_day_a_time_and_an_offset(value: str) -> None:
    assert find_fault(value, {"format": "date-time"}, checks_formats=True) == ""


@pytest.mark.parametrize("value", ['"2026-02-30T00:00:00Z"', '"2026-02-28T23:59:59"', '"soon"'])
def test_what_no_calendar_or_clock_shows_is_no_moment(value: str) -> None:
    assert find_fault(value, {"format": "date-time"}, checks_formats=True)
