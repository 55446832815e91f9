"""Chunks to responses."""

import json
from collections.abc import AsyncGenerator

import pytest

from tests.unit.api.convert.test_grounding import cite
from wasat.api.convert.answer import Composer, to_part, to_usage
from wasat.generation.chunk import (
    Chance,
    Chunk,
    Citation,
    FinishReason,
    Modality,
    TokenCount,
    Usage,
)
from wasat.generation.prompt import FunctionCall
from wasat.generation.service import Answering
from wasat.status import UnavailableError
from wasat.wire.answer import GenerateContentResponse

END = Chunk(finish_reason=FinishReason.STOP)


def compose(*chunks: Chunk, shows_thoughts: bool = True, is_rated: bool = False) -> Composer:
    async def iterate() -> AsyncGenerator[Chunk, None]:
        for chunk in chunks:
            yield chunk

    answering = Answering(response_id="r", model_version="v", chunks=iterate())
    return Composer(answering, shows_thoughts=shows_thoughts, is_rated=is_rated)


async def pieces(*chunks: Chunk, **options: bool) -> list[GenerateContentResponse]:
    return [piece async for piece in compose(*chunks, **options).pieces()]


def texts(response: GenerateContentResponse) -> list[str | None]:
    return [part.text for part in response.candidates[0].content.parts]


async def test_words_of_one_kind_are_one_part() -> None:
    whole = await compose(
        Chunk(text="h", is_thought=True),
        Chunk(text="m", is_thought=True),
        Chunk(text="a"),
        Chunk(text="b"),
        Chunk(call=FunctionCall(name="f")),
        Chunk(call=FunctionCall(name="g")),
        Chunk(text="c"),
        END,
    ).whole()

    assert texts(whole) == ["hm", "ab", None, None, "c"]
    assert [part.thought for part in whole.candidates[0].content.parts[:2]] == [True, False]


async def test_an_answer_without_words_is_one_empty_text() -> None:
    assert texts(await compose(END).whole()) == [""]


async def test_candidates_come_in_order() -> None:
    whole = await compose(Chunk(text="b", candidate=1), Chunk(text="a")).whole()

    assert [candidate.index for candidate in whole.candidates] == [0, 1]


async def test_offsets_begin_anew_in_each_part() -> None:
    whole = await compose(
        Chunk(text="hm", is_thought=True),
        Chunk(text="ä"),
        Chunk(text="b", citations=(cite(),)),
        Chunk(call=FunctionCall(name="f")),
        Chunk(text="c", citations=(cite(),)),
    ).whole()

    segments = [
        support.segment for support in whole.candidates[0].grounding_metadata.grounding_supports
    ]
    assert [(s.part_index, s.start_index, s.end_index) for s in segments] == [(1, 2, 3), (3, 0, 1)]


async def test_what_was_said_before_an_answer_broke_off_is_sent() -> None:
    async def break_off() -> AsyncGenerator[Chunk, None]:
        yield Chunk(text="ab")
        yield Chunk(text="c")
        raise UnavailableError("gone")

    answering = Answering(response_id="r", model_version="v", chunks=break_off())
    composer = Composer(answering, shows_thoughts=True, is_rated=False)
    sent = composer.pieces()

    assert [texts(await anext(sent)) for _ in range(3)] == [["a"], ["b"], ["c"]]
    with pytest.raises(UnavailableError, match="gone"):
        await anext(sent)


async def test_only_the_last_piece_of_a_candidate_has_reason_evidence_and_ratings() -> None:
    seen = await pieces(Chunk(text="a", citations=(cite(),)), Chunk(text="b"), END, is_rated=True)

    early = [json.loads(piece.to_json())["candidates"][0] for piece in seen[:-1]]
    last = seen[-1].candidates[0]
    assert [candidate.keys() for candidate in early] == [{"content", "index"}] * len(early)
    assert early
    assert last.finish_reason == "STOP"
    assert last.grounding_metadata is not None
    assert last.safety_ratings == ()


async def test_an_only_piece_that_ends_is_cut_too() -> None:
    seen = await pieces(Chunk(text="a b", finish_reason=FinishReason.MAX_TOKENS))

    assert [piece.candidates[0].finish_reason for piece in seen] == ["", "MAX_TOKENS"]


@pytest.mark.parametrize(
    ("last", "told"),
    [
        (cite(12), "page 12 of report.pdf"),
        (cite(None, place="row 9"), "row 9 of report.pdf"),
    ],
)
async def test_an_answer_cut_short_says_what_it_cites_last(last: Citation, told: str) -> None:
    cited = (cite(), last)
    cut = Chunk(text="", finish_reason=FinishReason.MAX_TOKENS)
    seen = await pieces(Chunk(text="a b", citations=cited, is_claim=True), Chunk(text="c d"), cut)

    assert [piece.candidates[0].finish_message for piece in seen[-1:]] == [
        f"The answer reached the most output tokens it may have; what it cites last is {told}."
    ]


async def test_hidden_thoughts_still_count() -> None:
    usage = Usage(prompt=(), thought_tokens=7)
    seen = await pieces(
        Chunk(text="hm", is_thought=True, usage=usage), Chunk(text="a"), shows_thoughts=False
    )

    assert [texts(piece) for piece in seen] == [["a"]]
    assert seen[0].usage_metadata.thoughts_token_count == 7


async def test_every_piece_bears_id_and_version() -> None:
    seen = await pieces(Chunk(text="a b"), END)

    assert {(piece.response_id, piece.model_version) for piece in seen} == {("r", "v")}
    assert all(piece.usage_metadata is None for piece in seen)


def test_the_ledger_adds_up() -> None:
    usage = Usage(
        prompt=(
            TokenCount(modality=Modality.TEXT, tokens=6),
            TokenCount(modality=Modality.DOCUMENT, tokens=258),
        ),
        answer_tokens=20,
        thought_tokens=179,
        cached_tokens=4,
    )

    ledger = to_usage(usage)
    assert (ledger.prompt_token_count, ledger.total_token_count) == (264, 463)
    assert ledger.cached_content_token_count == 4
    assert [each.modality for each in ledger.prompt_tokens_details] == ["TEXT", "DOCUMENT"]
    assert [each.token_count for each in ledger.candidates_tokens_details] == [20]


def test_a_call_without_arguments_is_a_bare_name() -> None:
    assert to_part(Chunk(call=FunctionCall(name="f"))).to_json() == '{"functionCall":{"name":"f"}}'


@pytest.mark.parametrize(
    ("chunk", "name"),
    [
        (Chunk(text="a", citations=(cite(),)), "groundingMetadata"),
        (Chunk(text="a", is_claim=True), "groundingMetadata"),
        (Chunk(text="a", chances=(Chance(text="a", log_probability=-0.5),)), "logprobsResult"),
    ],
)
async def test_what_is_more_than_words_is_told_in_the_full_message(chunk: Chunk, name: str) -> None:
    for told in (await compose(chunk, END).whole(), (await pieces(chunk, END))[-1]):
        candidate = json.loads(told.to_json())["candidates"][0]
        assert name in candidate
        assert candidate["finishReason"] == "STOP"


async def test_a_call_and_ratings_are_told_in_the_full_message() -> None:
    call = Chunk(call=FunctionCall(name="f"))
    for told in (await compose(call, END).whole(), (await pieces(call, END))[0]):
        part = json.loads(told.to_json())["candidates"][0]["content"]["parts"][0]
        assert part == {"functionCall": {"name": "f"}}

    for told in (
        await compose(Chunk(text="a"), END, is_rated=True).whole(),
        (await pieces(Chunk(text="a"), END, is_rated=True))[-1],
    ):
        assert json.loads(told.to_json())["candidates"][0]["safetyRatings"] == []
