"""Answers about portions of a long document, merged: what is kept, bounded, and refused."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace as replace_fields

import pytest
from msgspec.structs import replace

from tests.unit.chat.fakes import (
    MemoryChatClient,
    ask,
    make_abilities,
    make_engine,
    make_pages,
    text_of,
)
from tests.unit.evidence.pages import make_block, make_document, make_page
from tests.unit.reader.asking import make_trace
from wasat.chat.client import ChatRequest, Delta, EngineUsage
from wasat.documents.document import Document
from wasat.generation.chunk import FinishReason
from wasat.generation.prompt import AnswerForm, Function, JsonValue, Options
from wasat.status import InternalError, InvalidArgumentError

LONG = make_pages(
    "Entry 1. The house was built in 1889. " + "More of it stands here. " * 100,
    *(f"Entry {n}. " + f"The code of item{n} is {n * 7}, " * 100 for n in range(2, 31)),
)
LIST: dict[str, JsonValue] = {"type": "array", "items": {"type": "integer"}}


def schema(properties: Mapping[str, JsonValue], **words: JsonValue) -> dict[str, JsonValue]:
    return {"type": "object", "properties": dict(properties), **words}


async def run(client: MemoryChatClient, wanted: Mapping[str, JsonValue]) -> JsonValue:
    engine, sources = make_engine(client, LONG)
    options = Options(form=AnswerForm.JSON, schema=wanted)
    prompt = ask(*sources, "List all entries", options=options)
    chunks = [chunk async for chunk in engine.run(prompt, make_trace())]
    assert len(client.requests) > 2, "it takes more than two portions"
    answer: JsonValue = json.loads("".join(chunk.text for chunk in chunks))
    return answer


def entries(request: ChatRequest) -> list[int]:
    return [n for n in range(1, 31) if f"Entry {n}." in text_of(request)]


async def test_a_joined_list_is_no_longer_than_its_schema_allows() -> None:
    client = MemoryChatClient(lambda request: json.dumps({"years": entries(request)[:3]}))

    answer = await run(client, schema({"years": {**LIST, "maxItems": 3}}))

    assert answer == {"years": [1, 2, 3]}


async def test_a_value_that_the_document_states_beats_one_that_most_portions_say() -> None:
    def answer(request: ChatRequest) -> str:
        is_first = 1 in entries(request)
        return json.dumps({"built": "1889" if is_first else "Nobody knows", "years": []})

    wanted = schema({"built": {"type": "string"}, "years": LIST})

    assert await run(MemoryChatClient(answer), wanted) == {"built": "1889", "years": []}


async def test_answers_that_fit_and_do_not_when_merged_are_an_error() -> None:
    def answer(request: ChatRequest) -> str:
        return json.dumps({f"from_{entries(request)[0]}": [1]})

    with pytest.raises(InternalError, match="merged, does not fit the schema"):
        await run(MemoryChatClient(answer), schema({"years": LIST}, maxProperties=1))


def answer_at_most(entries_in_one: int) -> Callable[[ChatRequest], list[Delta]]:
    """Say which entries are shown, without an end where they are more than so many."""

    def answer(request: ChatRequest) -> list[Delta]:
        shown = entries(request)
        written = json.dumps({"years": shown})
        if len(shown) > entries_in_one:
            return [Delta(text=written[:-2]), Delta(finish_reason=FinishReason.MAX_TOKENS)]
        return [Delta(text=written, finish_reason=FinishReason.STOP)]

    return answer


async def test_a_portion_whose_answer_has_no_room_for_its_end_is_halved() -> None:
    client = MemoryChatClient(answer_at_most(1))

    assert await run(client, schema({"years": LIST})) == {"years": list(range(1, 31))}
    sizes = [len(entries(request)) for request in client.requests]
    assert sizes.count(1) == 30
    assert max(sizes) > 1


async def test_a_page_whose_answer_has_no_room_for_its_end_leaves_the_whole_cut() -> None:
    client = MemoryChatClient(answer_at_most(0))
    engine, sources = make_engine(client, LONG)
    options = Options(form=AnswerForm.JSON, schema=schema({"years": LIST}))
    prompt = ask(*sources, "List all entries", options=options)

    chunks = [chunk async for chunk in engine.run(prompt, make_trace())]

    assert [(chunk.text, chunk.finish_reason) for chunk in chunks] == [
        ("", FinishReason.MAX_TOKENS)
    ]
    assert len(client.requests) < 20, "a model that never ends is not asked about every page"


def repeat(request: ChatRequest) -> list[Delta]:
    """Repeat the pages as a model does, four bytes a token, as far as there is room."""
    pages = re.findall(r"\[a\.pdf p\. \d+\]\n(.*?)(?=\[a\.pdf p\.|\Z)", text_of(request), re.DOTALL)
    told = "\n".join(f"<p>{page.strip()}</p>" for page in pages)
    room = 4 * request.max_tokens
    reason = FinishReason.MAX_TOKENS if len(told) > room else FinishReason.STOP
    return [Delta(text=told[:room]), Delta(finish_reason=reason)]


async def test_a_transcription_has_room_for_every_page() -> None:
    client = MemoryChatClient(repeat)
    engine, sources = make_engine(client, LONG)

    chunks = [
        chunk async for chunk in engine.run(ask(*sources, "Transcribe this document"), make_trace())
    ]

    told = "".join(chunk.text for chunk in chunks)
    begun = [int(number) for number in re.findall(r"Entry (\d+)\.", told)]
    assert begun == list(range(1, 31))
    assert told.count("</p>") == 30
    assert chunks[-1].finish_reason is None


async def test_a_transcription_that_takes_more_room_than_thought_is_still_whole() -> None:
    def answer(request: ChatRequest) -> list[Delta]:
        return repeat(replace(request, max_tokens=min(request.max_tokens, 850)))

    client = MemoryChatClient(answer, abilities=make_abilities(output_tokens=4_096))
    engine, sources = make_engine(client, LONG)

    chunks = [
        chunk async for chunk in engine.run(ask(*sources, "Transcribe this document"), make_trace())
    ]

    told = "".join(chunk.text for chunk in chunks)
    assert told.count("</p>") == 30
    assert chunks[-1].finish_reason is None
    assert max(len(entries(request)) for request in client.requests) > 1


async def test_a_page_that_has_no_room_leaves_a_transcription_cut() -> None:
    def answer(request: ChatRequest) -> list[Delta]:
        is_long = entries(request) == [3]
        reason = FinishReason.MAX_TOKENS if is_long else FinishReason.STOP
        return [Delta(text=f"Pages {entries(request)}. "), Delta(finish_reason=reason)]

    engine, sources = make_engine(MemoryChatClient(answer), LONG)

    chunks = [
        chunk async for chunk in engine.run(ask(*sources, "Transcribe this document"), make_trace())
    ]

    assert "Pages [30]." in "".join(chunk.text for chunk in chunks)
    assert chunks[-1].finish_reason is FinishReason.MAX_TOKENS


async def test_a_note_may_be_cut_for_its_length() -> None:
    def answer(request: ChatRequest) -> list[Delta]:
        is_note = "on all portions" not in text_of(request)
        reason = FinishReason.MAX_TOKENS if is_note else FinishReason.STOP
        return [Delta(text="A long note. " * 900 if is_note else "All.", finish_reason=reason)]

    client = MemoryChatClient(answer)
    engine, sources = make_engine(client, LONG)

    prompt = ask(*sources, "Summarize this document")
    *chunks, last = [chunk async for chunk in engine.run(prompt, make_trace())]

    assert "".join(chunk.text for chunk in chunks) == "All."
    assert last.finish_reason is None
    shown = [tuple(entries(request)) for request in client.requests if entries(request)]
    assert len(shown) == len(set(shown)), "no portion is asked about twice, or by halves"
    assert sum(map(len, shown)) == 30


async def test_a_note_without_a_word_leaves_the_whole_answer_cut() -> None:
    def answer(request: ChatRequest) -> list[Delta]:
        if 30 in entries(request):
            return [Delta(thought="Hm. " * 900, finish_reason=FinishReason.MAX_TOKENS)]
        return [Delta(text="Well.", finish_reason=FinishReason.STOP)]

    engine, sources = make_engine(MemoryChatClient(answer), LONG)

    prompt = ask(*sources, "Summarize this document")
    *_, last = [chunk async for chunk in engine.run(prompt, make_trace())]

    assert last.finish_reason is FinishReason.MAX_TOKENS


@pytest.mark.parametrize(("has_thoughts", "budget"), [(True, 0), (False, 500)])
async def test_notes_are_made_without_thinking_where_a_model_thinks(
    *, has_thoughts: bool, budget: int
) -> None:
    client = MemoryChatClient("A note.", abilities=make_abilities(has_thoughts=has_thoughts))
    engine, sources = make_engine(client, LONG)

    prompt = ask(*sources, "Summarize this document", options=Options(thinking_budget=500))
    [chunk async for chunk in engine.run(prompt, make_trace())]

    *notes, last = client.requests
    assert {request.options.thinking_budget for request in notes} == {budget}
    assert last.options.thinking_budget == 500, "the answer itself is thought over as asked"


async def test_what_was_thought_about_a_portion_is_told_before_its_words() -> None:
    client = MemoryChatClient([Delta(thought="Hm."), Delta(text="Words.")])
    engine, sources = make_engine(client, LONG)

    prompt = ask(*sources, "Transcribe this document")
    first, second, *_ = [chunk async for chunk in engine.run(prompt, make_trace())]

    assert (first.text, first.is_thought) == ("Hm.", True)
    assert (second.text, second.is_thought) == ("Words.", False)


async def test_a_portion_that_was_refused_is_told_rather_than_left_out() -> None:
    def answer(request: ChatRequest) -> list[Delta]:
        if 30 in entries(request):
            return [Delta(finish_reason=FinishReason.SAFETY)]
        return [Delta(text='{"years": []}', finish_reason=FinishReason.STOP)]

    engine, sources = make_engine(MemoryChatClient(answer), LONG)
    options = Options(form=AnswerForm.JSON, schema=schema({"years": LIST}))
    prompt = ask(*sources, "List all entries", options=options)

    chunks = [chunk async for chunk in engine.run(prompt, make_trace())]

    assert [(chunk.text, chunk.finish_reason) for chunk in chunks] == [("", FinishReason.SAFETY)]


@pytest.mark.parametrize("refused", ["notes on some", "Entry 30."])
async def test_a_note_that_was_refused_is_told_with_the_answer(refused: str) -> None:
    def answer(request: ChatRequest) -> list[Delta]:
        if refused in text_of(request) and "on all portions" not in text_of(request):
            return [Delta(finish_reason=FinishReason.SAFETY)]
        return [Delta(text="A long note. " * 900, finish_reason=FinishReason.STOP)]

    engine, sources = make_engine(MemoryChatClient(answer), LONG)

    prompt = ask(*sources, "Summarize this document")
    *_, last = [chunk async for chunk in engine.run(prompt, make_trace())]

    assert last.finish_reason is FinishReason.SAFETY


@pytest.mark.parametrize(
    ("question", "options"),
    [
        ("Summarize this document", Options()),
        ("List all entries", Options(form=AnswerForm.JSON, schema=schema({"years": LIST}))),
    ],
)
async def test_functions_are_offered_for_whole_answers_alone(
    question: str, options: Options
) -> None:
    client = MemoryChatClient('{"years": []} ' + "More. " * 3_000)
    if options.schema:
        client = MemoryChatClient('{"years": []}')
    engine, sources = make_engine(client, LONG)
    prompt = ask(*sources, question, options=options, functions=(Function(name="f"),))

    _ = [chunk async for chunk in engine.run(prompt, make_trace())]

    *parts, last = client.requests
    assert [each.functions for each in parts] == [()] * len(parts)
    assert len(last.functions) == (0 if options.schema else 1)


async def test_notes_made_of_notes_count_in_what_the_engine_had_read_before() -> None:
    def is_fold(request: ChatRequest) -> bool:
        return "Make one note of them" in text_of(request)

    def answer(request: ChatRequest) -> list[Delta]:
        text = "Folded." if "Make one" in text_of(request) else "A long note. " * 900
        usage = EngineUsage(prompt_tokens=100, cached_tokens=100 if is_fold(request) else 0)
        return [Delta(text=text, finish_reason=FinishReason.STOP, usage=usage)]

    client = MemoryChatClient(answer)
    engine, sources = make_engine(client, LONG)

    prompt = ask(*sources, "Summarize this document")
    *_, last = [chunk async for chunk in engine.run(prompt, make_trace())]

    folds = sum(map(is_fold, client.requests))
    assert folds
    assert last.cached_share == pytest.approx(folds / len(client.requests))


async def test_a_page_that_fits_no_window_is_named() -> None:
    client = MemoryChatClient("Well.")
    engine, sources = make_engine(client, make_pages("Short.", "Far too long. " * 6_000, "Short."))

    with pytest.raises(InvalidArgumentError, match="Page 2 alone does not fit"):
        await anext(engine.run(ask(*sources, "Transcribe this document"), make_trace()))

    assert client.requests == []


def without_pages(*texts: str) -> Document:
    """A document of one long run of blocks, which nobody can turn to."""
    document = make_document(make_page(*map(make_block, texts)))
    summary = replace_fields(document.summary, is_paged=False, mime_type="text/markdown")
    return replace_fields(document, summary=summary)


RUN = without_pages(
    *(f"Entry {n}. " + f"The code of item{n} is {n * 7}, " * 60 for n in range(1, 31))
)


async def test_a_long_text_without_pages_is_transcribed_part_by_part() -> None:
    def answer(request: ChatRequest) -> str:
        return " ".join(f"Entry {n}." for n in entries(request))

    client = MemoryChatClient(answer)
    engine, sources = make_engine(client, RUN)

    prompt = ask(*sources, "Transcribe this document")
    told = "".join([chunk.text async for chunk in engine.run(prompt, make_trace())])

    assert told.split() == " ".join(f"Entry {n}." for n in range(1, 31)).split()
    assert len(client.requests) > 2


@pytest.mark.parametrize("number", [1, 17, 30])
async def test_a_question_on_a_long_text_without_pages_is_shown_the_part_that_answers(
    number: int,
) -> None:
    client = MemoryChatClient("Well.")
    engine, sources = make_engine(client, RUN)

    prompt = ask(*sources, f"What is the code of item{number}?")
    [chunk async for chunk in engine.run(prompt, make_trace())]

    (request,) = client.requests
    assert number in entries(request)
    assert len(entries(request)) < 20
