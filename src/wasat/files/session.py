"""What is known of running uploads in memory alone: who writes, and the hash so far."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from wasat.files.transfer import RunningHash
from wasat.files.upload import Upload
from wasat.status import FailedPreconditionError

_TAKEN_OVER = "upload was taken over by a newer request"


class Session:
    """One upload: at most one request works on it, and the newest one wins.

    Attributes:
        hash: Of the bytes received; starts anew, and is lost, when the server was restarted.
    """

    def __init__(self) -> None:
        self.hash = RunningHash()
        self._lock = asyncio.Lock()
        self._latest = 0
        self._reading: asyncio.Timeout | None = None

    @asynccontextmanager
    async def hold(self) -> AsyncGenerator[int]:
        """Have the upload alone, as soon as the request before is done or interrupted.

        A client that comes again has given up its old connection, which we may not know yet.

        Yields:
            The number of this request.
        """
        self._latest += 1
        number = self._latest
        if self._reading is not None:
            self._reading.reschedule(asyncio.get_running_loop().time())
            self._reading = None
        async with self._lock:
            yield number

    @asynccontextmanager
    async def read(self, number: int) -> AsyncGenerator[None]:
        """Take bytes from the network, until a newer request comes.

        Raises:
            FailedPreconditionError: A newer request came.
        """
        if number != self._latest:
            raise FailedPreconditionError(_TAKEN_OVER)
        scope = asyncio.timeout(None)
        try:
            async with scope as self._reading:
                yield
        except TimeoutError as error:
            if not scope.expired():
                raise
            raise FailedPreconditionError(_TAKEN_OVER) from error
        finally:
            self._reading = None


class Sessions:
    """The sessions of all uploads that have been worked on since the start."""

    def __init__(self) -> None:
        self._sessions: dict[str, Session] = {}

    def find(self, upload_id: str) -> Session | None:
        """Return the session of an upload that has been worked on, None of any other."""
        return self._sessions.get(upload_id)

    def get(self, upload: Upload) -> Session:
        """Return the one session of an upload."""
        return self._sessions.setdefault(upload.id, Session())

    def drop(self, upload: Upload) -> None:
        """Forget what is known of an upload that has ended."""
        self._sessions.pop(upload.id, None)
