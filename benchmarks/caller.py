"""Requests as bytes over sockets: no client library stands between a server and its measure."""

import asyncio

MODEL = "gemini-2.5-flash"


def write_request(path: str, body: str) -> bytes:
    """Return a POST as bytes."""
    head = f"POST {path} HTTP/1.1\r\nhost: bench\r\nx-goog-api-key: bench\r\n"
    head += "authorization: Bearer bench\r\ncontent-type: application/json\r\n"
    return f"{head}content-length: {len(body)}\r\n\r\n{body}".encode()


def generate(words: str = "hello", verb: str = "generateContent") -> bytes:
    """Return a request of the Gemini API."""
    body = f'{{"contents":[{{"role":"user","parts":[{{"text":"{words}"}}]}}]}}'
    return write_request(f"/v1beta/models/{MODEL}:{verb}", body)


def complete() -> bytes:
    """Return what we ask of the stub, to be asked without us."""
    body = '{"model":"stub","stream":true,"messages":[{"role":"user","content":"hello"}]}'
    return write_request("/v1/chat/completions", body)


class Caller:
    """One connection kept open, one question at a time."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, request: bytes) -> bytes:
        """Return the body of the answer.

        Raises:
            RuntimeError: It is no 200.
        """
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self._port, limit=1 << 24)
        reader, writer = self._streams
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        body = await self._read(head.lower(), reader)
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(f"{head!r} {body[:500]!r}")
        return body

    async def _read(self, head: bytes, reader: asyncio.StreamReader) -> bytes:
        if b"content-length:" in head:
            length = int(head.split(b"content-length:")[1].split(b"\r\n")[0])
            return await reader.readexactly(length)
        parts = []
        while size := int(await reader.readuntil(b"\r\n"), 16):
            parts.append((await reader.readexactly(size + 2))[:-2])
        await reader.readexactly(2)
        return b"".join(parts)

    async def close(self) -> None:
        """Hang up."""
        if self._streams is not None:
            self._streams[1].close()
