import pytest

from tests.models.shapes import TOLD
from tests.models.stubs import Stub
from wasat.adapters.models.chats import Effort
from wasat.adapters.models.ollama import OllamaClient
from wasat.adapters.models.replicas import Replicas
from wasat.adapters.models.session import ModelSession
from wasat.chat.client import ChatRequest, Message, Speaker
from wasat.generation.prompt import Options

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
