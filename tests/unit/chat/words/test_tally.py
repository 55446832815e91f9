from wasat.chat.client import EngineUsage
from wasat.chat.words.tally import Tally
from wasat.generation.chunk import Chunk, FinishReason


def test_what_was_read_before_is_a_share_of_all_prompts() -> None:
    tally = Tally()
    tally.count(EngineUsage(prompt_tokens=100, cached_tokens=50))
    tally.count(EngineUsage(prompt_tokens=300, cached_tokens=50))
    tally.count(None)

    assert tally.end() == Chunk(cached_share=0.25)


def test_a_server_that_counts_nothing_has_no_share() -> None:
    assert Tally().end() == Chunk()


def test_one_part_cut_leaves_the_whole_cut() -> None:
    tally = Tally()
    for reason in (FinishReason.STOP, FinishReason.MAX_TOKENS, FinishReason.STOP, None):
        tally.end_part(reason)

    assert tally.end().finish_reason is FinishReason.MAX_TOKENS
