import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasat.chat.spelling.days import spell_days

DATE = {"type": "string", "format": "date"}
MOMENT = {"type": "string", "format": "date-time"}


def pattern_of(schema: dict) -> str:
    spelled = spell_days(schema)
    assert isinstance(spelled, dict)
    return str(spelled["pattern"])


@given(st.dates())
def test_every_day_fits(day: date) -> None:
    assert re.search(pattern_of(DATE), day.isoformat())
    assert re.search(pattern_of(MOMENT), f"{day.isoformat()}T23:59:59.5+02:00")
    assert re.search(pattern_of(MOMENT), f"{day.isoformat()}T00:00:00Z")


@pytest.mark.parametrize(
    "text", ["2025-02-30", "2025-06-31", "2025-13-01", "2025-00-10", "0000-01-01", "2025-01-1"]
)
def test_what_is_no_day_does_not(text: str) -> None:
    assert not re.search(pattern_of(DATE), text)
    assert not re.search(pattern_of(MOMENT), f"{text}T00:00:00Z")


def test_dates_are_found_wherever_they_stand() -> None:
    schema = {"anyOf": [{"type": "array", "items": DATE}, {"type": "null"}]}

    spelled = spell_days(schema)

    assert spelled == {
        "anyOf": [
            {"type": "array", "items": DATE | {"pattern": pattern_of(DATE)}},
            {"type": "null"},
        ]
    }


@pytest.mark.parametrize(
    "schema",
    [
        DATE | {"pattern": "^2025"},
        DATE | {"enum": ["2025-01-01"]},
        {"type": "object", "properties": {"format": {"type": "string"}}},
        {"type": "string", "format": "uuid"},
    ],
)
def test_all_else_stays_as_it_is(schema: dict) -> None:
    assert spell_days(schema) == schema
