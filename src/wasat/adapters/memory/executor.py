"""Jobs in this very process, for tests: neither sealed nor bounded."""

import asyncio
from collections.abc import AsyncGenerator
from importlib import import_module

from wasat.documents.executor import Executor, Job


class InlineExecutor(Executor):
    """Runs a job's function step by step in a thread."""

    async def run(self, job: Job) -> AsyncGenerator[bytes, None]:
        """Yield what the function yields."""
        module, _, name = job.function.rpartition(".")
        function = getattr(import_module(module), name)
        with job.blob.lend() as file:
            steps = iter(function(file, **job.arguments))
            while (frame := await asyncio.to_thread(next, steps, None)) is not None:
                yield frame

    async def close(self) -> None:
        """Nothing to release."""
