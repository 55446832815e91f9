from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from wasat.adapters.models.joining import join
from wasat.chat.client import Delta, EngineUsage, ToolCall
from wasat.generation.chunk import Chance, FinishReason
from wasat.status import UnavailableError

CALL = ToolCall(call_id="1", name="f", arguments="{}")
END = Delta(finish_reason=FinishReason.STOP)
USAGE = Delta(usage=EngineUsage(prompt_tokens=1))


def test_words_that_came_together_are_one_piece_and_so_is_the_end() -> None:
    whole = Delta(text="One two", finish_reason=END.finish_reason, usage=USAGE.usage)

    assert list(join([Delta(text="One "), Delta(text="two"), END, USAGE])) == [whole]
    assert list(join([END, USAGE])) == [replace(whole, text="")]


def test_what_says_and_thinks_at_once_stays_as_it_is() -> None:
    both = Delta(text="a", thought="b")

    assert list(join([both, both, END])) == [both, replace(both, finish_reason=END.finish_reason)]


def test_thoughts_stay_apart_from_words() -> None:
    deltas = [Delta(thought="Hm"), Delta(thought="."), Delta(text="Yes"), Delta(text=".")]

    assert list(join(deltas)) == [Delta(thought="Hm."), Delta(text="Yes.")]


def test_a_call_keeps_its_place() -> None:
    called = Delta(text="b", calls=(CALL,))

    assert list(join([Delta(text="a"), called, Delta(text="c")])) == [
        Delta(text="a"), called, Delta(text="c")
    ]  # fmt: skip


def test_the_chances_of_all_tokens_are_kept() -> None:
    first, second = (Chance(text=text, log_probability=-1.0) for text in "ab")
    deltas = [Delta(text="a", chances=(first,)), Delta(text="b", chances=(second,))]

    assert list(join(deltas)) == [Delta(text="ab", chances=(first, second))]


def test_what_was_said_before_a_failure_is_not_lost() -> None:
    def fail() -> Iterator[Delta]:
        yield Delta(text="Half")
        raise UnavailableError("gone")

    joined = join(fail())

    assert next(joined) == Delta(text="Half")
    with pytest.raises(UnavailableError):
        next(joined)


PIECES = st.builds(Delta, text=st.text(max_size=3), thought=st.sampled_from(["", "t"]))


@given(st.lists(PIECES | st.just(END) | st.just(USAGE)))
def test_nothing_is_lost_or_added(deltas: list[Delta]) -> None:
    joined = list(join(deltas))

    for name in ("text", "thought"):
        told, whole = ("".join(getattr(d, name) for d in each) for each in (joined, deltas))
        assert told == whole
    assert any(d.finish_reason for d in joined) == (END in deltas)
    assert any(d.usage for d in joined) == (USAGE in deltas)
    assert len(joined) <= len(deltas)
