from collections.abc import Iterator

import pytest

from wasat.adapters.models.events import Calls, Event, iter_deltas, read_event
from wasat.chat.client import Delta
from wasat.generation.chunk import Chance, FinishReason
from wasat.status import UnavailableError


def test_chances_are_read_with_their_rivals() -> None:
    event = read_event(
        b'{"choices":[{"delta":{"content":"a"},"logprobs":{"content":[{"id":1,"token":"a",'
        b'"logprob":-1.5,"top_logprobs":[{"id":2,"token":"b","logprob":-0.5}]}]}}]}'
    )

    (delta,) = iter_deltas([event], Calls())

    rival = Chance(text="b", log_probability=-0.5, token_id=2)
    assert delta.chances == (Chance(text="a", log_probability=-1.5, token_id=1, rivals=(rival,)),)


@pytest.mark.parametrize(
    "data",
    [
        b'{"choices":[{"delta":{"role":"assistant","content":null},"finish_reason":null}]}',
        b'{"choices":[{"delta":{}}],"usage":null}',
        b'{"choices":[]}',
        b"{}",
    ],
)
def test_an_event_that_says_nothing_is_passed_over(data: bytes) -> None:
    assert list(iter_deltas([read_event(data)], Calls())) == []


def test_only_the_first_choice_is_heard() -> None:
    event = read_event(b'{"choices":[{"delta":{"content":"a"}},{"delta":{"content":"b"}}]}')

    assert list(iter_deltas([event], Calls())) == [Delta(text="a")]


def test_words_that_follow_one_another_are_one_delta_and_keep_their_place() -> None:
    said = [read_event(b'{"choices":[{"delta":{"content":"%s"}}]}' % word) for word in (b"a", b"b")]
    thought = read_event(b'{"choices":[{"delta":{"content":"c","reasoning":"d"}}]}')
    end = read_event(b'{"choices":[{"delta":{"content":"e"},"finish_reason":"stop"}]}')

    deltas = list(iter_deltas([*said, thought, *said, end, *said], Calls()))

    assert deltas == [
        Delta(text="ab"),
        Delta(text="c", thought="d"),
        Delta(text="ab"),
        Delta(text="e", finish_reason=FinishReason.STOP),
        Delta(text="ab"),
    ]


def test_words_before_a_failure_are_not_lost() -> None:
    def fail() -> Iterator[Event]:
        yield read_event(b'{"choices":[{"delta":{"content":"Half"}}]}')
        raise UnavailableError("gone")

    deltas = iter_deltas(fail(), Calls())

    assert next(deltas) == Delta(text="Half")
    with pytest.raises(UnavailableError):
        next(deltas)
