"""What the unmodified SDK asks, and what a model's server is told and says: side by side."""

import json
from collections.abc import Iterator

import pytest
from google import genai
from google.genai import types

from tests.models.background import serve_stub
from tests.models.stubs import Script, Stub

MODEL = "gemini-2.5-flash"
CITY = {"type": "OBJECT", "properties": {"city": {"type": "STRING"}}, "required": ["city"]}
TOOL = types.Tool(
    function_declarations=[
        types.FunctionDeclaration(name=name, description="Of a city.", parameters=CITY)  # type: ignore[arg-type]
        for name in ("weather.get", "time.get")
    ]
)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Stub, genai.Client]]:
    from examples.local_server import serve  # noqa: PLC0415 - not there in older environments

    stub = Stub(kind="vllm")
    folder = tmp_path_factory.mktemp("exchange")
    with (
        serve_stub(stub) as model_url,
        serve(folder / "data", settings={"WASAT_ENGINES": model_url}) as server,
        genai.Client(api_key="any", http_options=types.HttpOptions(base_url=server.url)) as client,
    ):
        yield stub, client


@pytest.fixture
def stub(served: tuple[Stub, genai.Client]) -> Stub:
    served[0].script = Script()
    served[0].bodies.clear()
    return served[0]


@pytest.fixture
def client(served: tuple[Stub, genai.Client]) -> genai.Client:
    return served[1]


def test_calls_side_by_side_keep_their_ids_and_names_there_and_back(
    stub: Stub, client: genai.Client
) -> None:
    stub.script = Script(
        words=(), calls=[("weather_get", '{"city": "Brno"}'), ("time_get", '{"city": "Brno"}')]
    )
    config = types.GenerateContentConfig(
        tools=[TOOL],
        automatic_function_calling=types.AutomaticFunctionCallingConfig(disable=True),
    )
    talk = client.chats.create(model=MODEL, config=config)

    calls = talk.send_message("How is it in Brno?").function_calls or []
    results = [
        types.Part(
            function_response=types.FunctionResponse(
                id=call.id, name=call.name, response={"of": call.name}
            )
        )
        for call in reversed(calls)
    ]
    stub.script = Script()
    answer = talk.send_message(results)  # type: ignore[arg-type]

    assert [(call.id, call.name, call.args) for call in calls] == [
        ("call_0", "weather.get", {"city": "Brno"}),
        ("call_1", "time.get", {"city": "Brno"}),
    ]
    assert answer.text == "Hello there"
    _, called, *told = stub.bodies[-1]["messages"]
    assert [(each["id"], each["function"]["name"]) for each in called["tool_calls"]] == [
        ("call_0", "weather_get"),
        ("call_1", "time_get"),
    ]
    assert [(each["tool_call_id"], json.loads(each["content"])) for each in told] == [
        ("call_1", {"of": "time.get"}),
        ("call_0", {"of": "weather.get"}),
    ]


def test_a_demanded_function_is_one_of_those_allowed(stub: Stub, client: genai.Client) -> None:
    stub.script = Script(words=['{"name": "time_get", "arguments": {"city": "Brno"}}'])
    calling = types.FunctionCallingConfig(
        mode=types.FunctionCallingConfigMode.ANY, allowed_function_names=["time.get"]
    )
    config = types.GenerateContentConfig(
        tools=[TOOL], tool_config=types.ToolConfig(function_calling_config=calling)
    )

    response = client.models.generate_content(model=MODEL, contents="When?", config=config)

    assert [(call.name, call.args) for call in response.function_calls or []] == [
        ("time.get", {"city": "Brno"})
    ]
    body = stub.bodies[-1]
    schema = body["response_format"]["json_schema"]["schema"]
    assert [each["properties"]["name"]["const"] for each in schema["anyOf"]] == ["time_get"]
    assert "tools" not in body


@pytest.mark.parametrize(("shows", "parts"), [(True, [True, None]), (False, [None])])
def test_thoughts_are_shown_where_asked_for_and_counted_in_any_case(
    shows: bool,  # noqa: FBT001 - a parameter of the test
    parts: list[bool | None],
    stub: Stub,
    client: genai.Client,
) -> None:
    stub.script = Script(thought="Let me see.")
    thinking = types.ThinkingConfig(include_thoughts=shows, thinking_budget=512)

    response = client.models.generate_content(
        model=MODEL,
        contents="Hello",
        config=types.GenerateContentConfig(thinking_config=thinking),
    )

    content = response.candidates[0].content  # type: ignore[index]
    assert [part.thought for part in content.parts] == parts  # type: ignore[union-attr]
    assert response.text == "Hello there"
    assert response.usage_metadata is not None
    assert response.usage_metadata.thoughts_token_count == 3
    assert stub.bodies[-1]["chat_template_kwargs"] == {"enable_thinking": True}


@pytest.mark.parametrize(
    ("status", "code", "told"),
    [(429, 429, "RESOURCE_EXHAUSTED"), (503, 503, "UNAVAILABLE"), (401, 503, "UNAVAILABLE")],
)
def test_a_server_that_cannot_answer_is_told_with_the_time_to_come_again(
    status: int, code: int, told: str, stub: Stub, client: genai.Client
) -> None:
    stub.script = Script(failure=(status, {"error": "secret"}), headers={"retry-after": "7"})

    with pytest.raises(genai.errors.APIError) as caught:
        client.models.generate_content(model=MODEL, contents="Hello")

    details = json.dumps(caught.value.details)
    assert (caught.value.code, caught.value.status) == (code, told)
    assert '"retryDelay": "7s"' in details
    assert "secret" not in details


def test_every_setting_of_safety_is_taken_and_no_rating_invented(
    stub: Stub, client: genai.Client
) -> None:
    settings = [
        types.SafetySetting(category=category, threshold=types.HarmBlockThreshold.BLOCK_NONE)
        for category in (
            types.HarmCategory.HARM_CATEGORY_HARASSMENT,
            types.HarmCategory.HARM_CATEGORY_DANGEROUS_CONTENT,
        )
    ]

    response = client.models.generate_content(
        model=MODEL,
        contents="Hello",
        config=types.GenerateContentConfig(safety_settings=settings),
    )

    assert response.text == "Hello there"
    assert not response.candidates[0].safety_ratings  # type: ignore[index]
    assert not any("safety" in name for name in stub.bodies[-1])
