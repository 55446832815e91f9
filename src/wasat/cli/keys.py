"""`wasat keys`: who may call. Works on the data folder itself, beside a running server."""

import asyncio
import re
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich.console import Console
from rich.table import Table

from wasat.app import open_projects
from wasat.clock import now
from wasat.projects.key import Key, parse_networks
from wasat.projects.service import Projects
from wasat.settings import load_settings

_PIPE_COLUMNS = 240  # no terminal whose width counts: ids stay whole
_SPAN = re.compile(r"(\d{1,6})([smhd])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}

Folder = Annotated[Path | None, typer.Option("--data-dir", help="The server's data folder.")]
Config = Annotated[Path | None, typer.Option(help="A wasat.toml.")]
Result = TypeVar("Result")

keys = typer.Typer(
    name="keys",
    help="Make, list and revoke the keys of a server.",
    no_args_is_help=True,
    add_completion=False,
)


@keys.command("create")
def create_key(
    project: Annotated[str, typer.Argument(help="What it opens; made when it is first used.")],
    *,
    expires: Annotated[
        str, typer.Option(help="When it ends: in 90d, 12h, 30m or 10s, or at a date in UTC.")
    ] = "",
    address: Annotated[
        list[str] | None,
        typer.Option(help="Where callers must come from, such as 192.0.2.0/24; repeatable."),
    ] = None,
    data_dir: Folder = None,
    config: Config = None,
) -> None:
    """Make a key and print it; only its hash is kept, so that it is never shown again."""
    end = parse_end(expires, now()) if expires else None
    networks = parse_networks(address or [])
    key, kept = _run(
        data_dir, config, lambda projects: projects.create(project, expires=end, networks=networks)
    )
    print(key)
    note = f"id {kept.id}, project {kept.project}; keep it now, it is not shown again"
    Console(stderr=True, highlight=False, soft_wrap=True).print(note, style="dim")


@keys.command("list")
def list_keys(*, data_dir: Folder = None, config: Config = None) -> None:
    """List all keys by their ids, oldest first; those of WASAT_KEYS are not among them."""
    table = Table("id", "project", "created", "expires", "addresses", box=None)
    for key in _run(data_dir, config, lambda projects: projects.list()):
        table.add_row(key.id, key.project, _date(key.created), _end(key), _from(key))
    Console(width=None if sys.stdout.isatty() else _PIPE_COLUMNS).print(table)


@keys.command("revoke")
def revoke_key(
    name: Annotated[str, typer.Argument(help="Its id, the beginning of it, or the key itself.")],
    *,
    data_dir: Folder = None,
    config: Config = None,
) -> None:
    """Let a key open nothing any more; files of its project stay."""
    key = _run(data_dir, config, lambda projects: projects.revoke(name))
    print(f"revoked {key.id} of project {key.project}")


def parse_end(text: str, start: datetime) -> datetime:
    """Return the time that a span such as `90d` or a date such as `2027-01-31` leads to.

    Raises:
        ValueError: It is neither.
    """
    if span := _SPAN.fullmatch(text):
        return start + timedelta(**{_UNITS[span[2]]: int(span[1])})
    try:
        end = datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError(
            f"expected 90d, 12h, 30m, 10s or a date such as 2027-01-31, not {text[:60]!r}"
        ) from error
    return end if end.tzinfo else end.replace(tzinfo=UTC)


def _run(
    data_dir: Path | None, config: Path | None, work: Callable[[Projects], Awaitable[Result]]
) -> Result:
    """Work on the keys of the folder that settings name."""

    async def run() -> Result:
        async with open_projects(load_settings(config, data_dir=data_dir).data_dir) as projects:
            return await work(projects)

    return asyncio.run(run())


def _date(moment: datetime) -> str:
    return moment.isoformat(sep=" ", timespec="minutes").removesuffix("+00:00")


def _end(key: Key) -> str:
    if key.expires is None:
        return "never"
    return _date(key.expires) + (" (over)" if key.expires <= now() else "")


def _from(key: Key) -> str:
    return ", ".join(map(str, key.networks)) or "anywhere"
