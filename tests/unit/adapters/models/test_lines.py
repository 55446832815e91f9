import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasat.adapters.models.lines import Lines, pick_data
from wasat.status import InternalError


def cut(*parts: bytes) -> list[bytes]:
    lines = Lines()
    return [line for part in (*parts, b"") for line in lines.push(part)]


def test_lines_are_put_together_and_empty_ones_left_out() -> None:
    assert cut(b"da", b"ta: 1\r\n\r", b"\n\ndata: 2\r") == [b"data: 1", b"data: 2"]


def test_lines_that_came_together_stay_together() -> None:
    lines = Lines()

    assert [lines.push(part) for part in (b"a\nb\nc", b"d\n")] == [[b"a", b"b"], [b"cd"]]


def test_a_line_without_an_end_is_not_gathered_for_ever() -> None:
    lines = Lines()
    lines.push(b"x" * 16_000_000)

    with pytest.raises(InternalError, match="a line without an end"):
        lines.push(b"x" * 1_000_000)


@given(st.lists(st.sampled_from([b"a", b"bc", b""])), st.integers(1, 5))
def test_where_parts_are_cut_makes_no_difference(lines: list[bytes], size: int) -> None:
    whole = b"\n".join(lines)
    parts = [whole[at : at + size] for at in range(0, len(whole), size)]

    assert cut(*parts) == [line for line in lines if line]


def test_only_data_is_taken_from_events() -> None:
    lines = [b"data: x", b": ping", b"data:y", b"id: 1", b"data:"]

    assert pick_data(lines) == [b"x", b"y"]
