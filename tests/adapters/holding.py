"""A process that holds two sealed children, says which, and stays: to be killed."""

import asyncio
import sys
from pathlib import Path

from wasat.adapters.sealed.pool import SealedExecutor
from wasat.blob import Blob
from wasat.documents.executor import Job

JOBS = "tests.adapters.misbehaviour"


async def hold(document: Path) -> None:
    """Print a line for each child, and wait for what comes."""
    executor = SealedExecutor(modules=[JOBS], children=2)
    blob = Blob(
        project="acme",
        sha256="0" * 64,
        mime_type="text/plain",
        size_bytes=0,
        lend=lambda: document.open("rb"),
    )
    job = Job(function=f"{JOBS}.identify", blob=blob)
    running = [executor.run(job) for _ in range(2)]
    for results in running:
        sys.stderr.write((await anext(results)).decode() + "\n")
        sys.stderr.flush()
    await asyncio.sleep(600)


if __name__ == "__main__":
    asyncio.run(hold(Path(sys.argv[1])))
