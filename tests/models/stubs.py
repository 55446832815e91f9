"""Model servers without a model: they say what they are told to, in the shapes of the real ones."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.models.shapes import CACHED_TOKENS, MODEL, OVERFLOWS, PROMPT_TOKENS, TOLD, WINDOW


@dataclass(kw_only=True)
class Script:
    """What the server does when it is asked.

    Attributes:
        words: Said, a piece each.
        thought: Thought before.
        calls: Name and arguments of functions called at the end.
        reason: Why it ends; empty breaks off without an end.
        failure: Status and body instead of an answer.
        headers: Of that failure.
        is_endless: Whether it says the last word for ever.
        silence: Held as long as this is not set, after the first word.
        last_words: Held as long as this is not set, between the last event and the end.
    """

    words: Sequence[str] = ("Hello", " there")
    thought: str = ""
    calls: Sequence[tuple[str, str]] = ()
    reason: str = "stop"
    failure: tuple[int, object] | None = None
    headers: dict[str, str] = field(default_factory=dict)
    is_endless: bool = False
    silence: asyncio.Event | None = None
    last_words: asyncio.Event | None = None


@dataclass(kw_only=True)
class Stub:
    """A running server.

    Attributes:
        base_url: As settings name it.
        script: What it does next.
        bodies: What it was asked.
        paths: How, in order.
        peers: By which connections, in the same order.
        written: Pieces that it could send so far.
        was_asked: Set when a caller has sent its question.
        was_left: Set when a caller goes before the end.
        takes_system: Whether its model's template knows the role.
        port: Where it listens; 0 takes a free one.
        next_scripts: What it does after that, one answer each.
        bytes_a_token: How it counts prompts, refusing those over its window; 0 counts none.
    """

    kind: str
    base_url: str = ""
    script: Script = field(default_factory=Script)
    bodies: list[dict] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    peers: list[object] = field(default_factory=list)
    written: int = 0
    was_asked: asyncio.Event = field(default_factory=asyncio.Event)
    was_left: asyncio.Event = field(default_factory=asyncio.Event)
    bytes_a_token: float = 0.0
    prompt_tokens: int = PROMPT_TOKENS
    takes_system: bool = True
    port: int = 0
    next_scripts: list[Script] = field(default_factory=list)

    @asynccontextmanager
    async def serve(self) -> AsyncIterator["Stub"]:
        """Listen on loopback until the block ends."""
        app = web.Application(client_max_size=1 << 28)
        app.router.add_route("*", "/{path:.*}", self._answer)
        async with TestServer(
            app, host="127.0.0.1", port=self.port or None, handler_cancellation=True
        ) as server:
            base = f"http://127.0.0.1:{server.port}"
            self.base_url = base if self.kind == "ollama" else f"{base}/v1"
            yield self

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        self.paths.append(request.path)
        self.peers.append(request.transport and request.transport.get_extra_info("peername"))
        self.headers.append(dict(request.headers))
        body = await request.json() if request.can_read_body else {}
        if (counted := self._count(request.path, body)) is not None:
            return counted
        told = TOLD.get(request.path)
        if told is not None and (self.kind == "ollama") is request.path.startswith("/api/"):
            return web.json_response(told(self.kind))
        if request.path not in ("/v1/chat/completions", "/api/chat"):
            return web.json_response({"error": "not found"}, status=404)
        self.bodies.append(body)
        self.was_asked.set()
        failure = self.script.failure
        if not self.takes_system and body["messages"][0]["role"] == "system":
            failure = 400, {"error": {"message": "System role not supported", "code": 400}}
        if failure:
            status, words = failure
            return web.json_response(words, status=status, headers=self.script.headers)
        answer = await self._stream(request)
        self.script = self.next_scripts.pop(0) if self.next_scripts else self.script
        return answer

    def _count(self, path: str, body: dict) -> web.Response | None:
        """Count a prompt where that is asked for or it exceeds the window; else None."""
        if not self.bytes_a_token or "messages" not in body:
            return None
        self.prompt_tokens = int(_text_bytes(body) / self.bytes_a_token)
        if path == "/tokenize":
            return web.json_response({"count": self.prompt_tokens})
        if self.prompt_tokens + (body.get("max_tokens") or 0) > WINDOW:
            status, failure = OVERFLOWS[self.kind]
            return web.json_response(failure, status=status)
        return None

    async def _stream(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"content-type": "text/event-stream"})
        await response.prepare(request)
        try:
            for line in self._lines():
                await response.write(line)
                self.written += 1
                if self.script.silence:
                    await self.script.silence.wait()
            while self.script.is_endless:
                await response.write(self._line(self.script.words[-1]))
                self.written += 1
                await asyncio.sleep(0)
            if self.script.reason:
                for line in self._end():
                    await response.write(line)
            if self.script.last_words:
                await self.script.last_words.wait()
        except (asyncio.CancelledError, ConnectionError):
            self.was_left.set()
            raise
        return response

    def _lines(self) -> list[bytes]:
        thought = [self._line("", thought=self.script.thought)] if self.script.thought else []
        return [*thought, *(self._line(word) for word in self.script.words)]

    def _line(self, text: str, *, thought: str = "") -> bytes:
        chance = {"token": text, "logprob": -0.5, "bytes": [*text.encode()]}
        chances = [{**chance, "top_logprobs": [chance]}]
        if self.kind == "ollama":
            said = {"role": "assistant", "content": text, "thinking": thought}
            line = {"model": MODEL, "message": said, "done": False, "logprobs": chances}
            return _line(line)
        name = "reasoning" if self.kind == "vllm" else "reasoning_content"
        delta = {name: thought, "content": None} if thought else {"content": text}
        logprobs = {"content": chances}
        return _event({"index": 0, "delta": delta, "finish_reason": None, "logprobs": logprobs})

    def _end(self) -> list[bytes]:
        script = self.script
        if self.kind == "ollama":
            calls = [
                {"function": {"name": name, "arguments": json.loads(arguments)}}
                for name, arguments in script.calls
            ]
            said = {"role": "assistant", "content": "", "tool_calls": calls}
            counts = {"prompt_eval_count": self.prompt_tokens, "eval_count": len(script.words)}
            last = {"message": {"content": ""}, "done": True, "done_reason": script.reason}
            return [_line({"message": said, "done": False}), _line(last | counts)]
        reason = "tool_calls" if script.calls else script.reason
        usage = {
            "prompt_tokens": self.prompt_tokens,
            "completion_tokens": len(script.words),
            "prompt_tokens_details": {"cached_tokens": CACHED_TOKENS},
        }
        return [
            *_fragments(script.calls),
            _event({"index": 0, "delta": {}, "finish_reason": reason}),
            b"data: " + json.dumps({"choices": [], "usage": usage}).encode() + b"\n\n",
            b"data: [DONE]\n\n",
        ]


def _text_bytes(body: dict) -> int:
    """Count the words of all messages; pictures are not counted."""
    contents = [message["content"] for message in body["messages"]]
    texts = [[content] if isinstance(content, str) else content for content in contents]
    words = [
        part if isinstance(part, str) else part.get("text", "") for each in texts for part in each
    ]
    return sum(len(each.encode()) for each in words)


def _fragments(calls: Sequence[tuple[str, str]]) -> list[bytes]:
    """Each call in three pieces, as servers stream them: its name, then its arguments."""
    events: list[bytes] = []
    for index, (name, arguments) in enumerate(calls):
        half = len(arguments) // 2
        for piece in (
            {"id": f"call_{index}", "type": "function", "function": {"name": name}},
            {"function": {"arguments": arguments[:half]}},
            {"function": {"arguments": arguments[half:]}},
        ):
            delta = {"tool_calls": [{"index": index, **piece}]}
            events.append(_event({"index": 0, "delta": delta, "finish_reason": None}))
    return events


def _event(choice: dict) -> bytes:
    event = {"id": "c", "object": "chat.completion.chunk", "model": MODEL, "choices": [choice]}
    return b"data: " + json.dumps(event).encode() + b"\n\n"


def _line(message: dict) -> bytes:
    return json.dumps(message).encode() + b"\n"
