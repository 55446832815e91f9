"""The least that a server can do here: `python -m benchmarks.bare BASE`; says its port.

The same HTTP server, event loop and HTTP client as ours, and one handler without a framework. It
asks the model behind BASE what it is asked and passes on what it understands of the answer, word by
word or whole; on any other path it answers at once. What it takes is the floor of what we can take.
"""

import json
import socket
import sys
from collections.abc import AsyncGenerator

import uvicorn
from starlette.types import Receive, Scope, Send

from wasat.adapters.models.http.connections import Connections

_PATIENCE_SECONDS = 60.0


class Bare:
    """The handler.

    Args:
        base: Of the model's server.
    """

    def __init__(self, base: str) -> None:
        self._url = f"{base}/chat/completions"
        self._connections = Connections(connect_seconds=_PATIENCE_SECONDS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        data = b""
        while (message := await receive()).get("more_body", False):
            data += message["body"]
        data += message.get("body", b"")
        is_streamed = scope["path"].endswith(":streamGenerateContent")
        await send({"type": "http.response.start", "status": 200, "headers": []})
        words = ""
        if scope["path"].startswith("/v1beta/models/"):
            async for part in self._ask(json.loads(data)["contents"][0]["parts"][0]["text"]):
                words += part
                if is_streamed:
                    event = b"data: " + _write(part) + b"\r\n\r\n"
                    await send({"type": "http.response.body", "body": event, "more_body": True})
        await send({"type": "http.response.body", "body": b"" if is_streamed else _write(words)})

    async def _ask(self, text: str) -> AsyncGenerator[str, None]:
        """Yield what the model says, words that come together as one piece."""
        asked = json.dumps({"stream": True, "messages": [{"role": "user", "content": text}]})
        exchange = await self._connections.send(
            self._url, asked.encode(), silence_seconds=_PATIENCE_SECONDS
        )
        rest = b""
        while part := await exchange.read():
            *whole, rest = (rest + part).split(b"\n")
            lines = [line for line in whole if line.startswith(b"data: {")]
            choices = [each for line in lines for each in json.loads(line[6:])["choices"]]
            if words := "".join(each["delta"].get("content", "") for each in choices):
                yield words
        exchange.close()


def _write(words: str) -> bytes:
    content = {"parts": [{"text": words}], "role": "model"}
    return json.dumps({"candidates": [{"content": content}]}).encode()


def main() -> None:
    """Serve until terminated."""
    listening = socket.create_server(("127.0.0.1", 0))
    print(listening.getsockname()[1], flush=True)
    config = uvicorn.Config(
        Bare(sys.argv[1]), loop="uvloop", http="httptools", lifespan="off", log_config=None,
        access_log=False,
    )  # fmt: skip
    uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    main()
