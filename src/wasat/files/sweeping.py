"""Sweeping again and again, for as long as the server runs."""

import asyncio

import structlog

from wasat.files.service import Files
from wasat.status import StatusError

_log = structlog.get_logger(__name__)


async def sweep_for_ever(files: Files, interval_seconds: float) -> None:
    """Remove what has expired; what fails once is tried again the next time."""
    while True:
        await asyncio.sleep(interval_seconds)
        try:
            await files.sweep()
        except StatusError as error:
            _log.warning("sweep failed", code=error.code.name, reason=error.message)
