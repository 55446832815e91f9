import pytest

from wasat.api.convert.events import Events
from wasat.generation.chunk import Chunk, FinishReason
from wasat.generation.prompt import FunctionCall

END = Chunk(finish_reason=FinishReason.STOP)


def send(*chunks: Chunk) -> list[Chunk]:
    events = Events()
    return [piece for chunk in chunks for piece in events.take(chunk)]


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        (["one two three", "unbroken"], ["one two ", "three", "unbroken"]),
        (["unbroken", "one"], ["unbr", "oken", "one"]),
        (["ab", "one"], ["a", "b", "one"]),
        (["a", "unbroken"], ["a", "unbr", "oken"]),
        (["one two three"], ["one two ", "th", "ree"]),
        (["abc"], ["a", "b", "c"]),
        (["ab"], ["a", "b", ""]),
        (["a"], ["a", ""]),
        ([], [""]),
        (["one", "two", "", "three"], ["o", "ne", "two", "three"]),
    ],
)
def test_three_events_have_words_where_there_are_letters_enough(
    given: list[str], sent: list[str]
) -> None:
    seen = send(*(Chunk(text=text) for text in given), END)

    assert [piece.text for piece in seen] == sent
    reasons = [piece.finish_reason for piece in seen]
    assert reasons == [None] * (len(sent) - 1) + [FinishReason.STOP]


def test_an_end_with_words_of_its_own_follows_what_waits() -> None:
    end = Chunk(text="end", finish_reason=FinishReason.MAX_TOKENS)

    assert [piece.text for piece in send(Chunk(text="ab"), end)] == ["a", "b", "end"]


def test_an_end_goes_with_a_call() -> None:
    call = Chunk(call=FunctionCall(name="f"))

    *_, last = send(Chunk(text="ab"), Chunk(text="c"), call, END)

    assert (last.call, last.finish_reason) == (call.call, FinishReason.STOP)


def test_the_first_words_are_sent_at_once_and_the_newest_wait() -> None:
    events = Events()

    assert [piece.text for piece in events.take(Chunk(text="one two"))] == ["one "]
    assert [piece.text for piece in events.take(Chunk(text="three"))] == ["two"]
    assert [piece.text for piece in events.rest()] == ["three"]
    assert list(events.rest()) == []
