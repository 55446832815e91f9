from collections.abc import AsyncIterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasat.adapters.models.lines import find_data, iter_lines


async def collect(*parts: bytes) -> list[bytes]:
    async def iter_parts() -> AsyncIterator[bytes]:
        for part in parts:
            yield part

    return [line async for lines in iter_lines(iter_parts()) for line in lines]


async def test_lines_are_put_together_and_empty_ones_left_out() -> None:
    assert await collect(b"da", b"ta: 1\r\n\r", b"\n\ndata: 2") == [b"data: 1", b"data: 2"]


async def test_lines_that_came_together_stay_together() -> None:
    async def iter_parts() -> AsyncIterator[bytes]:
        yield b"a\nb\nc"
        yield b"d\n"

    assert [lines async for lines in iter_lines(iter_parts())] == [[b"a", b"b"], [b"cd"]]


@given(st.lists(st.sampled_from([b"a", b"bc", b""])), st.integers(1, 5))
async def test_where_parts_are_cut_makes_no_difference(lines: list[bytes], size: int) -> None:
    whole = b"\n".join(lines)
    parts = [whole[at : at + size] for at in range(0, len(whole), size)]

    assert await collect(*parts) == [line for line in lines if line]


@pytest.mark.parametrize(
    ("line", "data"), [(b"data: x", b"x"), (b"data:x", b"x"), (b": ping", None), (b"id: 1", None)]
)
def test_only_data_is_taken_from_events(line: bytes, data: bytes | None) -> None:
    assert find_data(line) == data
