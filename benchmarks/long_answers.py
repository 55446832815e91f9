"""Memory while a document of 3,600 pages is asked every kind of work: the server and its readers.

.venv/bin/python -m benchmarks.long_answers [PAGES]

The pages hold prose and rows of figures, each page another. For each kind of work: how far the
server grew over what it held before the upload, the most any one of its readers held, how long the
answer is, and the last page that it cites, which tells whether it went on to the end.
"""

import itertools
import random
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from google import genai
from google.genai import types

from benchmarks.long_document import until_final
from examples.local_server import serve
from tests.hostile.tree import descend
from tests.make.memory import SAMPLE_SECONDS, sampling, watch
from tests.make.pdf import pages

BAR_SERVER_MB, BAR_READER_MB = 300, 500
_SYLLABLES = ("ba", "den", "fo", "gar", "li", "mo", "nes", "pir", "ru", "sta", "tel", "vo")
_SENTENCES, _ROWS, _WORDS = 26, 10, 9
_MEGABYTE = 1_000_000
_SCHEMA: Mapping[str, object] = {
    "type": "OBJECT",
    "properties": {
        "title": {"type": "STRING", "nullable": True},
        "place": {"type": "STRING", "nullable": True},
        "total": {"type": "NUMBER", "nullable": True},
    },
}


class Readers:
    """The most memory that one process below a server held, in bytes.

    Args:
        server: Its process.
    """

    def __init__(self, server: int) -> None:
        self._server = server
        self.peak_bytes = 0

    def sample(self) -> None:
        """Look once."""
        _, *below = descend(self._server)
        self.peak_bytes = max(self.peak_bytes, *map(_resident, below), 0)


def make_long_report(count: int) -> bytes:
    """So many pages of prose and figures, with about ten thousand different words in all."""
    chance = random.Random(11)  # noqa: S311 - no secret
    words = ["".join(parts) for parts in itertools.product(_SYLLABLES, repeat=3)]

    def page(number: int) -> list[str]:
        prose = [
            f"The {' '.join(chance.choices(words, k=_WORDS))} of {number}."
            for _ in range(_SENTENCES)
        ]
        rows = [f"{chance.choice(words)} {k}    {chance.randrange(99_999):,}" for k in range(_ROWS)]
        return [f"Place number {number}", *prose, *rows]

    return pages(*(page(number) for number in range(1, count + 1)))


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096
    except OSError:
        return 0


def ask(
    client: genai.Client, file: types.File, prompt: str, config: types.GenerateContentConfig
) -> tuple[int, int]:
    """Stream an answer; how many characters it has, and the last page that it cites."""
    length = last = 0
    chunks = client.models.generate_content_stream(
        model="reader", contents=[file, prompt], config=config
    )
    for chunk in chunks:
        length += len(chunk.text or "")
        candidate = (chunk.candidates or [None])[0]
        grounding = candidate.grounding_metadata if candidate else None
        for cited in (grounding.grounding_chunks if grounding else None) or []:
            context = cited.retrieved_context
            last = max(last, (context.page_number or 0) if context else 0)
    return length, last


def make_work(count: int) -> Mapping[str, tuple[str, types.GenerateContentConfig]]:
    """Every kind of work, each with its prompt."""
    plain = types.GenerateContentConfig()
    schema = types.Schema.model_validate(_SCHEMA)
    extract = types.GenerateContentConfig(
        response_mime_type="application/json", response_schema=schema
    )
    return {
        "question": (f"What stands below place number {count - 7}?", plain),
        "extract": ("Extract the data of this document.", extract),
        "list": ("How many headings are there in this document?", plain),
        "summary": ("Summarize this document in five sentences.", plain),
        "transcribe": ("Transcribe this document as HTML.", plain),
    }


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 3600
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder) / "data") as server:
        path = Path(folder) / "long.pdf"
        path.write_bytes(make_long_report(count))
        options = types.HttpOptions(base_url=server.url, timeout=1_200_000)
        client = genai.Client(api_key="bench", http_options=options)
        with watch(server.pid) as growth:
            readers = Readers(server.pid)
            with sampling(readers.sample, SAMPLE_SECONDS):
                file = until_final(client, client.files.upload(file=path))
            _tell("upload", growth.peak_bytes, readers.peak_bytes, 0, 0)
            for name, (prompt, config) in make_work(count).items():
                readers = Readers(server.pid)
                with sampling(readers.sample, SAMPLE_SECONDS):
                    length, last = ask(client, file, prompt, config)
                _tell(name, growth.peak_bytes, readers.peak_bytes, length, last)


def _tell(name: str, server: int, reader: int, length: int, last: int) -> None:
    """Print one line; the growth of the server is its most so far."""
    server_mb, reader_mb = server / _MEGABYTE, reader / _MEGABYTE
    verdict = "ok" if server_mb <= BAR_SERVER_MB and reader_mb <= BAR_READER_MB else "MISSED"
    print(
        f"{name:10} server +{server_mb:.0f} MB (bar {BAR_SERVER_MB}), a reader {reader_mb:.0f} MB"
        f" (bar {BAR_READER_MB}): {verdict}; {length:,} characters, last page cited {last}",
        flush=True,
    )


if __name__ == "__main__":
    main()
