"""`wasat serve`: the server in the foreground."""

import asyncio
import gc
import socket
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
import uvicorn
from rich.console import Console
from typer.models import OptionInfo

from wasat import __version__
from wasat.api.limits.connection import Manners, connection_class
from wasat.app import create_app, open_projects
from wasat.cli.logs import configure_logs
from wasat.cli.neighbours.offers import USUAL_SPOTS, Spot, find_offers
from wasat.settings import Settings, load_settings

_OBJECTS_BEFORE_COLLECTING = 10_000


def _file(purpose: str) -> OptionInfo:
    option: OptionInfo = typer.Option(help=purpose, exists=True, dir_okay=False)
    return option


def serve(  # noqa: PLR0913 - an argument a flag
    *,
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port; 0 takes a free one.")] = None,
    data_dir: Annotated[Path | None, typer.Option(help="Where all state is kept.")] = None,
    engine: Annotated[
        list[str] | None,
        typer.Option(help="A server of chat models: its base URL with /v1, or `ollama`."),
    ] = None,
    gguf: Annotated[Path | None, _file("A model file to run.")] = None,
    mmproj: Annotated[Path | None, _file("By which it sees.")] = None,
    config: Annotated[Path | None, typer.Option(help="A wasat.toml.")] = None,
) -> None:
    """Serve the API until interrupted; print how an SDK finds it."""
    settings = load_settings(
        config,
        host=host,
        port=port,
        data_dir=data_dir,
        engines=" ".join(engine) if engine else None,
        gguf=str(gguf) if gguf else None,
        mmproj=str(mmproj) if mmproj else None,
    )
    configure_logs(keys=settings.key_projects)
    Server(
        uvicorn.Config(
            create_app(settings),
            host=settings.host,
            port=settings.port,
            loop="uvloop",
            http=connection_class(_manners(settings)),
            ws="none",
            lifespan="on",
            access_log=False,  # it would print keys
            log_config=None,
            server_header=False,
            proxy_headers=bool(settings.trusted_proxies),  # else anybody could claim any address
            forwarded_allow_ips=settings.trusted_proxies,
            timeout_keep_alive=settings.keep_alive_seconds,
            timeout_graceful_shutdown=settings.shutdown_grace_seconds,
        ),
        settings,
    ).run()


def _manners(settings: Settings) -> Manners:
    return Manners(
        header_bytes=settings.max_header_bytes,
        headers=settings.max_headers,
        header_seconds=settings.header_timeout_seconds,
        idle_seconds=settings.body_timeout_seconds,
        connections=settings.max_connections,
    )


class Server(uvicorn.Server):
    """Tells where it listens once it does, and then what else could answer."""

    def __init__(
        self, config: uvicorn.Config, settings: Settings, spots: Sequence[Spot] = USUAL_SPOTS
    ) -> None:
        super().__init__(config)
        self._settings = settings
        self._spots = spots
        self.offering: asyncio.Task[None] | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Open the application, listen, and only then say so."""
        await super().startup(sockets)
        _spare_collecting()
        if self.started:
            port = int(self.servers[0].sockets[0].getsockname()[1])
            async with open_projects(self._settings.data_dir) as projects:
                has_keys = bool(self._settings.keys) or await projects.has_keys()
            _announce(self._settings, port, has_keys=has_keys)
            if not any(table.is_chat for table in self._settings.tables):
                self.offering = asyncio.create_task(_offer_neighbours(port, self._spots))

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close what was opened."""
        if self.offering is not None:
            self.offering.cancel()
            await asyncio.wait([self.offering])
        await super().shutdown(sockets)


def _spare_collecting() -> None:
    """Have the collector leave alone what stays until the end, and come less often.

    It holds all threads while it looks: over this program's 145,000 objects for a tenth of a
    second, again and again while a long document is answered from. Measured on 200,000 cells: their
    loading takes 1.43 s, 0.57 so, 0.36 without any collecting.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS_BEFORE_COLLECTING, 10, 10)


async def _offer_neighbours(port: int, spots: Sequence[Spot]) -> None:
    """Print a line for each model server of this machine that could be used."""
    console = Console(highlight=False, soft_wrap=True, markup=False)
    for line in await find_offers(port, spots):
        console.print(line)


def _announce(settings: Settings, port: int, *, has_keys: bool) -> None:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    base = settings.public_url or f"http://{host}:{port}"
    key = "one-of-your-keys" if has_keys else "any-non-empty-key"
    console = Console(highlight=False, soft_wrap=True)
    chats = [table for table in settings.tables if table.is_chat]
    models = ", ".join(f"{table.name} ({table.engine})" for table in chats) or "no model"
    console.print(f"Wasat {__version__} · engine: reader, built in, {models}")
    console.print(f"state in {settings.data_dir.resolve()}; to use it from any Gemini SDK:\n")
    console.print(f"export GOOGLE_GEMINI_BASE_URL={base}")
    console.print(f"export GEMINI_API_KEY={key}\n")
