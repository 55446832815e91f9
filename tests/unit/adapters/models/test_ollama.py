import pytest

from tests.models.shapes import TOLD
from tests.models.stubs import Script, Stub
from wasat.adapters.models.chats import Effort
from wasat.adapters.models.ollama import OllamaClient
from wasat.adapters.models.replicas import Replicas
from wasat.adapters.models.session import ModelSession
from wasat.chat.client import ChatRequest, Message, Speaker
from wasat.generation.chunk import FinishReason
from wasat.generation.prompt import Options
from wasat.status import UnavailableError

HELLO = (Message(speaker=Speaker.USER, pieces=("Hello",)),)
LEVELS = ("low", "medium", "high")


@pytest.mark.parametrize(
    ("card", "sent"),
    [
        ({"capabilities": ["completion"]}, None),
        ({"capabilities": ["completion", "thinking"]}, True),
        ({"capabilities": ["thinking"], "thinking": {"values": list(LEVELS)}}, "high"),
    ],
)
async def test_a_model_is_told_to_think_as_its_card_says(
    card: dict[str, object], sent: Effort | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(TOLD, "/api/show", lambda _: card)
    options = Options(thinking_level="high", has_thoughts=True)
    async with Stub(kind="ollama").serve() as stub:
        client = OllamaClient(ModelSession(Replicas([stub.base_url])))
        _ = [delta async for delta in client.stream(ChatRequest(messages=HELLO, options=options))]
        await client.close()

    assert stub.bodies[-1].get("think") == sent


@pytest.mark.parametrize(
    ("version", "tells"),
    [
        ({"version": "0.12.10"}, False),
        ({"version": "0.9.6"}, False),
        ({"version": "0.12.11"}, True),
        ({"version": "0.13.0-rc1"}, True),
        ({"version": "0.0.0"}, True),
        ({"version": "unknown"}, True),
        ([], True),
    ],
)
async def test_only_releases_that_tell_chances_are_asked_for_them(
    version: object, monkeypatch: pytest.MonkeyPatch, *, tells: bool
) -> None:
    monkeypatch.setitem(TOLD, "/api/version", lambda _: version)
    async with Stub(kind="ollama").serve() as stub:
        client = OllamaClient(ModelSession(Replicas([stub.base_url])))
        abilities = await client.learn()
        await client.close()

    assert abilities.has_chances is tells


@pytest.mark.parametrize(("architecture", "least"), [("qwen3vl", 1_024), ("gemma3", 0)])
async def test_qwens_models_are_shown_no_small_pictures_there(
    architecture: str, least: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = {"capabilities": ["vision"], "model_info": {"general.architecture": architecture}}
    monkeypatch.setitem(TOLD, "/api/show", lambda _: card)
    async with Stub(kind="ollama").serve() as stub:
        client = OllamaClient(ModelSession(Replicas([stub.base_url])))
        abilities = await client.learn()
        await client.close()

    assert abilities.grid.least_tokens == least


async def test_a_model_that_goes_in_circles_is_ended_for_no_reason_of_its_own() -> None:
    async with Stub(kind="ollama").serve() as stub:
        stub.script = Script(words=("Hello", *[" no"] * 31), reason="")
        client = OllamaClient(ModelSession(Replicas([stub.base_url])))
        deltas = [delta async for delta in client.stream(ChatRequest(messages=HELLO))]
        await client.close()

    assert "".join(delta.text for delta in deltas) == "Hello" + " no" * 31
    assert deltas[-1].finish_reason is FinishReason.OTHER


async def test_a_server_that_ends_before_a_model_goes_in_circles_is_gone() -> None:
    async with Stub(kind="ollama").serve() as stub:
        stub.script = Script(words=("Hello", *[" no"] * 30), reason="")
        client = OllamaClient(ModelSession(Replicas([stub.base_url])))
        with pytest.raises(UnavailableError, match="in the middle"):
            _ = [delta async for delta in client.stream(ChatRequest(messages=HELLO))]
        await client.close()
