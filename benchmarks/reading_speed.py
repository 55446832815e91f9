"""How fast a PDF becomes HTML, as a ratio to the library's raw text in the same run, on one core.

    .venv/bin/python -m benchmarks.reading_speed [ROUNDS]

CPU seconds of this process over the bench's text documents; words, layout and HTML against
pypdfium2's `get_text_range`. Both are run in turn, and the best of all rounds is taken for each.
Python collects garbage as often as in the sealed processes in which the product reads.
"""

import sys
import time
from functools import partial
from pathlib import Path

import pypdfium2 as pdfium

from benchmarks.quality import BENCH
from benchmarks.reading import docbench, read
from wasat.adapters.sealed.zygote import collect_seldom

SETS = {"typeset", "columns", "scripts", "tables", "papers"}


def raw(path: Path) -> int:
    """Read the raw text of every page; return how many there are."""
    document = pdfium.PdfDocument(path)
    pages = len(document)
    for page in document:
        text_page = page.get_textpage()
        text_page.get_text_range()
        text_page.close()
        page.close()
    document.close()
    return pages


def main() -> None:
    """Measure and print."""
    if not BENCH.is_dir():
        print(f"NOT RUN: {BENCH} is not there")
        return
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    items = docbench("data").load(BENCH / "documents", SETS)
    paths = [item.file for item in items if item.file.suffix == ".pdf"]
    pages = sum(raw(path) for path in paths)
    best = [float("inf"), float("inf")]
    to_html = partial(read, has_pictures=False)
    for path in paths:
        to_html(path)
    collect_seldom()
    for _ in range(rounds):
        for place, work in enumerate((raw, to_html)):
            start = time.process_time()
            for path in paths:
                work(path)
            best[place] = min(best[place], time.process_time() - start)
    print(f"{pages} pages: raw text {pages / best[0]:.0f}, with layout and HTML", end=" ")
    print(f"{pages / best[1]:.0f} pages a CPU second, ratio {best[0] / best[1]:.3f}")


if __name__ == "__main__":
    main()
