"""A request as a visit of a key, from its first byte to the last one of its answer."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from wasat.api.limits.keys import KeyLimits

VISIT = "wasat.visit"  # where the scope has the visit that belongs to a request


class Visit:
    """One request, from its first byte to the last one of its answer.

    Args:
        limits: Of all keys.
        body_bytes: As declared, or 1 if not; 0 without a body.
    """

    def __init__(self, limits: KeyLimits, body_bytes: int) -> None:
        self._limits = limits
        self._body_bytes = body_bytes
        self._name = ""

    def enter(self, name: str) -> None:
        """Begin, once it is known whose request it is.

        Raises:
            ResourceExhaustedError: The key may not, now.
        """
        if self._name:
            return
        self._limits.enter(name, self._body_bytes)
        self._name = name

    def enter_upload(self, upload_id: str, project: str) -> None:
        """Begin on an upload's URL, which needs no key.

        Raises:
            ResourceExhaustedError: The key that began it may not, now.
        """
        self.enter(self._limits.owner(upload_id, project))

    def own_upload(self, upload_id: str) -> None:
        """Let further requests of an upload count for who began it."""
        self._limits.note_upload(upload_id, self._name)

    def charge(self, received_bytes: int) -> None:
        """Count bytes of the body."""
        if self._name and received_bytes:
            self._limits.charge(self._name, received_bytes)

    def leave(self) -> None:
        """End it."""
        if self._name:
            self._limits.leave(self._name)
            self._name = ""


class Visits:
    """Gives every request its visit.

    Args:
        app: What answers, and enters once it knows who calls.
        limits: Of all keys.
    """

    def __init__(self, app: ASGIApp, limits: KeyLimits) -> None:
        self._app = app
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        visit = scope[VISIT] = Visit(self._limits, _body_bytes(scope))

        async def read() -> Message:
            message = await receive()
            visit.charge(len(message.get("body", b"")))
            return message

        try:
            await self._app(scope, read, send)
        finally:
            visit.leave()


def _body_bytes(scope: Scope) -> int:
    """Return the length of the body as declared, or 1 where it comes without one."""
    headers = dict(scope["headers"])
    if b"transfer-encoding" in headers:
        return 1
    declared = headers.get(b"content-length", b"0")
    return int(declared) if declared.isdigit() else 0
