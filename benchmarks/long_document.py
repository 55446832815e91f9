"""3,600 text pages from upload to ACTIVE: time, the server's growth, and other requests meanwhile.

.venv/bin/python -m benchmarks.long_document [PAGES]
"""

import statistics
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

from google import genai
from google.genai import types

from examples.local_server import serve
from tests.make.memory import watch
from tests.make.pdf import many_pages

MOST_SECONDS = 1200
PAUSE_SECONDS = 0.1


def ping(url: str, over: threading.Event, seconds: list[float]) -> None:
    """Ask for /livez again and again, and note how long it took."""
    while not over.wait(PAUSE_SECONDS):
        start = time.perf_counter()
        with urllib.request.urlopen(f"{url}/livez", timeout=30):  # noqa: S310 - loopback
            seconds.append(time.perf_counter() - start)


def until_final(client: genai.Client, file: types.File) -> types.File:
    """Poll until the file has a final state."""
    until = time.monotonic() + MOST_SECONDS
    while file.state == types.FileState.PROCESSING and time.monotonic() < until:
        time.sleep(0.5)
        file = client.files.get(name=file.name or "")
    return file


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 3600
    over, pings = threading.Event(), list[float]()
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder) / "data") as server:
        path = Path(folder) / "long.pdf"
        path.write_bytes(many_pages(count))
        client = genai.Client(api_key="bench", http_options={"base_url": server.url})
        thread = threading.Thread(target=ping, args=(server.url, over, pings))
        thread.start()
        with watch(server.pid) as growth:
            start = time.perf_counter()
            file = until_final(client, client.files.upload(file=path))
            active = time.perf_counter() - start
            question = f"Where does it say: this is page number {count - 7}?"
            start = time.perf_counter()
            answer = client.models.generate_content(model="reader", contents=[file, question])
            answered = time.perf_counter() - start
        over.set()
        thread.join()
    print(f"{count} pages: {file.state} after {active:.1f} s, {count / active:.0f} pages/s")
    print(f"server growth {growth.peak_bytes / 1e6:.0f} MB; a question {answered * 1000:.0f} ms")
    median, worst = statistics.median(pings) * 1000, max(pings) * 1000
    print(f"/livez meanwhile: {len(pings)} answers, median {median:.1f} ms, worst {worst:.0f} ms")
    print(answer.text)


if __name__ == "__main__":
    main()
