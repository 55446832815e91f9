"""Bodies that trickle: cut off, since each would hold a place for ever."""

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from wasat.api.details import DOMAIN
from wasat.status import ErrorInfo, SlowRequestError


class PacedBody:
    """Refuses a request whose body comes too slowly, and ends the connection.

    Only time spent waiting for the caller counts: a disk or a quota that makes it wait does not.

    Args:
        app: What reads bodies.
        seconds: After so long it is looked at how much came.
        bytes_per_second: What must have come on average by then; at least one byte.
    """

    def __init__(self, app: ASGIApp, *, seconds: float, bytes_per_second: int) -> None:
        self._app = app
        self._seconds = seconds
        self._least_bytes = max(1, int(seconds * bytes_per_second))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        pace = _Pace(receive, self._seconds, self._least_bytes)

        async def answer(message: Message) -> None:
            if pace.is_lost and message["type"] == "http.response.start":
                headers = [*message.get("headers", ()), (b"connection", b"close")]
                message = {**message, "headers": headers}
            await send(message)

        await self._app(scope, pace.receive, answer)


class _Pace:
    """What came of one body, and how long it took since enough of it had come."""

    def __init__(self, receive: Receive, seconds: float, least_bytes: int) -> None:
        self.is_lost = False
        self._receive = receive
        self._seconds = seconds
        self._least_bytes = least_bytes
        self._is_over = False
        self._left = seconds
        self._came = 0

    async def receive(self) -> Message:
        """Pass on the next piece of the body; what comes after it may take any time.

        Raises:
            SlowRequestError: Too little came for too long.
        """
        if self._is_over:
            return await self._receive()
        clock = asyncio.get_running_loop().time
        begun = clock()
        try:
            async with asyncio.timeout(max(0.0, self._left)):
                message = await self._receive()
        except TimeoutError as error:
            self.is_lost = True
            raise too_slow(f"{self._least_bytes} bytes of the body", self._seconds) from error
        self._note(message, clock() - begun)
        return message

    def _note(self, message: Message, seconds: float) -> None:
        self._is_over = not message.get("more_body", False)
        self._came += len(message.get("body", b""))
        self._left -= seconds
        if self._came >= self._least_bytes:
            self._came, self._left = 0, self._seconds


def too_slow(what: str, seconds: float) -> SlowRequestError:
    """Return the refusal of a caller who takes too long."""
    return SlowRequestError(
        f"The request took too long: expected at least {what} in {seconds:g} s.",
        details=[ErrorInfo(reason="REQUEST_TOO_SLOW", domain=DOMAIN)],
    )
