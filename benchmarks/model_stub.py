"""A model server that costs next to nothing: `python -m benchmarks.model_stub`; says its port.

It answers chat completions, whole or streamed, with words that are ready before they are asked for,
so that what is measured is who stands before it. How many words stands in the prompt: `say 500`;
`drip 500` says them one by one, as a model does.
"""

import asyncio
import json
import re
import signal
from functools import cache

WORD = "word "
SHORT = 8  # words, unless more are asked for
_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
_WANTED = re.compile(rb"(say|drip) (\d+)")
_PAUSE_SECONDS = 0.001  # between drops: 1,000 words a second, so that no two come together
_USAGE = {"prompt_tokens": 9, "completion_tokens": SHORT, "total_tokens": 9 + SHORT}
_COMMON = {"id": "c", "created": 1, "model": "stub"}
_CARD = {"id": "stub", "object": "model", "owned_by": "vllm", "max_model_len": 32_768}


def write_reply(body: bytes, content_type: str) -> bytes:
    """Return a whole answer of HTTP."""
    head = f"HTTP/1.1 200 OK\r\ncontent-type: {content_type}\r\ncontent-length: {len(body)}\r\n\r\n"
    return head.encode() + body


def write_stream(words: int) -> bytes:
    """Return a streamed answer, an event a word."""
    choice = {"index": 0, "delta": {"content": WORD}, "finish_reason": None}
    last = {"index": 0, "delta": {}, "finish_reason": "stop"}
    chunk = {**_COMMON, "object": "chat.completion.chunk"}
    events = [{**chunk, "choices": [choice]}] * words
    events += [{**chunk, "choices": [last]}, {**chunk, "choices": [], "usage": _USAGE}]
    text = "".join(f"data: {json.dumps(event)}\n\n" for event in events)
    return write_reply(f"{text}data: [DONE]\n\n".encode(), "text/event-stream")


def write_whole(words: int) -> bytes:
    """Return the same in one piece."""
    message = {"role": "assistant", "content": WORD * words}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    whole = {**_COMMON, "object": "chat.completion", "choices": [choice], "usage": _USAGE}
    return write_reply(json.dumps(whole).encode(), "application/json")


MODELS = write_reply(json.dumps({"object": "list", "data": [_CARD]}).encode(), "application/json")


@cache
def write_answer(words: int, *, is_streamed: bool) -> bytes:
    """Return an answer, made once."""
    return write_stream(words) if is_streamed else write_whole(words)


class Connection(asyncio.Protocol):
    """One connection of a client."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the connection."""
        self._transport = transport
        self._rest = b""

    def data_received(self, data: bytes) -> None:
        """Answer every request that is whole."""
        self._rest += data
        while b"\r\n\r\n" in self._rest:
            head, _, body = self._rest.partition(b"\r\n\r\n")
            length = int(match[1]) if (match := _LENGTH.search(head)) else 0
            if len(body) < length:
                return
            self._rest = body[length:]
            self._transport.write(self._answer(head, body[:length]))  # type: ignore[attr-defined]

    def _answer(self, head: bytes, body: bytes) -> bytes:
        if head.startswith(b"GET"):
            return MODELS
        is_streamed = b'"stream":true' in body.replace(b" ", b"")
        match = _WANTED.search(body)
        answer = write_answer(int(match[2]) if match else SHORT, is_streamed=is_streamed)
        if match is None or match[1] == b"say":
            return answer
        self._drip(answer.split(b"\n\n"))
        return b""

    def _drip(self, drops: list[bytes]) -> None:
        """Send one event, and the others later."""
        self._transport.write(drops.pop(0) + b"\n\n")  # type: ignore[attr-defined]
        if any(drops):
            asyncio.get_running_loop().call_later(_PAUSE_SECONDS, self._drip, drops)


async def main() -> None:
    """Serve until terminated."""
    loop = asyncio.get_running_loop()
    over = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, over.set)
    server = await loop.create_server(Connection, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await over.wait()


if __name__ == "__main__":
    asyncio.run(main())
