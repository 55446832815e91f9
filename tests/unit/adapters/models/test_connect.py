"""What a table of settings says reaches the server, or the process, that it names."""

import asyncio
from dataclasses import fields

import pytest

from tests.models.shapes import MODEL
from tests.models.stubs import Script, Stub
from wasat.adapters.models.connect import connect
from wasat.adapters.models.local import LocalClient
from wasat.chat.abilities import Overrides
from wasat.chat.client import ChatClient, ChatRequest, Message, Speaker
from wasat.generation.prompt import Options
from wasat.status import DeadlineExceededError, UnavailableError
from wasat.tables import ModelTable


def make_table(**given: object) -> ModelTable:
    return ModelTable(**{"name": "house", "engine": "openai", **given})  # type: ignore[arg-type]


async def say(client: ChatClient, **options: object) -> str:
    request = ChatRequest(
        messages=(Message(speaker=Speaker.USER, pieces=("Hello",)),),
        options=Options(**options),  # type: ignore[arg-type]
    )
    return "".join([delta.text async for delta in client.stream(request)])


def test_whatever_can_be_corrected_can_be_set() -> None:
    assert {each.name for each in fields(Overrides)} <= ModelTable.model_fields.keys()


async def test_corrections_and_the_key_of_a_table_reach_its_client() -> None:
    corrections = {
        "context_tokens": 1_000,
        "output_tokens": 100,
        "has_vision": False,
        "most_pictures": 3,
        "has_schemas": False,
        "has_tools": False,
        "has_thoughts": True,
    }
    async with Stub(kind="vllm").serve() as stub:
        table = make_table(base_url=stub.base_url, api_key="k", picture_tokens=77, **corrections)
        client = connect(table)
        abilities = await client.learn()
        await client.close()

    assert {name: getattr(abilities, name) for name in corrections} == corrections
    assert abilities.grid.fixed_tokens == 77
    assert stub.headers[0]["Authorization"] == "Bearer k"


async def test_the_size_of_a_pictures_cell_reaches_its_client() -> None:
    async with Stub(kind="vllm").serve() as stub:
        client = connect(make_table(base_url=stub.base_url, picture_cell_pixels=14))
        abilities = await client.learn()
        await client.close()

    assert abilities.grid.cell_pixels == 14


@pytest.mark.parametrize(("dialect", "told"), [("", 5), ("vllm", 5), ("generic", None)])
async def test_a_server_is_spoken_to_in_the_dialect_of_its_table(
    dialect: str, told: int | None
) -> None:
    async with Stub(kind="vllm").serve() as stub:
        client = connect(make_table(base_url=stub.base_url, dialect=dialect))
        await say(client, top_k=5)
        await client.close()

    assert stub.bodies[0].get("top_k") == told


@pytest.mark.parametrize("kind", ["vllm", "ollama"])
async def test_the_model_that_a_table_names_is_asked_for(kind: str) -> None:
    async with Stub(kind=kind).serve() as stub:
        engine = "ollama" if kind == "ollama" else "openai"
        named = connect(make_table(engine=engine, base_url=stub.base_url, model=MODEL))
        assert await say(named) == "Hello there"
        await named.close()

    assert stub.bodies[0]["model"] == MODEL


async def test_a_model_that_the_server_does_not_have_is_told_by_those_it_has() -> None:
    async with Stub(kind="vllm").serve() as stub:
        client = connect(make_table(base_url=stub.base_url, model="another"))
        with pytest.raises(UnavailableError, match=f"no model another, but {MODEL}"):
            await client.learn()
        await client.close()


async def test_all_servers_of_a_table_are_its_replicas() -> None:
    async with Stub(kind="vllm").serve() as stub:
        client = connect(make_table(base_url=f"http://127.0.0.1:9/v1 {stub.base_url}"))
        assert await say(client) == "Hello there"
        await client.close()


async def test_a_server_may_be_silent_as_long_as_its_table_says() -> None:
    async with Stub(kind="vllm", script=Script(silence=asyncio.Event())).serve() as stub:
        client = connect(make_table(base_url=stub.base_url, timeout_seconds=0.1))
        with pytest.raises(DeadlineExceededError, match=r"silent for 0\.1 seconds"):
            await say(client)
        await client.close()


@pytest.mark.parametrize("base", ["", "/", "/v1", "/api", "/v1/"])
async def test_ollama_is_reached_by_whichever_of_its_bases(base: str) -> None:
    async with Stub(kind="ollama").serve() as stub:
        client = connect(make_table(engine="ollama", base_url=f"{stub.base_url}{base}"))
        assert (await client.learn()).model == MODEL
        await client.close()

    assert stub.paths == ["/api/tags", "/api/show", "/api/version"]


def test_a_model_file_is_run_as_its_table_says() -> None:
    client = connect(
        make_table(engine="local", gguf="a.gguf", mmproj="b.gguf", threads=3, context_tokens=4_096)
    )

    assert isinstance(client, LocalClient)
    words = " ".join(client._model.command())
    for told in ("--gguf a.gguf", "--mmproj b.gguf", "--threads 3", "--context 4096"):
        assert told in words
