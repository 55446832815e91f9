import asyncio
from collections.abc import AsyncGenerator

import pytest

from tests.unit.generation.fakes import ScriptedEngine, ask, make_profile
from wasat.generation.candidates import Candidates, merge
from wasat.generation.chunk import Chunk, Modality, TokenCount, Usage
from wasat.generation.prompt import AnswerForm, FunctionCall, Options, Prompt
from wasat.generation.traces import Trace

TEN = (TokenCount(modality=Modality.TEXT, tokens=10),)
BY_CHANCE = make_profile(is_deterministic=False)


class SeededEngine(ScriptedEngine):
    """Says the seed that it was given."""

    async def run(self, prompt: Prompt, trace: Trace) -> AsyncGenerator[Chunk, None]:
        trace.note("seed")
        yield Chunk(text=str(prompt.options.seed))


async def collect(engine: ScriptedEngine, options: Options) -> list[Chunk]:
    trace = Trace(response_id="r", project="p")
    candidates = Candidates(engine, TEN, trace, withholds_unsupported=False)
    return [chunk async for chunk in candidates.stream(ask(options=options))]


async def count_to(last: int, met: asyncio.Barrier | None = None) -> AsyncGenerator[int, None]:
    for number in range(last):
        if met:
            await met.wait()
        yield number


async def test_streams_run_at_the_same_time() -> None:
    met = asyncio.Barrier(2)

    merged = [item async for item in merge([count_to(2, met), count_to(2, met)])]

    assert sorted(merged) == [0, 0, 1, 1]


async def test_leaving_a_merged_stream_closes_all_of_it() -> None:
    streams = [count_to(9), count_to(9)]
    merged = merge(streams)
    await anext(merged)

    await merged.aclose()

    assert [[item async for item in each] for each in streams] == [[], []]


async def test_a_failure_of_one_stream_ends_the_others() -> None:
    async def fail() -> AsyncGenerator[int, None]:
        yield 0
        raise LookupError

    other = count_to(99)
    with pytest.raises(LookupError):
        _ = [item async for item in merge([other, fail()])]

    assert [item async for item in other] == []


async def test_every_candidate_has_a_seed_of_its_own() -> None:
    chunks = await collect(SeededEngine([], BY_CHANCE), Options(candidate_count=3, seed=7))

    assert {(chunk.candidate, chunk.text) for chunk in chunks if chunk.text} == {
        (0, "7"), (1, "8"), (2, "9")
    }  # fmt: skip


async def test_thoughts_and_what_was_read_before_are_in_the_usage() -> None:
    script = [Chunk(text="12345", is_thought=True), Chunk(text="four"), Chunk(cached_share=0.55)]

    chunks = await collect(ScriptedEngine(script), Options())

    assert chunks[-1].usage == Usage(prompt=TEN, answer_tokens=1, thought_tokens=2, cached_tokens=5)


async def test_a_thought_is_no_part_of_the_answer_that_is_held_to_the_schema() -> None:
    script = [Chunk(text="Well, ", is_thought=True), Chunk(text="1")]
    options = Options(form=AnswerForm.JSON, schema={"type": "integer"})

    assert [chunk.text for chunk in await collect(ScriptedEngine(script), options)][-2] == "1"


async def test_a_call_need_not_fit_the_schema_of_answers() -> None:
    script = [Chunk(call=FunctionCall(name="f"))]
    options = Options(form=AnswerForm.JSON, schema={"type": "integer"})

    assert (await collect(ScriptedEngine(script), options))[0].call == FunctionCall(name="f")
