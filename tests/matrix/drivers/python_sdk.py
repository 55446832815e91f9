"""Acts cases out through google-genai: `python -m tests.matrix.drivers.python_sdk …`.

The last part of the driver's name says how: `sync`, or asynchronously by `httpx` or `aiohttp`.
"""

import asyncio
import functools
import inspect
import io
import json
import sys
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

if sys.argv[4].endswith("-httpx"):
    sys.modules["aiohttp"] = None  # type: ignore[assignment] # as where it is not installed

from google import genai
from google.genai import errors, types

from tests.matrix.drivers import play
from tests.matrix.drivers.play import Json

MODEL = "gemini-2.5-flash"
_RUNNER = asyncio.Runner()


class Steps:
    """The steps of a case, on one client."""

    def __init__(self, client: Json, documents: Path) -> None:
        self._client = client
        self._documents = documents
        self._files: dict[str, types.File] = {}

    async def take(self, step: Mapping[str, Json]) -> Json:
        """Take one step; an error of the service is a result."""
        try:
            return await getattr(self, step["do"])(step)
        except errors.APIError as error:
            return {"error": _told(error)}

    async def upload(self, step: Mapping[str, Json]) -> Json:
        path = self._documents / step["document"]
        file = str(path) if step.get("from", "path") == "path" else io.BytesIO(path.read_bytes())
        config = types.UploadFileConfig.model_validate(step.get("config", {}))
        uploaded = await settle(self._client.files.upload(file=file, config=config))
        self._files[step.get("as", "upload")] = uploaded
        return dump(uploaded)

    async def get(self, step: Mapping[str, Json]) -> Json:
        return dump(await settle(self._client.files.get(name=step["name"])))

    async def delete(self, step: Mapping[str, Json]) -> Json:
        await settle(self._client.files.delete(name=step["name"]))
        return {}

    async def list(self, step: Mapping[str, Json]) -> Json:
        pager = await settle(self._client.files.list(config=step.get("config")))
        first = len(pager.page)
        return {"first": first, "files": [dump(file) async for file in each(pager)]}

    async def models(self, step: Mapping[str, Json]) -> Json:
        pager = await settle(self._client.models.list(config=step.get("config")))
        first = len(pager.page)
        return {"first": first, "models": [dump(model) async for model in each(pager)]}

    async def model(self, step: Mapping[str, Json]) -> Json:
        return dump(await settle(self._client.models.get(model=step["model"])))

    async def count(self, step: Mapping[str, Json]) -> Json:
        return dump(await settle(self._client.models.count_tokens(**self._asked(step))))

    async def generate(self, step: Mapping[str, Json]) -> Json:
        asked = self._asked(step) | {"config": _config(step)}
        return seen(await settle(self._client.models.generate_content(**asked)))

    async def stream(self, step: Mapping[str, Json]) -> Json:
        asked = self._asked(step) | {"config": _config(step)}
        chunks = await settle(self._client.models.generate_content_stream(**asked))
        return joined([chunk async for chunk in each(chunks)])

    async def chat(self, step: Mapping[str, Json]) -> Json:
        chat = self._client.chats.create(model=step.get("model", MODEL), config=_config(step))
        answers = []
        for message in step["messages"]:
            parts = self._contents(message)
            if step.get("isStreamed"):
                chunks = await settle(chat.send_message_stream(parts))
                answers.append(joined([chunk async for chunk in each(chunks)]))
            else:
                answers.append(seen(await settle(chat.send_message(parts))))
        return {"answers": answers, "turns": len(chat.get_history())}

    def _asked(self, step: Mapping[str, Json]) -> dict[str, Json]:
        return {
            "model": step.get("model", MODEL),
            "contents": self._contents(step["contents"]),
        }

    def _contents(self, contents: Json) -> Json:
        if isinstance(contents, str):
            return contents
        return [self._content(item) for item in contents]

    def _content(self, item: Json) -> Json:
        if isinstance(item, str):
            return item
        if "file" in item:
            return self._files[item["file"]]
        if "document" in item:
            data = (self._documents / item["document"]).read_bytes()
            return types.Part.from_bytes(data=data, mime_type=item["mimeType"])
        if "uri" in item:
            return types.Part.from_uri(file_uri=item["uri"], mime_type=item.get("mimeType"))
        kind = types.Content if "parts" in item else types.Part
        return kind.model_validate_json(json.dumps(item))


def _config(step: Mapping[str, Json]) -> types.GenerateContentConfig | None:
    return types.GenerateContentConfig.model_validate(step["config"]) if "config" in step else None


async def settle(value: Json) -> Json:
    """What it is, or what it becomes."""
    return await value if inspect.isawaitable(value) else value


async def each(values: Json) -> AsyncIterator[Json]:
    """Iterate over what is iterable in either way."""
    if hasattr(values, "__aiter__"):
        async for value in values:
            yield value
    else:
        for value in values:
            yield value


def dump(value: Json) -> Json:
    """An object of the client with the names of the wire."""
    return value.model_dump(mode="json", by_alias=True, exclude_none=True)


def seen(response: Json) -> Json:
    """An answer, its text as the client joins it, and the headers as it keeps them."""
    headers = response.sdk_http_response.headers if response.sdk_http_response else {}
    lower = {name.lower(): value for name, value in (headers or {}).items()}
    return {"response": dump(response), "text": response.text or "", "headers": lower}


def joined(chunks: list[Json]) -> Json:
    """A stream: its chunks, its last and its text."""
    text = "".join(chunk.text or "" for chunk in chunks)
    return {"chunks": [dump(chunk) for chunk in chunks], "text": text}


def _told(error: errors.APIError) -> Json:
    details = error.details if isinstance(error.details, dict) else {}
    envelope = details.get("error", details)
    return {
        "code": error.code,
        "status": error.status,
        "message": error.message,
        "details": envelope.get("details", []),
    }


@functools.cache
def client_of(key: str, url: str, version: str | None) -> Json:
    """A client made as a user makes it, for all cases that share it."""
    options = types.HttpOptions(base_url=url, api_version=version)
    client = genai.Client(api_key=key, http_options=options)
    return client if sys.argv[4].endswith("-sync") else client.aio


def make(case: Mapping[str, Json], url: str, documents: Path) -> play.Perform:
    """The steps of a case, with the files of each key apart."""
    base = url + case["client"].get("prefix", "")

    @functools.cache
    def steps(key: str) -> Steps:
        return Steps(client_of(key, base, case["client"].get("version")), documents)

    def perform(step: Mapping[str, Json]) -> Json:
        return _RUNNER.run(steps(step.get("key", case["key"])).take(step))

    return perform


if __name__ == "__main__":
    play.main(make)
