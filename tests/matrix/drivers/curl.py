"""Acts cases out as shell, in the documentation's forms: `python -m tests.matrix.drivers.curl …`.

Single-quoted JSON where uploads start, snake case in parts, no role, the key now in the query and
now in a header, and greps for header names in lower case.
"""

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.matrix.drivers import play
from tests.matrix.drivers.play import Json

MODEL = "gemini-2.5-flash"
SECONDS = 60
TOP_LEVEL = ("systemInstruction", "tools", "toolConfig", "safetySettings", "cachedContent")
START = """
curl -s "$BASE/upload/$VERSION/files?key=$KEY" -D headers.txt \\
  -H "X-Goog-Upload-Protocol: resumable" -H "X-Goog-Upload-Command: start" \\
  -H "X-Goog-Upload-Header-Content-Length: $(wc -c < "$DOCUMENT" | tr -d " ")" \\
  -H "X-Goog-Upload-Header-Content-Type: $TYPE" \\
  -H "Content-Type: application/json" -d "$FILE" > body.txt
grep "x-goog-upload-url: " headers.txt | cut -d" " -f2 | tr -d "\\r" > url.txt || exit 0
"""
TRANSFER = """
curl -s "$(cat url.txt)" -D headers.txt -H "Content-Length: $(wc -c < "$DOCUMENT" | tr -d " ")" \\
  -H "X-Goog-Upload-Offset: 0" -H "X-Goog-Upload-Command: upload, finalize" \\
  --data-binary "@$DOCUMENT" > body.txt
"""
CHUNKS = """
split -b 8388608 "$DOCUMENT" chunk. && offset=0
last=$(ls chunk.* | tail -1)
for chunk in chunk.*; do
  command=upload; [ "$chunk" != "$last" ] || command="upload, finalize"
  curl -s "$(cat url.txt)" -D headers.txt -H "X-Goog-Upload-Offset: $offset" \\
    -H "X-Goog-Upload-Command: $command" --data-binary "@$chunk" > body.txt
  offset=$((offset + $(wc -c < "$chunk")))
done
"""
GET = 'curl -s "$BASE/$VERSION/$ADDRESS" -D headers.txt > body.txt'
DELETE = 'curl -s -X DELETE "$BASE/$VERSION/$ADDRESS" -D headers.txt > body.txt'
POST = """
curl -s -X POST "$BASE/$VERSION/models/$ADDRESS" -D headers.txt --no-buffer \\
  -H "x-goog-api-key: $KEY" -H 'Content-Type: application/json' -d @request.json > body.txt
"""


class Steps:
    """The steps of a case, each a shell script in a folder of the case's own."""

    def __init__(self, case: Mapping[str, Json], url: str, documents: Path) -> None:
        self._base = url + case["client"].get("prefix", "")
        self._version = case["client"].get("version", "v1beta")
        self._key = case["key"]
        self._documents = documents
        self._files: dict[str, Json] = {}
        self._folder = tempfile.TemporaryDirectory()

    def take(self, step: Mapping[str, Json]) -> Json:
        """Take one step; an error of the service is a result."""
        self._key_now = step.get("key", self._key)
        return getattr(self, step["do"])(step)

    def upload(self, step: Mapping[str, Json]) -> Json:
        document = self._documents / step["document"]
        config = dict(step.get("config", {}))
        mime_type = config.pop("mimeType", "application/pdf")
        if "name" in config:
            config["name"] = f"files/{config['name'].removeprefix('files/')}"
        if "displayName" in config:
            config["display_name"] = config.pop("displayName")
        file = json.dumps({"file": config}, ensure_ascii=False).replace('"', "'")
        names = {"DOCUMENT": str(document), "TYPE": mime_type, "FILE": file}
        self._shell(START, **names)
        if (self._path / "url.txt").read_text():
            is_large = document.stat().st_size > 8 << 20
            self._shell(CHUNKS if is_large else TRANSFER, **names)
        uploaded = self._answer()
        if "error" in uploaded:
            return uploaded
        self._files[step.get("as", "upload")] = uploaded["file"]
        return uploaded["file"]

    def get(self, step: Mapping[str, Json]) -> Json:
        return self._get(step["name"])

    def delete(self, step: Mapping[str, Json]) -> Json:
        self._shell(DELETE, ADDRESS=f"{step['name']}?key={self._key_now}")
        return self._answer()

    def list(self, step: Mapping[str, Json]) -> Json:
        return self._all("files", step.get("config", {}))

    def models(self, step: Mapping[str, Json]) -> Json:
        return self._all("models", step.get("config", {}))

    def model(self, step: Mapping[str, Json]) -> Json:
        return self._get(f"models/{step['model'].removeprefix('models/')}")

    def count(self, step: Mapping[str, Json]) -> Json:
        return self._post(step, "countTokens", {"contents": self._contents(step["contents"])})

    def generate(self, step: Mapping[str, Json]) -> Json:
        return self._seen(self._post(step, "generateContent", self._request(step)))

    def stream(self, step: Mapping[str, Json]) -> Json:
        return self._stream(step, self._request(step))

    def chat(self, step: Mapping[str, Json]) -> Json:
        history: list[Json] = []
        answers = []
        for message in step["messages"]:
            history += [{"role": "user", **self._contents(message)[0]}]
            request = {"contents": history}
            if step.get("isStreamed"):
                answer = self._stream(step, request)
            else:
                answer = self._seen(self._post(step, "generateContent", request))
            answers.append(answer)
            history += [{"role": "model", "parts": [{"text": answer["text"]}]}]
        return {"answers": answers, "turns": len(history)}

    def shell(self, step: Mapping[str, Json]) -> Json:
        """A script of the case's own: what it prints, as text, and as JSON where it is."""
        variables = {name: str(value) for name, value in step.get("variables", {}).items()}
        printed = self._shell("\n".join(step["script"]), **variables)
        return {"text": printed, "json": _parsed(printed)}

    @property
    def _path(self) -> Path:
        return Path(self._folder.name)

    def _shell(self, script: str, **variables: str) -> str:
        done = subprocess.run(
            ["bash", "-uo", "pipefail", "-c", script],
            cwd=self._path,
            env={
                "PATH": os.environ["PATH"],
                "LC_ALL": "C.UTF-8",
                "BASE": self._base,
                "VERSION": self._version,
                "KEY": self._key_now,
                "DOCUMENTS": str(self._documents),
                **variables,
            },
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
        return done.stdout.decode()

    def _get(self, address: str, query: str = "") -> Json:
        self._shell(GET, ADDRESS=f"{address}?{query}key={self._key_now}")
        return self._answer()

    def _all(self, name: str, config: Mapping[str, Json]) -> Json:
        token, found, first = "", [], -1
        while token or first < 0:
            page = self._get(name, _query(config, token))
            if "error" in page:
                return page
            found += page.get(name, [])
            first = len(found) if first < 0 else first
            token = page.get("nextPageToken", "")
        return {"first": first, name: found}

    def _post(self, step: Mapping[str, Json], verb: str, request: Json) -> Json:
        (self._path / "request.json").write_text(json.dumps(request, indent=2))
        model = step.get("model", MODEL).removeprefix("models/")
        self._shell(POST, ADDRESS=f"{model}:{verb}")
        return self._answer()

    def _stream(self, step: Mapping[str, Json], request: Json) -> Json:
        answer = self._post(step, "streamGenerateContent?alt=sse", request)
        if "error" in answer:
            return answer
        lines = (self._path / "body.txt").read_text().splitlines()
        chunks = [json.loads(line.removeprefix("data: ")) for line in lines if line]
        return {"chunks": chunks, "text": "".join(map(_text, chunks))}

    def _request(self, step: Mapping[str, Json]) -> Json:
        config = dict(step.get("config", {}))
        extra = config.pop("httpOptions", {}).get("extraBody", {})
        above = {name: config.pop(name) for name in TOP_LEVEL if name in config}
        if isinstance(instruction := above.get("systemInstruction"), str):
            above["systemInstruction"] = {"parts": {"text": instruction}}
        request = {"contents": self._contents(step["contents"]), **above, **extra}
        return request | ({"generationConfig": config} if config else {})

    def _contents(self, contents: Json) -> Json:
        if isinstance(contents, str):
            return [{"parts": [{"text": contents}]}]
        if contents and all(isinstance(item, dict) and "parts" in item for item in contents):
            return contents
        return [{"parts": [self._part(item) for item in contents]}] if contents else []

    def _part(self, item: Json) -> Json:
        if isinstance(item, str):
            return {"text": item}
        if "file" in item:
            file = self._files[item["file"]]
            return {"file_data": {"mime_type": file["mimeType"], "file_uri": file["uri"]}}
        if "document" in item:
            data = play.resolve(f"${{base64:{item['document']}}}", {}, self._documents)
            return {"inline_data": {"mime_type": item["mimeType"], "data": data}}
        if "uri" in item:
            return {"file_data": {"mime_type": item["mimeType"], "file_uri": item["uri"]}}
        return item

    def _seen(self, answer: Json) -> Json:
        if "error" in answer:
            return answer
        return {"response": answer, "text": _text(answer), "headers": dict(self._headers())}

    def _answer(self) -> Json:
        """The body; an error with the status that HTTP has, which must be the one it tells."""
        status = int((self._path / "headers.txt").read_text().split("HTTP/")[-1].split()[1])
        answer = _parsed((self._path / "body.txt").read_text())
        if status == 200:
            return answer or {}
        error = answer["error"] if isinstance(answer, dict) else {}
        return {"error": error | {"code": status}}

    def _headers(self) -> Iterator[tuple[str, str]]:
        for line in (self._path / "headers.txt").read_text().splitlines():
            name, colon, value = line.partition(": ")
            if colon:
                yield name, value


def _query(config: Mapping[str, Json], token: str) -> str:
    fields = {**config, "pageToken": token} if token else config
    return "".join(f"{name}={value}&" for name, value in fields.items())


def _text(answer: Mapping[str, Json]) -> str:
    parts = answer["candidates"][0].get("content", {}).get("parts", [])
    return "".join(part.get("text", "") for part in parts)


def _parsed(text: str) -> Json:
    try:
        return json.loads(text)
    except ValueError:
        return None


def make(case: Mapping[str, Json], url: str, documents: Path) -> play.Perform:
    """One folder for the case."""
    return Steps(case, url, documents).take


if __name__ == "__main__":
    play.main(make)
