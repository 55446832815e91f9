"""The demo: the official SDK, unmodified, asks a real PDF on a server of our own.

`make demo` runs it. It starts `wasat serve` on a free loopback port, uploads `report.pdf`, prints
a summary, one answered question with its pages and quotes and one JSON extraction, and stops.
"""

import os
import tempfile
from pathlib import Path

from local_server import serve

REPORT = Path(__file__).with_name("report.pdf")


def ask() -> None:
    """Run the calls of the documentation; only key and base URL come from the environment."""
    from google import genai  # noqa: PLC0415 - after the environment is set
    from google.genai import types  # noqa: PLC0415

    client = genai.Client()
    report = client.files.upload(file=REPORT)
    print(f"\nUploaded {report.name}, {report.size_bytes} bytes, {report.state}")

    summary = client.models.generate_content(
        model="gemini-2.0-flash", contents=[report, "Summarize this document"]
    )
    print(f"\nSummarize this document\n  {summary.text}")

    question = "What was the total revenue in 2025?"
    answer = client.models.generate_content(model="gemini-2.0-flash", contents=[report, question])
    print(f"\n{question}\n  {answer.text}")
    grounding = answer.candidates[0].grounding_metadata
    for chunk in grounding.grounding_chunks:
        place = chunk.retrieved_context
        print(f"    {place.title}: “{place.text}”")

    extracted = client.models.generate_content(
        model="gemini-2.0-flash",
        contents=[report, "Extract the key facts."],
        config=types.GenerateContentConfig(
            response_mime_type="application/json",
            response_schema={
                "type": "OBJECT",
                "properties": {
                    "managing_director": {"type": "STRING", "nullable": True},
                    "employees": {"type": "INTEGER", "nullable": True},
                    "dividend_approved_on": {"type": "STRING", "nullable": True},
                },
            },
        ),
    )
    print(f"\nExtract the key facts, as JSON by schema\n  {extracted.text}\n")


def main() -> None:
    """Serve, ask, stop."""
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder)) as server:
        os.environ |= {"GOOGLE_GEMINI_BASE_URL": server.url, "GEMINI_API_KEY": "demo"}
        ask()


if __name__ == "__main__":
    main()
