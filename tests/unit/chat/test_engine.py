import json
from collections.abc import AsyncGenerator
from dataclasses import replace

import pytest
import structlog
from msgspec import structs

from tests.unit.chat.fakes import (
    FlatExecutor,
    MemoryChatClient,
    ask,
    make_abilities,
    make_engine,
    make_pages,
    text_of,
)
from tests.unit.evidence.pages import make_block, make_document, make_heading, make_page
from tests.unit.reader.asking import make_trace
from wasat.chat.abilities import Abilities
from wasat.chat.client import (
    ChatRequest,
    Delta,
    MalformedAnswerError,
    Picture,
    ToolCall,
    WindowExceededError,
)
from wasat.chat.engine import ChatEngine
from wasat.documents.document import Document
from wasat.generation.chunk import Chance, Chunk, FinishReason
from wasat.generation.prompt import (
    AnswerForm,
    Calling,
    Function,
    FunctionCall,
    JsonValue,
    Options,
    Part,
    Source,
)
from wasat.generation.traces import Trace
from wasat.status import (
    FailedPreconditionError,
    InternalError,
    InvalidArgumentError,
    StatusError,
    UnavailableError,
)
from wasat.telemetry import ENGINE_TOKENS

TOWER = make_pages(
    "The tower was built in 1889 by Gustave. It is 300 metres high.",
    "The park around the tower has two lakes.",
)
NUMBER = {"type": "object", "properties": {"height": {"type": "integer"}}, "required": ["height"]}
JSON = Options(form=AnswerForm.JSON, schema=NUMBER)
INTEGERS = {"type": "array", "items": {"type": "integer"}}
NUMBERS = {"type": "object", "properties": {"years": INTEGERS}}
LONG = make_pages(
    *(f"Entry {n}. " + f"The code of item{n} is {n * 7}, " * 100 for n in range(1, 31))
)


async def run(
    client: MemoryChatClient,
    question: str,
    *documents: Document,
    trace: Trace | None = None,
    **fields: object,
) -> list[Chunk]:
    engine, sources = make_engine(client, *documents)
    prompt = ask(*sources, question, **fields)
    return [chunk async for chunk in engine.run(prompt, trace or make_trace())]


def join(chunks: list[Chunk]) -> str:
    return "".join(chunk.text for chunk in chunks if not chunk.is_thought)


def shown(trace: Trace) -> list[object]:
    return [facts["pages"] for step, facts in trace.steps if step == "shown"]


def route(trace: Trace) -> object:
    return next(facts["route"] for step, facts in trace.steps if step == "route")


@pytest.mark.parametrize(
    ("abilities", "unread"),
    [(make_abilities(has_vision=False), [1, 2]), (make_abilities(has_vision=True), [1])],
)
async def test_the_trace_names_pages_that_the_model_cannot_see_either(
    abilities: Abilities, unread: list[int]
) -> None:
    damaged = replace(TOWER, summary=replace(TOWER.summary, unread=(1, 2), scans=(2,)))
    client, trace = MemoryChatClient(abilities=abilities), make_trace()

    await run(client, "How high?", damaged, trace=trace)

    assert [facts["pages"] for step, facts in trace.steps if step == "unread"] == [unread]


async def test_without_documents_words_come_as_they_are_said() -> None:
    trace = make_trace()

    chunks = await run(MemoryChatClient("One two"), "Hi", trace=trace)

    assert route(trace) == "direct"
    assert [chunk.text for chunk in chunks] == ["One ", "two ", ""]
    assert not any(chunk.is_claim for chunk in chunks)


async def test_what_the_engine_had_read_before_is_told() -> None:
    assert (await run(MemoryChatClient("One"), "Hi"))[-1].cached_share == 0.25


async def test_a_statement_rests_on_the_page_that_bears_it_and_says_so() -> None:
    chunks = await run(MemoryChatClient("The tower is 300 metres high."), "How high?", TOWER)

    claim = next(chunk for chunk in chunks if chunk.is_claim)
    assert claim.text == "The tower is 300 metres high."
    assert {citation.page for citation in claim.citations} == {1}
    assert join(chunks).strip() == "The tower is 300 metres high. [p. 1]"


async def test_a_mark_of_the_model_is_a_hint_and_not_believed() -> None:
    answer = "The tower is 300 metres high [p. 2]. It has a cellar full of gold [p. 2]."

    chunks = await run(MemoryChatClient(answer), "How high?", TOWER)

    assert join(chunks).strip() == (
        "The tower is 300 metres high. [p. 1] It has a cellar full of gold."
    )
    assert [bool(chunk.citations) for chunk in chunks if chunk.is_claim] == [True, False]


async def test_among_several_documents_a_mark_names_its_own() -> None:
    chunks = await run(MemoryChatClient("The tower is 300 metres high."), "How high?", TOWER, LONG)

    assert "[a.pdf p. 1]" in join(chunks)


async def test_pages_are_shown_as_label_picture_and_words_before_the_question() -> None:
    client = MemoryChatClient("Well.")

    await run(client, "How high?", TOWER)

    pieces = client.requests[0].messages[0].pieces
    assert [type(piece) for piece in pieces] == [str, Picture, str, Picture, str]
    assert pieces[0] == "[a.pdf p. 1]\n"
    assert pieces[1] == Picture(data=b"PNG [1, 560, 784]", mime_type="image/png", tokens=560)
    assert "300 metres" in pieces[2]
    assert pieces[2].endswith("[a.pdf p. 2]\n")
    assert "two lakes" in pieces[4]
    assert "How high?" in pieces[4]


async def test_a_second_question_begins_with_the_same_bytes() -> None:
    client, executor = MemoryChatClient("Well."), FlatExecutor()
    engine, sources = make_engine(client, TOWER, executor=executor)

    for question in ("How high?", "How old is it, and why?"):
        _ = [chunk async for chunk in engine.run(ask(*sources, question), make_trace())]

    first, second = (request.messages[0].pieces for request in client.requests)
    assert first[:4] == second[:4]
    assert len(executor.jobs) == 1, "pictures are drawn once"


async def test_a_model_that_does_not_see_is_shown_words_alone() -> None:
    client = MemoryChatClient("Well.", abilities=make_abilities(has_vision=False))

    await run(client, "How high?", TOWER)

    (message,) = client.requests[0].messages
    assert all(isinstance(piece, str) for piece in message.pieces)
    assert "[a.pdf p. 1]\nThe tower was built" in message.text


async def test_json_is_told_leaf_by_leaf_with_its_evidence() -> None:
    client = MemoryChatClient('{"height": 300}')

    chunks = await run(client, "How high?", TOWER, options=JSON)

    assert json.loads(join(chunks)) == {"height": 300}
    assert [(c.text, c.citations[0].page) for c in chunks if c.citations] == [("300", 1)]
    assert client.requests[0].schema == NUMBER


@pytest.mark.parametrize(("words", "told"), [(1_800, 1), (1, 1_800)])
async def test_an_answer_is_given_no_more_room_than_the_prompt_leaves(
    words: int, told: int
) -> None:
    client = MemoryChatClient("Well.")
    functions = (Function(name="f", description="tell " * told),)

    await run(
        client, "word " * words, functions=functions, options=Options(max_output_tokens=100_000)
    )

    assert client.requests[0].max_tokens == pytest.approx(8_192 - 9_000 / 3, abs=100)


async def test_json_that_does_not_fit_is_asked_for_once_more() -> None:
    client, trace = MemoryChatClient('{"height": "high"}', '{"height": 300}'), make_trace()

    chunks = await run(client, "How high?", trace=trace, options=JSON)

    assert json.loads(join(chunks)) == {"height": 300}
    assert "fit the schema at $.height" in str(dict(trace.steps)["repair"]["fault"])
    assert "does not fit the schema at $.height" in client.requests[1].messages[-1].text
    assert '{"height": "high"}' in client.requests[1].messages[-2].text


async def test_json_that_never_fits_is_an_error() -> None:
    client = MemoryChatClient("no", "no")

    with pytest.raises(InternalError, match="is not JSON, twice"):
        await run(client, "How high?", options=JSON)

    assert len(client.requests) == 2


async def test_json_in_a_fence_needs_no_second_question() -> None:
    client = MemoryChatClient('```json\n{"height": 300}\n```')

    assert json.loads(join(await run(client, "How high?", options=JSON))) == {"height": 300}
    assert len(client.requests) == 1


async def test_a_server_that_finds_its_own_model_wrong_is_asked_once_more() -> None:
    client = MemoryChatClient(MalformedAnswerError("no"), '{"height": 1}')
    options = Options(form=AnswerForm.JSON, schema=NUMBER, seed=7)

    assert json.loads(join(await run(client, "How high?", options=options))) == {"height": 1}
    assert [request.options.seed for request in client.requests] == [7, 8]


async def test_json_cut_for_its_length_is_told_as_such() -> None:
    cut = [Delta(text='{"hei'), Delta(finish_reason=FinishReason.MAX_TOKENS)]
    client = MemoryChatClient(cut)

    chunks = await run(client, "How high?", options=JSON)

    assert (join(chunks), chunks[-1].finish_reason) == ('{"hei', FinishReason.MAX_TOKENS)
    assert len(client.requests) == 1


async def test_a_choice_is_one_bare_word() -> None:
    options = Options(form=AnswerForm.ENUM, schema={"type": "string", "enum": ["red", "blue"]})

    assert join(await run(MemoryChatClient('"red"'), "Which?", options=options)) == "red"


async def test_a_function_that_must_be_called_is() -> None:
    client = MemoryChatClient('{"name": "x_f", "arguments": {"a": 1}}')
    functions = (Function(name="x.f", schema={"type": "object"}),)

    chunks = await run(client, "Do it", functions=functions, calling=Calling.ANY)

    assert chunks[0].call == FunctionCall(name="x.f", arguments={"a": 1})
    assert client.requests[0].functions == ()


async def test_a_function_may_be_called_after_words() -> None:
    call = ToolCall(call_id="1", name="f", arguments="{}")
    deltas = [Delta(text="Well. "), Delta(calls=(call,), finish_reason=FinishReason.STOP)]

    chunks = await run(MemoryChatClient(deltas), "Do it", functions=(Function(name="f"),))

    assert [(c.text, c.call) for c in chunks[:2]] == [
        ("Well. ", None), ("", FunctionCall(name="f", call_id="1"))
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "arguments"),
    [("f", "{"), ("f", "[]"), ("f", "{}"), ("f", '{"height": "tall"}'), ("g", '{"height": 1}')],
)
@pytest.mark.parametrize("options", [Options(), JSON])
async def test_a_broken_call_is_malformed(name: str, arguments: str, options: Options) -> None:
    call = ToolCall(call_id="1", name=name, arguments=arguments)
    client = MemoryChatClient([Delta(calls=(call,), finish_reason=FinishReason.STOP)])

    chunks = await run(
        client, "Do it", functions=(Function(name="f", schema=NUMBER),), options=options
    )

    assert [chunk.finish_reason for chunk in chunks] == [FinishReason.MALFORMED_FUNCTION_CALL]


async def test_the_servers_own_counts_go_to_trace_log_and_metrics() -> None:
    trace = make_trace()
    before = _counted()

    with structlog.testing.capture_logs() as lines:
        await run(MemoryChatClient("One"), "Hi", trace=trace)

    counts = {"prompt": 100, "cached": 25, "answer": 5}
    assert dict(trace.steps)["engine"] == {"model": "tiny", **counts}
    assert [line for line in lines if line["event"] == "model answered"] == [
        {"event": "model answered", "log_level": "info", "model": "tiny", **counts}
    ]
    assert {kind: _counted()[kind] - before[kind] for kind in counts} == counts


def _counted() -> dict[str, float]:
    return {
        kind: ENGINE_TOKENS.labels("tiny", kind)._value.get()
        for kind in ("prompt", "cached", "answer")
    }


async def test_requests_about_one_file_say_which_so_that_one_replica_gets_them() -> None:
    client = MemoryChatClient("Well.")

    await run(client, "How high?", TOWER)
    await run(client, "Hi")

    first, second = client.requests
    assert first.affinity
    assert second.affinity == ""


@pytest.mark.parametrize("error", [UnavailableError("broke off"), WindowExceededError(9_000)])
async def test_a_server_that_breaks_off_after_words_is_not_asked_again(error: StatusError) -> None:
    def answer(_: ChatRequest) -> list[Delta]:
        return [Delta(text="Half")]

    class Breaking(MemoryChatClient):
        async def stream(self, request: ChatRequest) -> AsyncGenerator[Delta, None]:
            async for delta in super().stream(request):
                yield delta
            raise error

    client = Breaking(answer)
    said: list[str] = []

    async def listen() -> None:
        engine, _ = make_engine(client)
        async for chunk in engine.run(ask("Hi"), make_trace()):
            said.append(chunk.text)  # noqa: PERF401 - kept although it fails

    with pytest.raises(type(error)):
        await listen()
    assert (said, len(client.requests)) == (["Half"], 1)


async def test_thoughts_are_chunks_of_their_own() -> None:
    deltas = [Delta(thought="Hm."), Delta(text="Yes."), Delta(finish_reason=FinishReason.STOP)]

    chunks = await run(MemoryChatClient(deltas), "Is it?", TOWER)

    assert chunks[0] == Chunk(text="Hm.", is_thought=True)
    assert join(chunks) == "Yes."


async def test_a_question_about_a_long_document_is_asked_about_the_pages_that_bear_on_it() -> None:
    client, trace = MemoryChatClient("The code is 119."), make_trace()

    await run(client, "What is the code of item17?", LONG, trace=trace)

    assert route(trace) == "find"
    told = text_of(client.requests[0])
    assert told.startswith("[a.pdf p. 17]\nEntry 17."), "the best page comes first"
    assert told.count("[a.pdf p. ") < 10


async def test_a_long_document_is_shown_with_its_outline() -> None:
    pages = (
        make_page(
            make_heading(f"Chapter {n}"),
            make_block(f"The code of item{n} is {n}, " * 100),
            number=n,
        )
        for n in range(1, 31)
    )
    client = MemoryChatClient("Well.")

    await run(client, "What is the code of item17?", make_document(*pages))

    told = text_of(client.requests[0])
    assert told.startswith("[a.pdf, outline of all 30 pages]\nChapter 1 (p. 1)\n")
    assert "Chapter 30 (p. 30)\n\n[a.pdf p. 17]\n" in told


async def test_pages_that_the_question_names_come_first() -> None:
    client = MemoryChatClient("Well.")

    await run(client, "What is the code of item17 on page 23?", LONG)

    told = text_of(client.requests[0])
    assert told.startswith("[a.pdf p. 23]\n")
    assert "[a.pdf p. 17]\n" in told


async def test_a_transcription_of_some_pages_is_of_those_alone() -> None:
    client, trace = MemoryChatClient("Well."), make_trace()

    await run(client, "Transcribe pages 7 to 9", LONG, trace=trace)

    assert [number for pages in shown(trace) for number in pages] == [7, 8, 9]


async def test_a_list_from_a_long_document_is_gathered_portion_by_portion() -> None:
    def answer(request: ChatRequest) -> str:
        entries = [n for n in range(1, 31) if f"Entry {n}." in text_of(request)]
        return json.dumps({"years": entries})

    client, trace = MemoryChatClient(answer), make_trace()
    options = Options(form=AnswerForm.JSON, schema=NUMBERS)

    chunks = await run(client, "List all entries", LONG, trace=trace, options=options)

    assert route(trace) == "map"
    assert json.loads(join(chunks)) == {"years": list(range(1, 31))}
    assert len(client.requests) > 2


async def test_a_transcription_of_a_long_document_follows_its_pages() -> None:
    def answer(request: ChatRequest) -> str:
        return "\n".join(f"Entry {n}." for n in range(1, 31) if f"Entry {n}." in text_of(request))

    chunks = await run(MemoryChatClient(answer), "Transcribe this document", LONG)

    assert join(chunks).split() == " ".join(f"Entry {n}." for n in range(1, 31)).split()


async def test_a_summary_of_a_long_document_is_made_of_notes_on_its_portions() -> None:
    client, trace = MemoryChatClient("Notes."), make_trace()

    await run(client, "Summarize this document", LONG, trace=trace)

    assert route(trace) == "map"
    last = text_of(client.requests[-1])
    assert "[notes on portion 1 of " in last
    assert "The code of item" not in last


async def test_notes_longer_than_the_window_are_folded() -> None:
    def answer(request: ChatRequest) -> str:
        told = text_of(request)
        if "Make one" in told:
            return "Folded."
        return "A long note. " * 900

    client = MemoryChatClient(answer)

    chunks = await run(client, "Summarize this document", LONG)

    requests = [text_of(request) for request in client.requests]
    assert sum("Make one note of them" in each for each in requests) > 1
    assert max(map(len, requests)) < 6 * 8_192, "at six bytes a token"
    assert "Folded." in requests[-1]
    assert "A long note." not in requests[-1]
    assert join(chunks).strip() == "Folded."


@pytest.mark.parametrize(
    ("question", "options"),
    [
        ("List all entries", Options(form=AnswerForm.JSON, schema=NUMBERS)),
        ("Transcribe this document", Options()),
        ("Summarize this document", Options()),
    ],
)
async def test_an_answer_by_portions_tells_what_the_engine_had_read_before(
    question: str, options: Options
) -> None:
    client = MemoryChatClient('{"years": []}')

    chunks = await run(client, question, LONG, options=options)

    assert len(client.requests) > 2
    assert [c.cached_share for c in chunks if c.cached_share is not None] == [0.25]
    assert chunks[-1].cached_share == 0.25


async def test_an_overflow_is_met_by_showing_less() -> None:
    client = MemoryChatClient(WindowExceededError(8_300), "Well.")
    trace = make_trace()
    pages = make_pages(*("words " * 300 for _ in range(4)))

    assert join(await run(client, "What?", pages, trace=trace)).strip() == "Well."
    routes = [facts["route"] for step, facts in trace.steps if step == "route"]
    assert routes == ["whole", "text"]


async def test_an_overflow_that_nothing_meets_is_told() -> None:
    with pytest.raises(InvalidArgumentError):
        await run(MemoryChatClient(WindowExceededError(99_000)), "What?", TOWER)


async def test_a_prompt_near_the_window_is_counted_by_the_server_before_it_is_asked() -> None:
    client = MemoryChatClient("Well.", counts=True)
    pages = make_pages(*("words " * 400 for _ in range(8)))

    await run(client, "What?", pages)

    (request,) = client.requests
    assert len(text_of(request)) // 2 + (request.max_tokens or 0) <= 8_192


async def test_a_picture_for_a_model_that_does_not_see_is_refused() -> None:
    client = MemoryChatClient(abilities=make_abilities(has_vision=False))
    engine, (source,) = make_engine(client, TOWER)
    picture = replace(source, blob=replace(source.blob, mime_type="image/png"))

    with pytest.raises(InvalidArgumentError, match=r"does not see pictures. \[a.pdf\]"):
        _ = [chunk async for chunk in engine.run(ask(picture, "What?"), make_trace())]


async def test_a_failure_of_the_server_is_passed_on() -> None:
    with pytest.raises(UnavailableError):
        await run(MemoryChatClient(UnavailableError("no")), "Hi")


async def test_closing_closes_the_client() -> None:
    client = MemoryChatClient()
    engine, _ = make_engine(client)

    await engine.close()

    assert client.is_closed


async def test_closing_closes_its_client() -> None:
    client = MemoryChatClient("Well.")
    engine, _ = make_engine(client)

    await engine.close()

    assert client.is_closed


async def test_a_model_that_cannot_be_served_is_no_fault_of_the_caller() -> None:
    class Broken(MemoryChatClient):
        async def learn(self) -> Abilities:
            raise FailedPreconditionError("expected a model file at /srv/secret.gguf, found none")

    with pytest.raises(UnavailableError, match="the server's log says why") as caught:
        await run(Broken(), "Hello")

    assert "secret" not in caught.value.message


async def test_a_model_that_can_no_longer_be_served_is_none_either() -> None:
    failure = FailedPreconditionError("expected a whole GGUF model at /srv/secret.gguf")
    engine, _ = make_engine(MemoryChatClient(failure))

    with pytest.raises(UnavailableError, match="the server's log says why") as caught:
        _ = [chunk async for chunk in engine.run(ask("Hello"), make_trace())]

    assert "secret" not in caught.value.message
    assert not engine.is_reached


BROKEN = [
    Delta(text="Let me see. "),
    MalformedAnswerError("The model's answer does not fit the schema."),
]


async def test_a_call_that_the_server_cannot_read_is_told_as_one() -> None:
    chunks = await run(MemoryChatClient(BROKEN), "Do it", functions=(Function(name="f"),))

    assert join(chunks) == "Let me see. "
    assert chunks[-1].finish_reason is FinishReason.MALFORMED_FUNCTION_CALL


async def test_without_functions_words_that_the_server_cannot_read_are_an_error() -> None:
    with pytest.raises(MalformedAnswerError):
        await run(MemoryChatClient(BROKEN), "Do it")


CHOICE = {"type": "string", "enum": ["red", "blue"]}
CALLED = '{"name": "f", "arguments": {}}'


@pytest.mark.parametrize(
    ("answer", "fields"),
    [
        ('{"height": 300}', {"options": structs.replace(JSON, rivals=0)}),
        ('"red"', {"options": Options(form=AnswerForm.ENUM, schema=CHOICE, rivals=0)}),
        (
            CALLED,
            {
                "functions": (Function(name="f"),),
                "calling": Calling.ANY,
                "options": Options(rivals=0),
            },
        ),
    ],
)
async def test_what_is_held_to_a_schema_has_chances_too(
    answer: str, fields: dict[str, object]
) -> None:
    tokens = (answer[:3], answer[3:])
    deltas = [
        Delta(thought="Hm", chances=(Chance(text="Hm", log_probability=-9.0),)),
        *(Delta(text=each, chances=(Chance(text=each, log_probability=-1.0),)) for each in tokens),
        Delta(finish_reason=FinishReason.STOP),
    ]

    chunks = await run(MemoryChatClient(deltas), "Which?", TOWER, **fields)

    assert tuple(chance.text for chunk in chunks for chance in chunk.chances) == tokens


@pytest.mark.parametrize(
    ("second", "told"),
    [
        (FinishReason.STOP, ('{"height": 300}', None)),
        (FinishReason.OTHER, ('{"height":', FinishReason.OTHER)),
    ],
)
async def test_json_that_its_server_ends_is_asked_for_once_more(
    second: FinishReason, told: tuple[str, FinishReason | None]
) -> None:
    cut = [Delta(text='{"height": '), Delta(finish_reason=FinishReason.OTHER)]
    whole = [Delta(text='{"height": 300}'), Delta(finish_reason=FinishReason.STOP)]
    client = MemoryChatClient(cut, whole if second is FinishReason.STOP else cut)

    chunks = await run(client, "How high?", TOWER, options=structs.replace(JSON, seed=7))

    assert ("".join(chunk.text for chunk in chunks), chunks[-1].finish_reason) == told
    assert [request.options.seed for request in client.requests] == [7, 8]
    assert client.requests[1].messages == client.requests[0].messages


async def test_a_number_out_of_its_bounds_is_asked_for_once_more_as_a_whole_one() -> None:
    bounds: dict[str, JsonValue] = {"minimum": 1, "maximum": 10}
    schema: dict[str, JsonValue] = {"properties": {"height": {"type": "number", **bounds}}}
    client = MemoryChatClient('{"height": 10.5}', '{"height": 7}')

    options = Options(form=AnswerForm.JSON, schema=schema)
    chunks = await run(client, "How high?", TOWER, options=options)

    assert "".join(chunk.text for chunk in chunks) == '{"height": 7}'
    held = [request.schema for request in client.requests]
    assert held == [schema, {"properties": {"height": {"type": "integer", **bounds}}}]


@pytest.mark.parametrize(
    ("chances", "told"),
    [
        ((), '{"height":300,"name":"tower"}'),
        ((Chance(text="{", log_probability=-1.0),), '{"name": "tower", "height": 300}'),
    ],
)
async def test_json_comes_in_the_order_of_its_schema_unless_its_tokens_are_told(
    chances: tuple[Chance, ...], told: str
) -> None:
    schema: dict[str, JsonValue] = {"type": "object", "properties": {"height": {}, "name": {}}}
    said = Delta(text='{"name": "tower", "height": 300}', chances=chances)
    client = MemoryChatClient([said, Delta(finish_reason=FinishReason.STOP)])

    options = Options(form=AnswerForm.JSON, schema=schema)
    chunks = await run(client, "How high?", TOWER, options=options)

    assert "".join(chunk.text for chunk in chunks) == told


def make_pictured(most: int) -> tuple[MemoryChatClient, ChatEngine, list[Part]]:
    """A model that sees so many pictures, and a document of two pages beside a picture."""
    client = MemoryChatClient("Well.", abilities=make_abilities(most_pictures=most))
    engine, (document, source) = make_engine(client, TOWER, make_pages("A picture of the tower."))
    assert isinstance(source, Source)
    picture = replace(source, blob=replace(source.blob, mime_type="image/png"))
    return client, engine, [document, picture]


@pytest.mark.parametrize(("most", "shown_pictures"), [(3, 3), (2, 1), (1, 1)])
async def test_pictures_of_the_prompt_count_among_those_that_a_server_takes(
    most: int, shown_pictures: int
) -> None:
    client, engine, parts = make_pictured(most)

    _ = [chunk async for chunk in engine.run(ask(*parts, "What?"), make_trace())]

    pieces = client.requests[0].messages[0].pieces
    assert sum(isinstance(piece, Picture) for piece in pieces) == shown_pictures
    assert "300 metres" in text_of(client.requests[0])


@pytest.mark.parametrize(
    ("question", "pages"),
    [("What?", "Not one page of the documents can"), ("Transcribe this", "Page 1 cannot")],
)
async def test_pages_left_out_for_the_number_of_pictures_are_refused_for_that(
    question: str, pages: str
) -> None:
    client = MemoryChatClient("Well.", abilities=make_abilities(most_pictures=0))
    engine, scan = make_engine(client, make_pages("", ""))
    told = f"{pages} be shown: models/tiny sees at most 0 pictures in one request"

    with pytest.raises(InvalidArgumentError, match=told):
        await anext(engine.run(ask(*scan, question), make_trace()))


async def test_more_pictures_than_a_server_takes_are_refused_with_both_numbers() -> None:
    client, engine, parts = make_pictured(0)

    with pytest.raises(InvalidArgumentError, match="at most 0 pictures in one request, not 1"):
        await anext(engine.run(ask(*parts, "What?"), make_trace()))

    assert client.requests == []
