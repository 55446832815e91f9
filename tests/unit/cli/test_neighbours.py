"""Model servers on this machine are offered by one line each, and nothing they do can harm."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import uvicorn
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port
from starlette.applications import Starlette

from tests.models.stubs import Stub
from wasat.cli.neighbours.offers import Spot, find_offers
from wasat.cli.serve import Server
from wasat.settings import load_settings

OWN_PORT = 1
AMPLE_SECONDS = 30.0  # for a stub that does answer, on a busy machine
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def listen(handler: Handler) -> AsyncGenerator[int]:
    """Lend the port of a server that answers everything in one way."""
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", handler)
    async with TestServer(app) as server:
        assert server.port
        yield server.port


def answer(body: object, status: int = 200) -> Handler:
    async def handle(request: web.Request) -> web.Response:
        del request
        return web.json_response(body, status=status)

    return handle


async def look(port: int, *, is_ollama: bool = False) -> list[str]:
    spot = Spot(name="Ollama" if is_ollama else "A server", port=port, is_ollama=is_ollama)
    return await find_offers(OWN_PORT, [spot], AMPLE_SECONDS)


@pytest.mark.parametrize(
    ("kind", "name"), [("vllm", "vLLM"), ("llamacpp", "llama.cpp"), ("generic", "A server")]
)
async def test_a_server_of_chat_completions_is_offered_by_its_own_name(
    kind: str, name: str
) -> None:
    async with Stub(kind=kind).serve() as stub:
        port = int(stub.base_url.split(":")[2].split("/")[0])
        (line,) = await look(port)

    assert line.startswith(f"{name} runs here with qwen2.5-vl-7b")
    assert line.endswith(f"; add --engine http://127.0.0.1:{port}/v1 to use it")


async def test_ollama_is_offered_with_what_it_has() -> None:
    models = [{"name": "qwen2.5vl:7b", "size": 6_000}, {"name": "gemma3:4b"}]
    async with listen(answer({"models": models})) as port:
        lines = await look(port, is_ollama=True)

    assert lines == ["Ollama runs here with qwen2.5vl:7b and 1 more; add --engine ollama to use it"]


@pytest.mark.parametrize(
    "handler",
    [
        answer({"models": []}),
        answer({"error": "no"}, status=401),
        answer(["something", "else"]),
        answer({"models": [{"name": 7}]}),
        answer({"models": [{"name": "\x1b\n"}]}),
    ],
)
async def test_what_does_not_answer_as_a_model_server_is_not_offered(handler: Handler) -> None:
    async with listen(handler) as port:
        assert await look(port, is_ollama=True) == []


async def test_where_nobody_listens_nothing_is_offered() -> None:
    assert await look(unused_port()) == []


async def test_a_server_that_leads_elsewhere_is_not_followed() -> None:
    async def lead(request: web.Request) -> web.Response:
        asked.append(request.path)
        raise web.HTTPFound("/elsewhere")

    asked: list[str] = []
    async with listen(lead) as port:
        assert await look(port, is_ollama=True) == []

    assert asked == ["/api/tags"]


async def test_a_silent_server_is_given_up_and_does_not_hide_the_others() -> None:
    async def keep_silent(request: web.Request) -> web.Response:
        del request
        await release.wait()
        return web.Response()

    release = asyncio.Event()
    async with listen(keep_silent) as silent, listen(answer({"data": [{"id": "m"}]})) as other:
        spots = [Spot(name="Silent", port=silent), Spot(name="Other", port=other)]
        lines = await find_offers(OWN_PORT, spots, 1.0)
        release.set()

    assert lines == [f"Other runs here with m; add --engine http://127.0.0.1:{other}/v1 to use it"]


async def test_a_list_that_does_not_end_is_not_read_to_its_end() -> None:
    async def pour(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        with contextlib.suppress(ConnectionError):
            while True:
                await response.write(b'{"models": ' + b" " * 65_536)
        return response

    async with listen(pour) as port:
        assert await look(port, is_ollama=True) == []


async def test_our_own_port_is_not_asked() -> None:
    async with listen(answer({"data": [{"id": "m"}]})) as port:
        assert await find_offers(port, [Spot(name="We", port=port)], AMPLE_SECONDS) == []


async def test_what_a_stranger_calls_a_model_does_nothing_to_the_terminal() -> None:
    async with listen(answer({"data": [{"id": "\x1b[2Jred" + "x" * 500}]})) as port:
        (line,) = await look(port)

    assert line.startswith("A server runs here with [2Jred")
    assert line.isprintable()
    assert len(line) < 200


@pytest.mark.parametrize(("engines", "offers"), [("", 1), ("ollama", 0)])
async def test_a_start_offers_what_runs_here_unless_an_engine_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], engines: str, offers: int
) -> None:
    async with listen(answer({"models": [{"name": "[bold]qwen"}]})) as port:
        config = uvicorn.Config(Starlette(), port=0, log_config=None, lifespan="off")
        settings = load_settings(tmp_path / "no.toml", data_dir=tmp_path, engines=engines)
        server = Server(config, settings, [Spot(name="Ollama", port=port, is_ollama=True)])
        config.load()
        server.lifespan = config.lifespan_class(config)
        await server.startup()
        if server.offering is not None:  # the start does not wait for it
            await server.offering
        await server.shutdown()

    printed = capsys.readouterr().out
    assert printed.count("Ollama runs here with [bold]qwen; add --engine ollama") == offers
