"""Calls to a model's servers: connections kept, tried again where that is safe, ended in time."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

import msgspec

from wasat.adapters.models.failures import SOON, lost, to_error
from wasat.adapters.models.http.connections import Connections
from wasat.adapters.models.http.exchange import Exchange, UnreachedError
from wasat.adapters.models.replicas import Replica, Replicas
from wasat.status import DeadlineExceededError, InternalError

_MOST_ERROR_BYTES = 65_536  # of a failure that are read: its sentence stands at the beginning
_RETRY_SECONDS = (0.1, 0.4)  # between tries to connect
_ASK_SECONDS = 5.0  # for what a server can tell without thinking
_END_SECONDS = 0.05  # between the last event and the end: one more packet, where there is one
_FINE = 200  # status of HTTP


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long a server may take.

    Attributes:
        connect_seconds: To take a connection.
        silence_seconds: Until its first byte, and between two; a long prompt is read in silence.
    """

    connect_seconds: float = 5.0
    silence_seconds: float = 600.0


class Reply:
    """What a server answers, as it comes; whoever has it closes it.

    Args:
        exchange: Whose head has come.
        silence_seconds: How long the server may be silent.
    """

    def __init__(self, exchange: Exchange, silence_seconds: float) -> None:
        self._exchange = exchange
        self._silence_seconds = silence_seconds

    async def read(self) -> bytes:
        """Return what came next; nothing at the end.

        Raises:
            UnavailableError: The server broke off.
            DeadlineExceededError: It is silent for too long.
        """
        try:
            return await self._exchange.read()
        except TimeoutError as error:
            raise _too_long(self._silence_seconds) from error
        except ConnectionError as error:
            raise lost("The model's server broke off in the middle.") from error

    async def finish(self) -> None:
        """Wait a moment for the end, after which the connection can be used for another request."""
        if self._exchange.is_over:  # as it is where the end came with the last event
            return
        with suppress(TimeoutError, ConnectionError):
            async with asyncio.timeout(_END_SECONDS):
                while await self._exchange.read():
                    pass

    def close(self) -> None:
        """Leave; where bytes are still to come, the connection is closed, and the work ends."""
        self._exchange.close()


class ModelSession:
    """Connections to the servers of one model.

    Args:
        replicas: Where they are.
        headers: Sent with every call, such as a key.
        patience: How long they may take.
    """

    def __init__(
        self,
        replicas: Replicas,
        *,
        headers: Mapping[str, str] | None = None,
        patience: Patience | None = None,
    ) -> None:
        self._replicas = replicas
        self._patience = patience or Patience()
        self._connections = Connections(
            connect_seconds=self._patience.connect_seconds,
            headers=tuple((headers or {}).items()),
        )

    async def ask(self, path: str, body: object = None, *, affinity: str = "") -> object:
        """Return a server's JSON: of a GET, or with a body of a POST.

        Args:
            path: Under the base, or from the root of the server if it begins with a slash.
            body: JSON.
            affinity: As in ChatRequest.

        Raises:
            StatusError: As `open`, and as reading its answer.
        """
        reply = await self.open(path, body, affinity=affinity, silence_seconds=_ASK_SECONDS)
        try:
            data = b""
            while part := await reply.read():
                data += part
        finally:
            reply.close()
        try:
            return msgspec.json.decode(data)
        except msgspec.DecodeError as error:
            raise InternalError("The model's server did not answer with JSON.") from error

    async def open(
        self, path: str, body: object, *, affinity: str = "", silence_seconds: float = 0.0
    ) -> Reply:
        """Return a server's answer that has begun.

        Args:
            path: As in `ask`.
            body: As in `ask`.
            affinity: As in ChatRequest.
            silence_seconds: How long it may be silent; 0 is as long as the session's patience.

        Raises:
            InvalidArgumentError: It refuses the request.
            ResourceExhaustedError: It has too much to do.
            UnavailableError: It does not answer.
            DeadlineExceededError: It is silent for too long.
        """
        seconds = silence_seconds or self._patience.silence_seconds
        data = None if body is None else msgspec.json.encode(body)
        try:
            exchange = await self._connect(path, data, affinity, seconds)
        except TimeoutError as error:
            raise _too_long(seconds) from error
        except ConnectionError as error:
            raise lost("The model's server does not speak HTTP.") from error
        reply = Reply(exchange, seconds)
        if exchange.status == _FINE:
            return reply
        told = b""
        try:
            while len(told) < _MOST_ERROR_BYTES and (part := await reply.read()):
                told += part
        finally:
            reply.close()
        after = exchange.headers.get(b"retry-after", b"").decode("latin-1")
        raise to_error(exchange.status, told[:_MOST_ERROR_BYTES], retry_after=after)

    async def close(self) -> None:
        """Release all connections."""
        self._connections.close()

    async def _connect(
        self, path: str, data: bytes | None, affinity: str, silence_seconds: float
    ) -> Exchange:
        """Send to the first server that can be reached; each is tried once, and all once more."""
        failure: Exception | None = None
        for pause in (0.0, *_RETRY_SECONDS):
            if pause:
                await asyncio.sleep(pause)
            if not (usable := self._replicas.choose(affinity)):
                break
            for replica in usable:
                try:
                    exchange = await self._send(replica, path, data, silence_seconds)
                except UnreachedError as error:
                    self._replicas.fail(replica)
                    failure = error
                else:
                    self._replicas.succeed(replica)
                    return exchange
        wait = max(SOON, round(self._replicas.wait_seconds, 1))
        raise lost("The model's server cannot be reached.", wait_seconds=wait) from failure

    async def _send(
        self, replica: Replica, path: str, data: bytes | None, silence_seconds: float
    ) -> Exchange:
        if self._connections.is_closed:  # while this was to be tried again
            raise lost("The model's server is gone.")
        url = _join(replica.base_url, path)
        return await self._connections.send(url, data, silence_seconds=silence_seconds)


def _join(base_url: str, path: str) -> str:
    """Return the address of a path; one that begins with a slash leaves out the base's `/v1`."""
    if path.startswith("/"):
        return base_url.removesuffix("/v1") + path
    return f"{base_url}/{path}"


def _too_long(seconds: float) -> DeadlineExceededError:
    return DeadlineExceededError(f"The model's server was silent for {seconds:g} seconds.")
