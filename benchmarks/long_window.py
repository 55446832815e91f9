"""A 1,000-page PDF against a window of 8,192 tokens: is the right page among those that are sent?

.venv/bin/python -m benchmarks.long_window [PAGES] [CASES]

Behind the server stands a stub that counts tokens, four bytes each, and refuses what exceeds its
window, as a real server does. What was sent is read from the answer's trace, not guessed.
"""

import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import httpx
from google import genai

from benchmarks.long_document import until_final
from examples.local_server import serve
from tests.make.handbook import Case, handbook
from tests.make.pdf import pages
from tests.models.background import serve_stub
from tests.models.stubs import Stub

MODEL = "gemini-2.5-flash"
KEY = "bench"
BAR = 0.95
SLOW = {"WASAT_DOCUMENT_START_SECONDS": "900"}  # not reading is measured, on whatever machine


def ask(url: str, path: Path, cases: Sequence[Case]) -> Iterator[tuple[Case, str, list[int]]]:
    """Upload and ask; yield each case with the route its answer took and the pages sent."""
    client = genai.Client(api_key=KEY, http_options={"base_url": url})
    file = until_final(client, client.files.upload(file=path))
    for case in cases:
        answer = client.models.generate_content(model=MODEL, contents=[file, case.question])
        steps = read_trace(url, answer.response_id or "")
        routes = [step["route"] for step in steps if step["step"] == "route"]
        sent = [step["pages"] for step in steps if step["step"] == "shown"]
        yield case, routes[-1], sent[-1]  # those before were counted and found too many


def read_trace(url: str, response_id: str) -> list[dict[str, Any]]:
    """Return the steps of an answer's trace."""
    trace = httpx.get(f"{url}/v1beta/responses/{response_id}/trace", params={"key": KEY})
    return trace.raise_for_status().json()["steps"]


def main() -> None:
    """Measure and print; fail below the bar."""
    count, asked = (int(given) for given in (sys.argv[1:] + ["1000", "100"][len(sys.argv) - 1 :]))
    texts, cases = handbook(count, asked)
    stub = Stub(kind="vllm", bytes_a_token=4.0)
    with tempfile.TemporaryDirectory() as folder, serve_stub(stub) as engine:
        path = Path(folder) / "handbook.pdf"
        path.write_bytes(pages(*texts))
        with serve(Path(folder) / "data", settings={"WASAT_ENGINES": engine, **SLOW}) as server:
            start = time.perf_counter()
            seen = list(ask(server.url, path, cases))
            seconds = time.perf_counter() - start
    right = [case for case, _, sent in seen if case.page in sent]
    first = [case for case, _, sent in seen if sent[:1] == [case.page]]
    routes = sorted({route for _, route, _ in seen})
    sizes = sorted(len(sent) for _, _, sent in seen)
    print(f"{count} pages, {asked} questions in {seconds:.0f} s; routes {routes}")
    print(f"right page sent {len(right) / asked:.0%}, sent first {len(first) / asked:.0%}")
    print(f"pages sent {sizes[0]} to {sizes[-1]}, median {sizes[len(sizes) // 2]}")
    for case, _, sent in seen:
        if case.page not in sent:
            print(f"missed page {case.page}: {case.question} ({sent})")
    sys.exit(len(right) < BAR * asked)


if __name__ == "__main__":
    main()
