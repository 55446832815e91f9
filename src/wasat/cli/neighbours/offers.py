"""Lines that offer model servers, looked for at their usual ports of loopback."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import aiohttp
from pydantic import BaseModel, Field, ValidationError

PATIENCE_SECONDS: Final = 0.25  # for all of them together
_MOST_BYTES = 1 << 20  # of a list of models
_MOST_NAME = 80  # characters
_OWNERS = {"vllm": "vLLM", "llamacpp": "llama.cpp", "sglang": "SGLang"}  # as they call themselves


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where a model server usually listens.

    Attributes:
        name: Of the server, where it does not tell its own.
        port: Of loopback.
        is_ollama: Whether it speaks Ollama's own protocol, else chat completions.
    """

    name: str
    port: int
    is_ollama: bool = False


USUAL_SPOTS = (
    Spot(name="Ollama", port=11434, is_ollama=True),
    Spot(name="A model server", port=8000),  # vLLM's, and that of many others
    Spot(name="A model server", port=8080),  # llama.cpp's, and ours
    Spot(name="SGLang", port=30000),
    Spot(name="LM Studio", port=1234),
)


class _Card(BaseModel):
    name: str = ""
    id: str = ""
    owned_by: str = ""


class _Cards(BaseModel):
    """Either protocol's list of models."""

    models: list[_Card] = Field(default_factory=list)
    data: list[_Card] = Field(default_factory=list)


async def find_offers(
    own_port: int, spots: Sequence[Spot] = USUAL_SPOTS, seconds: float = PATIENCE_SECONDS
) -> list[str]:
    """Return a line for each model server that answers in time; nothing can make this fail.

    Args:
        own_port: Where we listen ourselves.
        spots: Where to look.
        seconds: How long to wait for all of them.
    """
    timeout = aiohttp.ClientTimeout(total=seconds)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        found = await asyncio.gather(
            *(_ask(session, spot) for spot in spots if spot.port != own_port)
        )
    return [line for line in found if line]


async def _ask(session: aiohttp.ClientSession, spot: Spot) -> str:
    """Return the offer of the server at a spot; nothing if none answers as one would."""
    root = f"http://127.0.0.1:{spot.port}"
    url = f"{root}/api/tags" if spot.is_ollama else f"{root}/v1/models"
    try:
        async with session.get(url, allow_redirects=False) as answer:
            answer.raise_for_status()
            cards = _Cards.model_validate_json(await _read(answer.content))
    except (aiohttp.ClientError, OSError, TimeoutError, ValidationError):
        return ""
    return _offer(spot, cards.models if spot.is_ollama else cards.data, root)


async def _read(content: aiohttp.StreamReader) -> bytes:
    """Return a body, or what it begins with if it is too long to be a list of models."""
    body = bytearray()
    async for piece in content.iter_any():
        body += piece
        if len(body) > _MOST_BYTES:
            break
    return bytes(body)


def _offer(spot: Spot, cards: Sequence[_Card], root: str) -> str:
    model = _printable(cards[0].name or cards[0].id) if cards else ""
    if not model:
        return ""
    server = _OWNERS.get(cards[0].owned_by, spot.name)
    others = f" and {len(cards) - 1} more" if len(cards) > 1 else ""
    flag = "ollama" if spot.is_ollama else f"{root}/v1"
    return f"{server} runs here with {model}{others}; add --engine {flag} to use it"


def _printable(name: str) -> str:
    """Return a stranger's words such that they do nothing to a terminal."""
    return "".join(letter for letter in name if letter.isprintable())[:_MOST_NAME]
