"""What holds for every client of a chat model, whichever way its server speaks."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest
from msgspec.structs import replace

from tests.models.shapes import CACHED_TOKENS, MODEL, OVERFLOWS, OWNERS, WINDOW
from tests.models.stubs import Script, Stub
from wasat.adapters.models.ollama import OllamaClient
from wasat.adapters.models.openai import OpenAiClient
from wasat.adapters.models.replicas import Replicas
from wasat.adapters.models.session import ModelSession, Patience
from wasat.chat.abilities import Overrides
from wasat.chat.client import (
    ChatClient,
    ChatRequest,
    Delta,
    Message,
    Picture,
    Speaker,
    ToolCall,
    WindowExceededError,
)
from wasat.chat.dialects import DIALECTS
from wasat.generation.chunk import FinishReason
from wasat.generation.prompt import Function, Options
from wasat.status import (
    Code,
    DeadlineExceededError,
    InvalidArgumentError,
    ResourceExhaustedError,
    RetryInfo,
    StatusError,
    UnavailableError,
)

KINDS = [*OWNERS, "ollama"]
HELLO = ChatRequest(messages=(Message(speaker=Speaker.USER, pieces=("Hello",)),))
SECONDS = 1.0  # within which a server must learn that nobody listens


@pytest.fixture(params=KINDS)
async def stub(request: pytest.FixtureRequest) -> AsyncIterator[Stub]:
    async with Stub(kind=request.param).serve() as served:
        yield served


@pytest.fixture
async def client(stub: Stub) -> AsyncIterator[ChatClient]:
    made = connect(stub.kind, stub.base_url)
    yield made
    await made.close()


def connect(
    kind: str, *urls: str, patience: Patience | None = None, overrides: Overrides | None = None
) -> ChatClient:
    session = ModelSession(Replicas(urls), patience=patience)
    if kind == "ollama":
        return OllamaClient(session, overrides=overrides)
    return OpenAiClient(session, dialect=DIALECTS[kind], overrides=overrides)


async def collect(client: ChatClient, request: ChatRequest = HELLO) -> list[Delta]:
    return [delta async for delta in client.stream(request)]


def text_of(deltas: list[Delta]) -> str:
    return "".join(delta.text for delta in deltas)


async def test_a_server_tells_what_its_model_can_do(client: ChatClient, stub: Stub) -> None:
    abilities = await client.learn()

    assert abilities.model == MODEL
    assert abilities.is_known
    assert abilities.has_vision
    tells = DIALECTS[stub.kind].window if stub.kind in DIALECTS else True
    assert abilities.context_tokens == (WINDOW if tells else 8_192)
    assert abilities.output_tokens <= abilities.context_tokens


async def test_settings_correct_what_a_server_tells(stub: Stub) -> None:
    overrides = Overrides(context_tokens=1_000, has_vision=False, picture_tokens=256)
    client = connect(stub.kind, stub.base_url, overrides=overrides)

    abilities = await client.learn()
    await client.close()

    assert (abilities.context_tokens, abilities.has_vision) == (1_000, False)
    assert abilities.grid.fixed_tokens == 256
    assert abilities.output_tokens <= 500


async def test_an_answer_comes_piece_by_piece_and_ends(client: ChatClient, stub: Stub) -> None:
    stub.script = Script(silence=asyncio.Event())
    deltas: list[Delta] = []

    async for delta in client.stream(HELLO):
        deltas.append(delta)
        stub.script.silence.set()  # the server says no more before the first word has come

    assert [delta.text for delta in deltas if delta.text] == ["Hello", " there"]
    assert [delta.finish_reason for delta in deltas if delta.finish_reason] == [FinishReason.STOP]


async def test_the_servers_own_counts_come_with_the_end(client: ChatClient, stub: Stub) -> None:
    usage = (await collect(client))[-1].usage

    assert usage is not None
    assert (usage.prompt_tokens, usage.answer_tokens) == (40, 2)
    assert usage.cached_tokens == (0 if stub.kind == "ollama" else CACHED_TOKENS)


async def test_tokens_come_with_how_likely_they_were(client: ChatClient, stub: Stub) -> None:
    request = replace(HELLO, options=Options(rivals=1))

    chances = [chance for delta in await collect(client, request) for chance in delta.chances]

    assert [chance.text for chance in chances] == list(stub.script.words)
    assert [[rival.text for rival in chance.rivals] for chance in chances] == [
        [word] for word in stub.script.words
    ]
    assert (stub.bodies[-1]["logprobs"], stub.bodies[-1]["top_logprobs"]) == (True, 1)


async def test_thoughts_are_told_apart_from_words(client: ChatClient, stub: Stub) -> None:
    stub.script = Script(thought="Let me see.")

    deltas = await collect(client)

    assert "".join(delta.thought for delta in deltas) == "Let me see."
    assert text_of(deltas) == "Hello there"


async def test_an_answer_without_room_ends_for_its_length(client: ChatClient, stub: Stub) -> None:
    stub.script = Script(reason="length")

    assert FinishReason.MAX_TOKENS in [delta.finish_reason for delta in await collect(client)]


@pytest.mark.parametrize(
    ("reason", "told"),
    [("content_filter", FinishReason.SAFETY), ("repetition", FinishReason.OTHER)],
)
async def test_other_ends_are_told_as_what_they_are(
    client: ChatClient, stub: Stub, reason: str, told: FinishReason
) -> None:
    stub.script = Script(reason=reason)

    reasons = [delta.finish_reason for delta in await collect(client) if delta.finish_reason]

    assert reasons == [told if stub.kind != "ollama" else FinishReason.OTHER]


async def test_calls_come_whole(client: ChatClient, stub: Stub) -> None:
    stub.script = Script(words=(), calls=[("one", '{"a": 1}'), ("two", "{}")])

    calls = [call for delta in await collect(client) for call in delta.calls]

    assert [(call.name, json.loads(call.arguments)) for call in calls] == [
        ("one", {"a": 1}), ("two", {})
    ]  # fmt: skip


async def test_what_shapes_the_answer_is_passed_on(client: ChatClient, stub: Stub) -> None:
    options = Options(
        temperature=0.5,
        top_p=0.9,
        top_k=5,
        seed=7,
        presence_penalty=0.1,
        frequency_penalty=0.2,
    )
    function = Function(name="f", description="Does.", schema={"type": "object"})
    request = ChatRequest(
        messages=HELLO.messages,
        options=options,
        schema={"type": "integer"},
        is_json=True,
        functions=(function,),
        max_tokens=9,
    )

    await collect(client, request)

    body = stub.bodies[-1]
    assert body["tools"][0]["function"]["parameters"] == {"type": "object"}
    sampling = body["options"] if stub.kind == "ollama" else body
    assert (sampling["temperature"], sampling["top_p"], sampling["seed"]) == (0.5, 0.9, 7)
    assert (sampling["presence_penalty"], sampling["frequency_penalty"]) == (0.1, 0.2)
    takes_top_k = stub.kind == "ollama" or DIALECTS[stub.kind].has_top_k
    assert sampling.get("top_k") == (5 if takes_top_k else None)
    if stub.kind == "ollama":
        assert (sampling["num_predict"], sampling["num_ctx"]) == (9, WINDOW)
        assert body["format"] == {"type": "integer"}
    else:
        assert body["max_tokens"] == 9
        assert body["response_format"]["json_schema"]["schema"] == {"type": "integer"}


async def test_pictures_keep_their_place_among_the_words(client: ChatClient, stub: Stub) -> None:
    picture = Picture(data=b"png", mime_type="image/png")
    pieces = ("before", picture, "between", picture, "after")

    await collect(client, ChatRequest(messages=(Message(speaker=Speaker.USER, pieces=pieces),)))

    messages = stub.bodies[-1]["messages"]
    if stub.kind == "ollama":
        assert [(m["content"], len(m.get("images", ()))) for m in messages] == [
            ("before", 0), ("between", 1), ("after", 1)
        ]  # fmt: skip
    else:
        (message,) = messages
        kinds = [part["type"] for part in message["content"]]
        assert kinds == ["text", "image_url", "text", "image_url", "text"]
        assert message["content"][1]["image_url"]["url"] == "data:image/png;base64,cG5n"


async def test_a_call_and_its_result_are_told_again(client: ChatClient, stub: Stub) -> None:
    call = ToolCall(call_id="1", name="f", arguments='{"a": 1}')
    messages = (
        Message(speaker=Speaker.USER, pieces=("Do it",)),
        Message(speaker=Speaker.ASSISTANT, calls=(call,)),
        Message(speaker=Speaker.TOOL, pieces=('{"done": true}',), call_id="1"),
    )

    await collect(client, ChatRequest(messages=messages))

    asked, called, returned = stub.bodies[-1]["messages"]
    assert [asked["role"], called["role"], returned["role"]] == ["user", "assistant", "tool"]
    assert called["tool_calls"][0]["function"]["name"] == "f"
    assert returned["content"] == '{"done": true}'


async def test_a_template_without_a_system_is_told_the_same_as_the_user_is(
    client: ChatClient, stub: Stub
) -> None:
    stub.takes_system = stub.kind == "ollama"  # whose templates leave out what they do not know
    system = Message(speaker=Speaker.SYSTEM, pieces=("Be brief.",))

    for _ in range(2):
        said = text_of(await collect(client, ChatRequest(messages=(system, *HELLO.messages))))
        assert said == "Hello there"

    told = [{"role": "user", "content": "Be brief.\nHello"}]
    if not stub.takes_system:
        assert [body["messages"] for body in stub.bodies[1:]] == [told, told]


async def test_one_connection_serves_one_request_after_another(
    client: ChatClient, stub: Stub
) -> None:
    for _ in range(3):
        await collect(client)

    assert len(stub.paths) > 3
    assert len(set(stub.peers)) == 1


async def test_a_connection_serves_on_although_its_end_comes_after_the_last_event(
    client: ChatClient, stub: Stub
) -> None:
    for _ in range(6):  # on a machine that stands still, one end may come too late
        stub.script = Script(last_words=asyncio.Event())
        async for delta in client.stream(HELLO):
            if delta.usage is not None:
                stub.script.last_words.set()

    assert len(set(stub.peers)) < len(stub.bodies)


async def test_leaving_an_answer_ends_the_work_at_the_server(
    client: ChatClient, stub: Stub
) -> None:
    stub.script = Script(is_endless=True)
    stream = client.stream(HELLO)
    await anext(stream)

    await stream.aclose()

    await asyncio.wait_for(stub.was_left.wait(), SECONDS)


async def test_a_caller_cancelled_before_the_first_word_ends_the_work(
    client: ChatClient, stub: Stub
) -> None:
    stub.script = Script(words=("",), silence=asyncio.Event())
    await client.learn()
    task = asyncio.create_task(collect(client))
    await stub.was_asked.wait()

    task.cancel()

    await asyncio.wait_for(stub.was_left.wait(), SECONDS)


async def test_a_slow_reader_slows_the_server_down(client: ChatClient, stub: Stub) -> None:
    stub.script = Script(words=("x" * 65_536,), is_endless=True)
    stream = client.stream(HELLO)
    await anext(stream)
    written = -1
    while written != stub.written:
        written = stub.written
        await asyncio.sleep(0.05)

    assert written < 500, "32 MB would have piled up somewhere"
    await stream.aclose()


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (400, Code.INVALID_ARGUMENT),
        (401, Code.UNAVAILABLE),
        (403, Code.UNAVAILABLE),
        (404, Code.UNAVAILABLE),
        (422, Code.INVALID_ARGUMENT),
        (429, Code.RESOURCE_EXHAUSTED),
        (500, Code.UNAVAILABLE),
        (503, Code.UNAVAILABLE),
    ],
)
async def test_every_failure_of_a_server_has_its_code(
    client: ChatClient, stub: Stub, status: int, code: Code
) -> None:
    stub.script = Script(failure=(status, {"error": {"message": "no", "type": "t"}}))

    with pytest.raises(StatusError) as caught:
        await collect(client)

    assert caught.value.code is code
    assert len(stub.bodies) == 1, "what a server answers is not asked again"
    if code in (Code.UNAVAILABLE, Code.RESOURCE_EXHAUSTED):
        assert any(isinstance(detail, RetryInfo) for detail in caught.value.details)


async def test_a_busy_server_says_when_to_come_again(client: ChatClient, stub: Stub) -> None:
    stub.script = Script(failure=(429, {"error": "busy"}), headers={"retry-after": "7"})

    with pytest.raises(ResourceExhaustedError) as caught:
        await collect(client)

    assert caught.value.details == (RetryInfo(delay_seconds=7.0),)


async def test_a_prompt_over_the_window_is_told_as_such(client: ChatClient, stub: Stub) -> None:
    stub.script = Script(failure=OVERFLOWS[stub.kind])

    with pytest.raises(WindowExceededError) as caught:
        await collect(client)

    assert caught.value.prompt_tokens == (9000 if stub.kind in ("llamacpp", "ollama") else 0)


async def test_a_server_that_breaks_off_is_unavailable(client: ChatClient, stub: Stub) -> None:
    stub.script = Script(reason="")

    said: list[str] = []

    async def listen() -> None:
        async for delta in client.stream(HELLO):
            said.append(delta.text)  # noqa: PERF401 - kept although it fails

    with pytest.raises(UnavailableError, match="in the middle"):
        await listen()

    assert "".join(said) == "Hello there", "what was said before is not lost"
    assert len(stub.bodies) == 1, "and what was begun is not begun again"


async def test_a_server_that_has_another_model_by_now_is_asked_for_that(
    client: ChatClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    await client.learn()
    monkeypatch.setattr("tests.models.shapes.MODEL", "another")

    assert (await client.learn()).model == "another"


async def test_a_server_that_is_not_there_is_unavailable(stub: Stub) -> None:
    client = connect(stub.kind, "http://127.0.0.1:9")

    with pytest.raises(UnavailableError, match="cannot be reached") as caught:
        await client.learn()

    await client.close()
    assert any(isinstance(detail, RetryInfo) for detail in caught.value.details)


async def test_a_silent_server_is_given_up(stub: Stub) -> None:
    client = connect(stub.kind, stub.base_url, patience=Patience(silence_seconds=0.1))
    stub.script = Script(silence=asyncio.Event())

    with pytest.raises(DeadlineExceededError, match=r"silent for 0\.1 seconds"):
        await collect(client)

    await client.close()


async def test_where_one_server_is_gone_another_answers(stub: Stub) -> None:
    client = connect(stub.kind, "http://127.0.0.1:9", stub.base_url)

    assert text_of(await collect(client)) == "Hello there"
    await client.close()


async def test_requests_about_one_file_go_to_one_server(stub: Stub) -> None:
    files = [f"file {number}" for number in range(32)]  # that all like one server best: 1 in 2e9
    async with Stub(kind=stub.kind).serve() as other:
        client = connect(stub.kind, stub.base_url, other.base_url)
        for file in files * 2:
            said = (Message(speaker=Speaker.USER, pieces=(file,)),)
            await collect(client, ChatRequest(messages=said, affinity=file))
        await client.close()

    asked = [[body["messages"][0]["content"] for body in each.bodies] for each in (stub, other)]
    assert all(asked)
    assert all(names.count(file) in (0, 2) for names in asked for file in files)


async def test_a_refusal_is_told_in_the_servers_words(client: ChatClient, stub: Stub) -> None:
    stub.script = Script(failure=(400, {"error": "bad grammar"}))

    with pytest.raises(InvalidArgumentError, match="refuses the request: bad grammar"):
        await collect(client)


async def test_a_client_that_was_closed_asks_nothing_more(client: ChatClient, stub: Stub) -> None:
    await client.learn()
    asked = len(stub.paths)

    await client.close()
    await client.close()

    with pytest.raises(UnavailableError, match="gone"):
        await client.learn()
    assert len(stub.paths) == asked
