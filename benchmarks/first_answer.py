"""From starting the server to the first cited answer, and what the demo costs.

.venv/bin/python -m benchmarks.first_answer
"""

import tempfile
import time
from pathlib import Path

from google import genai

from examples.local_server import serve

REPORT = Path("examples/report.pdf")


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        with serve(Path(folder)) as server:
            ready = time.perf_counter() - start
            client = genai.Client(api_key="bench", http_options={"base_url": server.url})
            file = client.files.upload(file=REPORT)
            uploaded = time.perf_counter() - start
            answer = client.models.generate_content(
                model="reader", contents=[file, "What was the total revenue in 2025?"]
            )
            answered = time.perf_counter() - start
    assert answer.candidates  # noqa: S101 - a figure without an answer is none
    assert answer.candidates[0].grounding_metadata  # noqa: S101
    print(f"ready {ready:.2f} s, uploaded and read {uploaded:.2f} s, answered {answered:.2f} s")
    print(answer.text)


if __name__ == "__main__":
    main()
