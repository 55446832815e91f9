"""`wasat doctor`: is all there that a server needs, and if not, what is wrong?"""

import asyncio
import shutil
import textwrap
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Annotated

import typer

from wasat.cli import checks
from wasat.cli.checks import Finding, Mark
from wasat.cli.local import open_rooms
from wasat.settings import Settings, load_settings
from wasat.status import StatusError

_WIDEST = 100  # columns; beyond that lines are hard to follow
_INDENT = 16


def doctor(
    *,
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
    data_dir: Annotated[Path | None, typer.Option(help="Where all state is kept.")] = None,
    config: Annotated[Path | None, typer.Option(help="A wasat.toml.")] = None,
) -> None:
    """Check folder, disk, database, keys, port, sandbox and models; status 1 if one fails."""
    settings = load_settings(config, host=host, port=port, data_dir=data_dir)
    if asyncio.run(_examine(settings)):
        raise typer.Exit(1)


async def _examine(settings: Settings) -> bool:
    """Print every finding as it comes; return whether one is a failure."""
    has_failed = False
    async for finding in _findings(settings):
        print(format_finding(finding, shutil.get_terminal_size().columns), flush=True)
        has_failed = has_failed or finding.mark is Mark.FAIL
    return has_failed


async def _findings(settings: Settings) -> AsyncGenerator[Finding, None]:
    yield checks.check_folder(settings)
    yield checks.check_disk(settings)
    async for finding in checks.check_database(settings):
        yield finding
    yield checks.check_port(settings)
    for finding in checks.check_tracing(settings):
        yield finding
    try:
        async with open_rooms(settings) as rooms:
            yield checks.check_workers(settings, rooms)
            yield checks.check_sandbox(settings, rooms)
            yield checks.check_scans()
            async for finding in checks.check_engines(rooms):
                yield finding
            async for finding in checks.check_models(rooms):
                yield finding
    except StatusError as error:
        yield Finding(mark=Mark.FAIL, name="sandbox", text=error.message)


def format_finding(finding: Finding, columns: int) -> str:
    """Return a finding as a line, or as several where the terminal is narrow."""
    head = f"{finding.mark:<5} {finding.name:<9} "
    width = max(_INDENT + 20, min(columns, _WIDEST))
    lines = textwrap.wrap(head + finding.text, width, subsequent_indent=" " * _INDENT)
    return "\n".join(lines)
