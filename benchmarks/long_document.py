"""3,600 text pages from upload to ACTIVE: time, the server's growth, and other requests meanwhile.

.venv/bin/python -m benchmarks.long_document [PAGES]

Printed as well: the processor's seconds of the server and all below it, and how much memory the
largest process that reads took over its parent, which was warmed before it was forked (Linux).
"""

import os
import statistics
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from google import genai
from google.genai import types

from examples.local_server import serve
from tests.make.memory import sampling, watch
from tests.make.pdf import many_pages

MOST_SECONDS = 1200
PAUSE_SECONDS = 0.1
LOOK_SECONDS = 0.5  # a look takes some 10 ms
TICKS = os.sysconf("SC_CLK_TCK")
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


class Tree:
    """What a server and the processes below it take, from /proc.

    Args:
        pid: The server.
    """

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self.worker_bytes = 0
        self.cpu_seconds = 0.0

    def sample(self) -> None:
        """Look once; the time of those that have ended counts with their parents."""
        found = list(self._look())
        seen = {pid: (parent, size) for pid, parent, size, _ in found}
        for parent, size in seen.values():
            if parent in seen and seen[parent][0] == self._pid:
                self.worker_bytes = max(self.worker_bytes, size - seen[parent][1])
        self.cpu_seconds = sum(ticks for *_, ticks in found) / TICKS

    def _look(self) -> Iterator[tuple[int, int, int, int]]:
        """Yield process, parent, bytes of its own and ticks of all processes of the server."""
        found: dict[int, tuple[int, int, int]] = {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
                _, resident, files, *_ = map(int, (folder / "statm").read_text().split())
            except (FileNotFoundError, ProcessLookupError):
                continue
            size = (resident - files) * PAGE_BYTES  # shared with the parent or not
            found[int(folder.name)] = int(fields[1]), size, sum(map(int, fields[11:15]))
        below = [self._pid]
        for pid in below:
            below += [child for child, (parent, *_) in found.items() if parent == pid]
            if pid in found:
                yield pid, *found[pid]


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
        tree = Tree(server.pid)
        thread = threading.Thread(target=ping, args=(server.url, over, pings))
        thread.start()
        with watch(server.pid) as growth, sampling(tree.sample, LOOK_SECONDS):
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
    took = f"{tree.cpu_seconds:.0f} CPU seconds, {count / tree.cpu_seconds:.0f} pages in each"
    print(f"{took}; largest worker {tree.worker_bytes / 1e6:.0f} MB over its warmed parent")
    median, worst = statistics.median(pings) * 1000, max(pings) * 1000
    print(f"/livez meanwhile: {len(pings)} answers, median {median:.1f} ms, worst {worst:.0f} ms")
    print(answer.text)


if __name__ == "__main__":
    main()
