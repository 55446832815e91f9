"""`Expect: 100-continue`: a caller that waits for our leave to send its body."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class RefuseEarly:
    """Closes the connection when a body that was announced with `Expect` is refused unread.

    Such a caller waits for our leave to send. Refused, it may leave out the body that its headers
    promise, and then its next request would be read as that body.

    Args:
        app: What may refuse.

    Source:
        RFC 9110, section 10.1.1.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or not _expects_leave(scope):
            await self._app(scope, receive, send)
            return
        is_read = False

        async def read() -> Message:
            nonlocal is_read
            is_read = True
            return await receive()

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start" and not is_read:
                headers = [*message.get("headers", ()), (b"connection", b"close")]
                message = {**message, "headers": headers}
            await send(message)

        await self._app(scope, read, answer)


def _expects_leave(scope: Scope) -> bool:
    return any(
        name == b"expect" and value.strip().lower() == b"100-continue"
        for name, value in scope["headers"]
    )
