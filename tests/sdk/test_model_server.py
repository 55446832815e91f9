"""What happens between a caller and a model's server, told apart by what the server sees."""

import json
import socket
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from google import genai
from google.genai import types

from tests.make import pdf
from tests.models.background import serve_stub
from tests.models.stubs import Script, Stub

SECONDS = 1.0  # within which a model's server must learn that nobody listens
PATIENCE = 20.0  # for what has no promise, on a busy machine
MODEL = "gemini-2.5-flash"
MOST_PILED_UP = 64 << 20  # bytes that may lie between a model and who does not read, sockets too


@contextmanager
def serve_both(stub: Stub, folder: Path, **settings: str) -> Iterator[str]:
    from examples.local_server import serve  # noqa: PLC0415 - not there in older environments

    with (
        serve_stub(stub) as model_url,
        serve(folder / "data", settings={"WASAT_ENGINES": model_url, **settings}) as server,
    ):
        yield server.url


def client_of(url: str) -> genai.Client:
    return genai.Client(api_key="any", http_options=types.HttpOptions(base_url=url))


def wait_for(condition: Callable[[], object], seconds: float = PATIENCE) -> bool:
    """Return whether it came true in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.01)
    return bool(condition())


def begin(url: str, verb: str) -> socket.socket:
    """Ask, and return the connection."""
    body = json.dumps({"contents": [{"parts": [{"text": "Hi"}]}]})
    host, _, port = url.removeprefix("http://").partition(":")
    head = f"POST /v1beta/models/{MODEL}:{verb} HTTP/1.1\r\nhost: {host}\r\nx-goog-api-key: any\r\n"
    connection = socket.create_connection((host, int(port)))
    connection.sendall(f"{head}content-length: {len(body)}\r\n\r\n{body}".encode())
    return connection


@pytest.mark.parametrize("verb", ["generateContent", "streamGenerateContent?alt=sse"])
def test_who_leaves_ends_the_work_at_the_models_server(verb: str, tmp_path: Path) -> None:
    stub = Stub(kind="llamacpp", script=Script(is_endless=True))
    with serve_both(stub, tmp_path) as url:
        connection = begin(url, verb)
        assert wait_for(lambda: stub.written > 10)
        connection.close()

        assert wait_for(stub.was_left.is_set, SECONDS)


def test_who_does_not_read_slows_the_model_down(tmp_path: Path) -> None:
    piece = "x" * 65_536
    stub = Stub(kind="llamacpp", script=Script(words=(piece,), is_endless=True))
    with serve_both(stub, tmp_path) as url:
        connection = begin(url, "streamGenerateContent?alt=sse")
        written = -1

        def is_still() -> bool:
            nonlocal written
            before, written = written, stub.written
            time.sleep(0.5)
            return 0 < before == written

        assert wait_for(is_still), "the model writes on although nobody reads"
        assert written * len(piece) < MOST_PILED_UP
        connection.close()


@pytest.mark.parametrize(("setting", "told"), [("false", 1), ("true", 0)])
def test_statements_without_evidence_are_withheld_where_that_is_set(
    setting: str, told: int, tmp_path: Path
) -> None:
    words = ("The first step is to build a bridge. ", "It costs 900 dollars.")
    stub = Stub(kind="llamacpp", script=Script(words=words))
    data = pdf.pages(["The first step of the plan is to build a bridge."])
    part = types.Part.from_bytes(data=data, mime_type="application/pdf")
    with (
        serve_both(stub, tmp_path, WASAT_WITHHOLD_UNSUPPORTED=setting) as url,
        client_of(url) as client,
    ):
        answer = client.models.generate_content(model=MODEL, contents=[part, "What is first?"])

    assert "The first step is to build a bridge. [p. 1]" in (answer.text or "")
    assert (answer.text or "").count("900 dollars") == told


def test_a_model_that_dies_is_told_and_its_return_is_noticed(tmp_path: Path) -> None:
    from examples.local_server import free_port, serve  # noqa: PLC0415 - as above

    port = free_port()
    settings = {"WASAT_ENGINES": f"http://127.0.0.1:{port}/v1"}

    def is_reached() -> bool:
        with urllib.request.urlopen(f"{server.url}/readyz") as answer:  # noqa: S310
            return bool(json.load(answer)["models"]["chat"]["reached"])

    with (
        serve(tmp_path / "data", settings=settings) as server,
        client_of(server.url) as client,
    ):
        assert not is_reached()
        with serve_stub(Stub(kind="vllm", port=port)):
            assert wait_for(is_reached, 3 * PATIENCE)
        with pytest.raises(genai.errors.ServerError) as caught:
            client.models.generate_content(model=MODEL, contents="Hi")
        assert caught.value.code == 503
        assert "RetryInfo" in json.dumps(caught.value.details)
        assert wait_for(lambda: not is_reached())


def test_functions_of_python_are_called_and_their_results_told_to_the_model(
    tmp_path: Path,
) -> None:
    asked: list[str] = []

    def get_weather(city: str) -> dict[str, str]:
        """Return the weather.

        Args:
            city: Where.
        """
        asked.append(city)
        return {"sky": "clear"}

    call = Script(words=(), calls=[("get_weather", '{"city": "Paris"}')])
    stub = Stub(kind="vllm", script=call)
    stub.next_scripts = [Script(words=("It is clear in Paris.",))]
    with serve_both(stub, tmp_path) as url, client_of(url) as client:
        chat = client.chats.create(
            model=MODEL, config=types.GenerateContentConfig(tools=[get_weather])
        )
        response = chat.send_message("How is the weather in Paris?")

    assert asked == ["Paris"]
    assert response.text == "It is clear in Paris."
    first, second = stub.bodies
    assert first["tools"][0]["function"]["parameters"]["properties"]["city"]["type"] == "string"
    question, called, result = second["messages"]
    assert question["content"] == "How is the weather in Paris?"
    assert called["tool_calls"][0]["function"]["name"] == "get_weather"
    assert result["role"] == "tool"
    assert result["tool_call_id"] == called["tool_calls"][0]["id"]
    assert json.loads(result["content"]) == {"result": {"sky": "clear"}}
