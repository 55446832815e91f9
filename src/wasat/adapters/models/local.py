"""A model file served by a child of ours, started when first asked and again if it ends."""

import asyncio
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress
from dataclasses import dataclass
from pathlib import Path

import structlog

from wasat.adapters.models.failures import lost
from wasat.adapters.models.openai import OpenAiClient
from wasat.adapters.models.replicas import Replicas
from wasat.adapters.models.session import ModelSession
from wasat.chat.abilities import Abilities, Overrides
from wasat.chat.client import ChatClient, ChatRequest, Delta
from wasat.chat.dialects import DIALECTS
from wasat.status import FailedPreconditionError

CHILD = "wasat.adapters.models.llama"
START_SECONDS = 300.0  # a large file is read from a slow disk
STOP_SECONDS = 5.0

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalModel:
    """A model file.

    Attributes:
        gguf: The file.
        mmproj: The file by which it sees, if there is one.
        threads: That it computes with.
        context_tokens: Its window; None is what it was made for.
    """

    gguf: Path
    mmproj: Path | None = None
    threads: int = 1
    context_tokens: int | None = None

    def command(self) -> list[str]:
        """Return the command of the child."""
        command = [sys.executable, "-m", CHILD, "--gguf", str(self.gguf)]
        command += ["--threads", str(self.threads), "--context", str(self.context_tokens or 0)]
        return [*command, "--mmproj", str(self.mmproj)] if self.mmproj else command


class LocalClient(ChatClient):
    """Speaks with a model file.

    Args:
        model: The file.
        overrides: Corrections by settings.
    """

    def __init__(self, model: LocalModel, *, overrides: Overrides | None = None) -> None:
        self._model = model
        self._overrides = overrides
        self._process: Process | None = None
        self._client: OpenAiClient | None = None
        self._starting = asyncio.Lock()

    @property
    def pid(self) -> int | None:
        """The child's process, if it runs."""
        running = self._process is not None and self._process.returncode is None
        return self._process.pid if self._process and running else None

    async def learn(self) -> Abilities:
        """Start the model if it does not run, and ask it.

        Raises:
            FailedPreconditionError: A file is missing, or cannot be served.
            UnavailableError: It does not start in time.
        """
        return await (await self._reach()).learn()

    async def stream(self, request: ChatRequest) -> AsyncGenerator[Delta, None]:
        """Ask, and yield the answer as it comes.

        Raises:
            StatusError: As the port says.
        """
        client = await self._reach()
        async with aclosing(client.stream(request)) as deltas:
            async for delta in deltas:
                yield delta

    async def count(self, request: ChatRequest) -> int | None:
        """Return the prompt's length in the model's own tokens."""
        return await (await self._reach()).count(request)

    async def close(self) -> None:
        """End the child."""
        if self._client is not None:
            await self._client.close()
        process, self._process = self._process, None
        if process is not None and process.returncode is None:
            await _end(process)

    async def _reach(self) -> OpenAiClient:
        """Return a client of the running child, started again if it ended."""
        async with self._starting:
            if self._client is not None and self.pid is not None:
                return self._client
            if self._process is not None:
                _log.warning("local model ended", status=self._process.returncode)
            await self.close()
            self._client = OpenAiClient(
                ModelSession(Replicas([f"{await self._start()}/v1"])),
                dialect=DIALECTS["llamacpp"],
                overrides=self._overrides,
            )
            return self._client

    async def _start(self) -> str:
        """Start the child and return where it listens."""
        for path in filter(None, (self._model.gguf, self._model.mmproj)):
            if not path.is_file():
                raise FailedPreconditionError(f"expected a model file at {path}, found none")
        command = self._model.command()
        self._process = await asyncio.create_subprocess_exec(
            *command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL
        )
        output = self._process.stdout
        if output is None:
            raise lost("The local model cannot be heard.")
        try:
            line = await asyncio.wait_for(output.readline(), START_SECONDS)
        except TimeoutError as error:
            raise lost("The local model does not start.") from error
        if not line:
            raise FailedPreconditionError(
                f'The model file {self._model.gguf} cannot be served: damaged, or the extra "local"'
                ' is missing (pip install "wasat[local]").'
            )
        _log.info("local model started", pid=self._process.pid)
        return line.decode().strip()


async def _end(process: Process) -> None:
    """End a child: asked first, then made to."""
    process.terminate()
    with suppress(TimeoutError):
        await asyncio.wait_for(process.wait(), STOP_SECONDS)
        return
    process.kill()
    await process.wait()
