"""Calling an application by hand, message by message."""

from starlette.types import ASGIApp, Message, Scope


def make_scope(path: str = "/x", headers: list[tuple[bytes, bytes]] | None = None) -> Scope:
    return {
        "type": "http",
        "method": "POST",
        "path": path,
        "query_string": b"key=secret-key",
        "headers": headers or [],
    }


async def call(app: ASGIApp, scope: Scope, *bodies: bytes) -> list[Message]:
    """Return what the application sends; after the bodies the caller is gone."""
    waiting: list[Message] = [
        {"type": "http.request", "body": body, "more_body": body is not bodies[-1]}
        for body in bodies
    ]
    sent: list[Message] = []

    async def receive() -> Message:
        return waiting.pop(0) if waiting else {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    return sent
