"""Minutes of mixed load: do memory, descriptors and processes stay level?

.venv/bin/python -m benchmarks.soak [SECONDS]
"""

import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from google import genai
from google.genai import errors

from examples.local_server import LocalServer, serve
from tests.make import pdf

CLIENTS = 8
MOST_ROUNDS = 20_000
SAMPLE_SECONDS = 10.0
MODEL = "reader"
MOST_GROWTH_PERCENT = 15  # memory takes a minute or two to find its level


def work(url: str, name: str, until: float, seen: Counter[str]) -> None:
    """Upload, ask, stream, count, list, delete, and ask for what is gone."""
    client = genai.Client(api_key=name, http_options={"base_url": url})
    data = pdf.story("Soak", {"Results": ["Revenue in 2025 was 48.3 million euros."]})
    path = Path(tempfile.mkdtemp()) / f"{name}.pdf"
    path.write_bytes(data)
    for _ in range(MOST_ROUNDS):
        if time.monotonic() > until:
            return
        file = client.files.upload(file=path)
        contents = [file, "What was the revenue in 2025?"]
        answer = client.models.generate_content(model=MODEL, contents=contents)
        seen["answered" if "48.3" in (answer.text or "") else "wrong"] += 1
        list(client.models.generate_content_stream(model=MODEL, contents=contents))
        client.models.count_tokens(model=MODEL, contents=contents)
        client.files.delete(name=file.name or "")
        try:
            client.models.generate_content(model=MODEL, contents=contents)
        except errors.ClientError as error:
            seen[f"refused {error.code}"] += 1


def look(server: LocalServer) -> tuple[int, int, int]:
    """Return resident MB and open descriptors of the server, and the processes below it."""
    folder = Path(f"/proc/{server.pid}")
    resident = int((folder / "statm").read_text().split()[1]) * 4096 // 1_000_000
    descriptors = len(list((folder / "fd").iterdir()))
    below = subprocess.run(
        ["pgrep", "--count", "--parent", str(server.pid)], capture_output=True, check=False
    )
    return resident, descriptors, int(below.stdout or 0)


def drift(samples: Sequence[tuple[int, ...]]) -> list[float]:
    """Return by how much each figure grew from the middle third to the last, by their medians."""
    third = max(1, len(samples) // 3)
    middle, last = samples[-2 * third : -third], samples[-third:]
    pairs = zip(zip(*middle, strict=True), zip(*last, strict=True), strict=True)
    return [median(after) / max(1, median(before)) - 1 for before, after in pairs]


def main() -> None:
    """Run the load, print what was seen, and exit by whether it stayed level."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 300.0
    seen: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder)) as server:
        until = time.monotonic() + seconds
        threads = [
            threading.Thread(target=work, args=(server.url, f"client-{n}", until, seen))
            for n in range(CLIENTS)
        ]
        for thread in threads:
            thread.start()
        print("second  MB  descriptors  processes")
        samples: list[tuple[int, ...]] = []
        while any(thread.is_alive() for thread in threads):
            time.sleep(SAMPLE_SECONDS)
            samples.append(look(server))
            print(f"{seconds - (until - time.monotonic()):6.0f}", *samples[-1], flush=True)
    print(dict(seen))
    growth = [round(100 * each) for each in drift(samples)]
    print(f"last third over middle third: {growth} %")
    sys.exit(max(growth) > MOST_GROWTH_PERCENT or bool(seen["wrong"]))


if __name__ == "__main__":
    main()
