from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.dialects.sqlite import dialect

from wasat.adapters.database.schema import Moment

SQLITE = dialect()


@pytest.mark.parametrize(
    "moment",
    [
        datetime(1970, 1, 1, tzinfo=UTC),
        datetime(2026, 3, 1, 12, 30, 15, 123457, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
    ],
)
def test_a_moment_comes_back_to_the_microsecond(moment: datetime) -> None:
    kept = Moment().process_bind_param(moment, SQLITE)
    assert Moment().process_result_value(kept, SQLITE) == moment


def test_moments_sort_as_numbers() -> None:
    first = datetime(2026, 3, 1, tzinfo=UTC)
    numbers = [
        Moment().process_bind_param(first + n * timedelta(microseconds=1), SQLITE) for n in range(3)
    ]
    assert numbers == [1_772_323_200_000_000 + n for n in range(3)]


def test_no_moment_stays_none() -> None:
    assert Moment().process_bind_param(None, SQLITE) is None
    assert Moment().process_result_value(None, SQLITE) is None
