"""A model file served by a child of ours: started when first asked, and again when it ends."""

import asyncio
import time
from asyncio.subprocess import Process
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress
from dataclasses import dataclass

import structlog

from wasat.adapters.models.child import START_SECONDS, LocalModel, end, start
from wasat.adapters.models.failures import lost
from wasat.adapters.models.openai import OpenAiClient
from wasat.adapters.models.replicas import Replicas
from wasat.adapters.models.session import ModelSession
from wasat.chat.abilities import Abilities, Overrides
from wasat.chat.client import ChatClient, ChatRequest, Delta
from wasat.chat.dialects import DIALECTS
from wasat.status import FailedPreconditionError, StatusError

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Revival:
    """How a child that ended is started again.

    Attributes:
        first_seconds: Before the second new start; the first is at once, and each pause is twice
            the one before. What does not start at all pauses, too.
        most_seconds: The longest pause.
        steady_seconds: A child that ran so long is started again at once.
        wait_seconds: How long a question waits for a start before it is told to come again.
    """

    first_seconds: float = 1.0
    most_seconds: float = 60.0
    steady_seconds: float = 60.0
    wait_seconds: float = 30.0

    def pause(self, failures: int) -> float:
        """Return the seconds before the next start, after so many ends in a row."""
        if failures <= 1:
            return 0.0
        return float(min(self.most_seconds, self.first_seconds * 2 ** min(failures - 2, 20)))


class LocalClient(ChatClient):
    """Speaks with a model file.

    Args:
        model: The file.
        overrides: Corrections by settings.
        revival: How its child is started again.
    """

    def __init__(
        self,
        model: LocalModel,
        *,
        overrides: Overrides | None = None,
        revival: Revival | None = None,
    ) -> None:
        self._model = model
        self._overrides = overrides
        self._revival = revival or Revival()
        self._keeper: asyncio.Task[None] | None = None
        self._process: Process | None = None
        self._client: OpenAiClient | None = None
        self._fault: StatusError | None = None
        self._resumes = 0.0  # when the next start is, on the monotonic clock
        self._settled = asyncio.Event()

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
        return await (await self._reach(START_SECONDS)).learn()

    async def stream(self, request: ChatRequest) -> AsyncGenerator[Delta, None]:
        """Ask, and yield the answer as it comes.

        Raises:
            StatusError: As the port says.
        """
        client = await self._reach(self._revival.wait_seconds)
        async with aclosing(client.stream(request)) as deltas:
            async for delta in deltas:
                yield delta

    async def count(self, request: ChatRequest) -> int | None:
        """Return the prompt's length in the model's own tokens."""
        return await (await self._reach(self._revival.wait_seconds)).count(request)

    async def close(self) -> None:
        """End the child, and whoever would start it again."""
        keeper, self._keeper = self._keeper, None
        if keeper is not None:
            keeper.cancel()
            with suppress(asyncio.CancelledError):
                await keeper

    async def _reach(self, seconds: float) -> OpenAiClient:
        """Return a client of the running child.

        Raises:
            FailedPreconditionError: It cannot be started.
            UnavailableError: It is still being started, or pauses after it ended.
        """
        if self._keeper is None:
            self._keeper = asyncio.create_task(self._keep())
        with suppress(TimeoutError):
            await asyncio.wait_for(self._settled.wait(), seconds)
        if self._client is not None:
            return self._client
        if isinstance(self._fault, FailedPreconditionError):
            raise FailedPreconditionError(self._fault.message)
        wait = max(1.0, round(self._resumes - time.monotonic(), 1))
        if self._fault is not None:
            raise lost(f"{self._fault.message} It is started again.", wait_seconds=wait)
        raise lost("The local model is still being loaded.", wait_seconds=wait)

    async def _keep(self) -> None:
        """Keep a child running; the pause between starts grows while it does not hold."""
        failures = 0
        while True:
            try:
                is_steady = await self._serve() >= self._revival.steady_seconds
                failures = 1 if is_steady else failures + 1
            except StatusError as error:
                self._fault = error
                failures = max(failures, 1) + 1
            pause = self._revival.pause(failures)
            reason = self._fault.message if self._fault else ""
            _log.warning("local model ended", reason=reason, pause_seconds=pause)
            if pause:
                self._resumes = time.monotonic() + pause
                self._settled.set()  # who waits is told
                await asyncio.sleep(pause)
            self._settled.clear()
            self._fault = None

    async def _serve(self) -> float:
        """Run a child until it ends; return for how many seconds it served.

        Raises:
            StatusError: It does not start.
        """
        process, address = await start(self._model)
        session = ModelSession(Replicas([f"{address}/v1"]))
        dialect = DIALECTS["llamacpp"]
        client = OpenAiClient(session, dialect=dialect, overrides=self._overrides)
        self._process, self._client = process, client
        self._settled.set()
        _log.info("local model started", pid=process.pid)
        began = time.monotonic()
        try:
            status = await process.wait()
        finally:
            self._settled.clear()
            self._process = self._client = None
            await client.close()
            await end(process)
        self._fault = lost(f"The local model ended with status {status}.")
        return time.monotonic() - began
