"""The documents that cases speak of, drawn when they are needed."""

from collections.abc import Mapping
from pathlib import Path

from tests.make import pdf, picture

CHUNK = 8 << 20
MOST_PAGES = 12
MOST_FILE_BYTES = 3 * CHUNK
MOST_REQUEST_BYTES = 4 << 20
LIGHTHOUSE = "The lighthouse is 41 metres high."
ATLAS = (
    "The northern tower is 11 metres high.",
    "The eastern mill was built in 1862.",
    "The southern bridge is 230 metres long.",
    "The western harbour is 7 metres deep.",
    "The old library holds 5400 books.",
)
INVOICE = ("Invoice number: INV-2041", "Date: 2026-03-14", "Total: 310.50 EUR", "Status: paid")
STORY = {
    "The keeper": [
        "The keeper of the lighthouse is called Amalia Brandt. She came to the island in 1998.",
        "Every evening she climbs 212 steps and lights the lamp.",
    ],
    "The lamp": [
        "The lamp was made in Paris in 1884. Its light is seen 33 kilometres out at sea.",
        "In the winter of 2011 the lamp failed for two nights, and no ship was lost.",
    ],
    "The island": [
        "The island has 14 inhabitants and one school. The ferry comes on Mondays.",
        "Seals rest on the northern beach, and the southern beach has a small harbour.",
    ],
}


def make_documents(folder: Path) -> Mapping[str, bytes]:
    """Write every document into the folder, and return them by their names."""
    lighthouse = pdf.pages([LIGHTHOUSE])
    documents = {
        "lighthouse.pdf": lighthouse,
        "atlas.pdf": pdf.pages(*([line] for line in ATLAS)),
        "invoice.pdf": pdf.pages(INVOICE),
        "story.pdf": pdf.story("The lighthouse on the island", STORY),
        "scores.pdf": pdf.paper("Aurora", "We present Aurora.", {"MMLU": "81.2", "GSM8K": "74.4"}),
        "chunk.pdf": padded(lighthouse, CHUNK),
        "chunks.pdf": padded(lighthouse, 2 * CHUNK),
        "larger.pdf": padded(lighthouse, CHUNK + 1),
        "too-large.pdf": padded(lighthouse, MOST_FILE_BYTES + 1),
        "large-request.pdf": padded(lighthouse, MOST_REQUEST_BYTES),
        "too-long.pdf": pdf.pages(*([str(number)] for number in range(MOST_PAGES + 1))),
        "locked.pdf": pdf.encrypted(lighthouse),
        "damaged.pdf": b"This is not a PDF at all.",
        "empty.pdf": b"",
        "notes.txt": b"The lighthouse\n\nThe lighthouse is 41 metres high.\n",
        "notes.md": b"# The lighthouse\n\nThe lighthouse is 41 metres high.\n",
        "notes.csv": b"Building,Height\nLighthouse,41 metres\nMill,12 metres\n",
        "notes.html": b"<html><body><h1>Tower</h1><p>The lighthouse is 41 metres high.</p></body>",
        "picture.png": picture.png(),
    }
    for name, data in documents.items():
        (folder / name).write_bytes(data)
    return documents


def padded(data: bytes, size: int) -> bytes:
    """The same PDF with a comment behind it that makes it so long."""
    return data + b"%" + b" " * (size - len(data) - 2) + b"\n"
