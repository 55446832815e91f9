"""Calls to a model's servers: connections kept, tried again where that is safe, ended in time."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache

import aiohttp
import msgspec
from yarl import URL

from wasat.adapters.models.failures import SOON, lost, to_error
from wasat.adapters.models.replicas import Replica, Replicas
from wasat.status import DeadlineExceededError, InternalError

_MOST_ERROR_BYTES = 65_536  # of a failure that are read: its sentence stands at the beginning
_RETRY_SECONDS = (0.1, 0.4)  # between tries to connect
_ASK_SECONDS = 5.0  # for what a server can tell without thinking
_END_SECONDS = 0.05  # between the last event and the end: one more packet, where there is one
_FINE = 200  # status of HTTP
_JSON = {"content-type": "application/json"}
_UNREACHED = (
    aiohttp.ClientConnectorError,
    aiohttp.ServerDisconnectedError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.ClientOSError,
)


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
        response: Whose head has come.
        silence_seconds: How long the server may be silent.
    """

    def __init__(self, response: aiohttp.ClientResponse, silence_seconds: float) -> None:
        self._response = response
        self._silence_seconds = silence_seconds

    async def read(self) -> bytes:
        """Return what came next; nothing at the end.

        Raises:
            UnavailableError: The server broke off.
            DeadlineExceededError: It is silent for too long.
        """
        try:
            return await self._response.content.readany()
        except TimeoutError as error:
            raise _too_long(self._silence_seconds) from error
        except aiohttp.ClientError as error:
            raise lost("The model's server broke off in the middle.") from error

    async def finish(self) -> None:
        """Wait a moment for the end, after which the connection can be used for another request."""
        content = self._response.content
        if content.at_eof():  # as it is where the end came with the last event
            return
        with suppress(TimeoutError, aiohttp.ClientError):
            async with asyncio.timeout(_END_SECONDS):
                while not content.at_eof():
                    await content.readany()

    def close(self) -> None:
        """Leave; a connection with unread bytes would keep the server working, and is closed."""
        self._response.close()


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
        self._headers = dict(headers or {})
        self._patience = patience or Patience()
        self._http: aiohttp.ClientSession | None = None

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
        response = await self._connect(path, data, affinity, seconds)
        if response.status == _FINE:
            return Reply(response, seconds)
        try:
            told = await response.content.read(_MOST_ERROR_BYTES)
        finally:
            response.close()
        after = response.headers.get("retry-after", "")
        raise to_error(response.status, told, retry_after=after)

    async def close(self) -> None:
        """Release all connections."""
        if self._http is not None:
            await self._http.close()

    async def _connect(
        self, path: str, data: bytes | None, affinity: str, silence_seconds: float
    ) -> aiohttp.ClientResponse:
        """Send to the first server that can be reached; each is tried once, and all once more."""
        failure: Exception | None = None
        for pause in (0.0, *_RETRY_SECONDS):
            if pause:
                await asyncio.sleep(pause)
            if not (usable := self._replicas.choose(affinity)):
                break
            for replica in usable:
                try:
                    response = await self._send(replica, path, data, silence_seconds)
                except _UNREACHED as error:
                    self._replicas.fail(replica)
                    failure = error
                except TimeoutError as error:
                    raise _too_long(silence_seconds) from error
                else:
                    self._replicas.succeed(replica)
                    return response
        wait = max(SOON, round(self._replicas.wait_seconds, 1))
        raise lost("The model's server cannot be reached.", wait_seconds=wait) from failure

    async def _send(
        self, replica: Replica, path: str, data: bytes | None, silence_seconds: float
    ) -> aiohttp.ClientResponse:
        if self._http is None:
            self._http = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=0),  # who may ask at once is decided elsewhere
                headers=self._headers,
                cookie_jar=aiohttp.DummyCookieJar(),
            )
        if self._http.closed:  # while this was to be tried again
            raise lost("The model's server is gone.")
        return await self._http.request(
            "GET" if data is None else "POST",
            _join(replica.base_url, path),
            data=data,
            headers=_JSON if data is not None else None,
            timeout=_limit(self._patience.connect_seconds, silence_seconds),
            allow_redirects=False,
        )


@cache
def _join(base_url: str, path: str) -> URL:
    """Return the address of a path; one that begins with a slash leaves out the base's `/v1`."""
    if path.startswith("/"):
        return URL(base_url.removesuffix("/v1") + path)
    return URL(f"{base_url}/{path}")


@cache
def _limit(connect_seconds: float, silence_seconds: float) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(
        total=None, sock_connect=connect_seconds, sock_read=silence_seconds
    )


def _too_long(seconds: float) -> DeadlineExceededError:
    return DeadlineExceededError(f"The model's server was silent for {seconds:g} seconds.")
