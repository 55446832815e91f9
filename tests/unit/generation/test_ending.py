from hypothesis import given
from hypothesis import strategies as st

from wasat.generation.chunk import Chance, Chunk, FinishReason
from wasat.generation.ending import Ending
from wasat.generation.prompt import FunctionCall, Options


def run(options: Options, *texts: str) -> tuple[list[str], FinishReason | None]:
    ending = Ending(options)
    sent: list[str] = []
    for text in texts:
        sent += [chunk.text for chunk in ending.push(Chunk(text=text))]
        if ending.reason:
            break
    sent += [chunk.text for chunk in ending.finish()]
    return sent, ending.reason


def test_without_limits_everything_goes_out_at_once() -> None:
    ending = Ending(Options())

    assert [chunk.text for chunk in ending.push(Chunk(text="one"))] == ["one"]


def test_an_answer_ends_with_stop() -> None:
    assert run(Options(), "one ", "two") == (["one ", "two"], FinishReason.STOP)


def test_a_stop_sequence_is_cut_off_with_all_that_follows() -> None:
    sent = run(Options(stop_sequences=("END",)), "one ENDtwo", "three")

    assert sent == (["one "], FinishReason.STOP)


def test_a_stop_sequence_over_two_chunks_is_found() -> None:
    assert run(Options(stop_sequences=("END",)), "one E", "ND two")[0] == ["one "]


def test_a_stop_sequence_at_the_very_start_leaves_nothing() -> None:
    assert run(Options(stop_sequences=("END",)), "END") == ([], FinishReason.STOP)


def test_the_first_of_several_stop_sequences_counts() -> None:
    assert run(Options(stop_sequences=("two", "one")), "zero one two")[0] == ["zero "]


def test_an_empty_stop_sequence_stops_nothing() -> None:
    assert run(Options(stop_sequences=("",)), "one")[0] == ["one"]


def test_a_chunk_is_held_back_only_while_a_stop_sequence_could_begin_in_it() -> None:
    ending = Ending(Options(stop_sequences=("END",)))

    assert list(ending.push(Chunk(text="one"))) == []
    assert [chunk.text for chunk in ending.push(Chunk(text="two"))] == ["one"]
    assert [chunk.text for chunk in ending.finish()] == ["two"]


def test_an_answer_is_cut_at_its_token_limit() -> None:
    sent = run(Options(max_output_tokens=2), "12345", "6789", "never")

    assert sent == (["12345", "678"], FinishReason.MAX_TOKENS)


def test_an_answer_of_exactly_the_limit_is_not_cut() -> None:
    assert run(Options(max_output_tokens=2), "12345678") == (["12345678"], FinishReason.STOP)


def test_a_character_is_never_cut_in_half() -> None:
    assert run(Options(max_output_tokens=1), "aäää")[0] == ["aä"]


def test_only_what_was_sent_is_counted_where_a_character_did_not_fit() -> None:
    ending = Ending(Options(max_output_tokens=2))

    sent = [*ending.push(Chunk(text="äää€"))]

    assert [chunk.text for chunk in sent] == ["äää"]
    assert ending.tokens == 2


def test_the_limit_holds_for_what_was_held_back() -> None:
    options = Options(max_output_tokens=1, stop_sequences=("ENDING",))

    assert run(options, "one", "two") == (["one", "t"], FinishReason.MAX_TOKENS)


def test_the_limit_comes_before_a_later_stop_sequence() -> None:
    options = Options(max_output_tokens=1, stop_sequences=("END",))

    assert run(options, "123", "456 END")[1] is FinishReason.MAX_TOKENS


def test_a_function_call_goes_out_without_text() -> None:
    ending = Ending(Options())
    call = Chunk(call=FunctionCall(name="find"))

    assert list(ending.push(call)) == [call]


def test_an_empty_chunk_is_not_sent() -> None:
    assert run(Options(), "")[0] == []


def test_tokens_are_counted_over_what_was_sent() -> None:
    ending = Ending(Options())
    list(ending.push(Chunk(text="12345")))

    assert ending.tokens == 2


@given(st.lists(st.text("abE", max_size=4), max_size=8), st.sampled_from(["E", "aE", "bab"]))
def test_chunking_never_changes_the_answer(texts: list[str], stop: str) -> None:
    whole = "".join(texts)

    sent, _ = run(Options(stop_sequences=(stop,)), *texts)

    assert "".join(sent) == whole.split(stop)[0]


def test_thoughts_are_counted_apart_and_never_cut() -> None:
    ending = Ending(Options(stop_sequences=("END",), max_output_tokens=1))
    thought = Chunk(text="12345678 END", is_thought=True)

    sent = [*ending.push(thought), *ending.push(Chunk(text="four")), *ending.finish()]

    assert sent == [thought, Chunk(text="four")]
    assert (ending.tokens, ending.thought_tokens) == (1, 3)


def test_a_cut_leaves_only_the_chances_of_what_is_left() -> None:
    one, two = Chance(text="one ", log_probability=-1), Chance(text="END", log_probability=-2)
    ending = Ending(Options(stop_sequences=("END",)))

    sent = list(ending.push(Chunk(text="one END", chances=(one, two))))

    assert sent == [Chunk(text="one ", chances=(one,))]
