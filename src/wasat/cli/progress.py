"""Progress bars on standard error, so that standard output stays clean for pipes."""

from collections.abc import Callable, Generator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)

Advance = Callable[[int], None]


@contextmanager
def bytes_bar(label: str, total_bytes: int) -> Generator[Advance]:
    """Show how much of a file is through; the function given takes the bytes done so far."""
    with _bar(label, total_bytes, DownloadColumn()) as advance:
        yield advance


@contextmanager
def pages_bar(label: str) -> Generator[Advance]:
    """Show how many pages were read; the function given takes the pages done so far."""
    with _bar(label, None, MofNCompleteColumn()) as advance:
        yield advance


@contextmanager
def _bar(label: str, total: int | None, count: ProgressColumn) -> Generator[Advance]:
    columns = (TextColumn("{task.description}"), BarColumn(), count, TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(label, total=total)
        yield lambda done: progress.update(task, completed=done)
