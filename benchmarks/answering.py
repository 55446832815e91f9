"""The reader alone on a long report: indexing, memory, and questions, in this process.

.venv/bin/python -m benchmarks.answering [PAGES]

The report is made here: prose, headings and tables, each page another. Prints pages a second of
indexing beside those of reading, the growth of memory while indexing, and a question's milliseconds
beside the time that reading one page takes on the same machine, since machines differ. All times
are the processor's, since others may use it.
"""

import io
import random
import resource
import statistics
import sys
import time

from tests.make.pdf import chapters
from tests.unit.evidence.pages import make_blob
from tests.unit.reader.asking import join, make_prompt, make_sources, make_trace
from wasat.documents.load import load_document
from wasat.evidence.prepare import index_document
from wasat.evidence.task import understand
from wasat.reader.answer import answer

_WORDS = [
    "river", "harbour", "mill", "council", "market", "bridge", "tower", "school", "forest",
    "quarry", "railway", "wool", "cement", "salt", "herring", "ferry", "dyke", "pump", "valley",
    "orchard", "vineyard", "glass", "paper", "timber", "festival", "chapel", "engineer",
    "mayor", "teacher", "farmer", "weaver", "built", "founded", "closed", "restored", "counted",
    "measured", "opened", "moved", "painted", "sold", "bought", "visited", "repaired", "old",
    "new", "high", "narrow", "wooden", "stone", "northern", "famous",
]  # fmt: skip
_ROUNDS = 15
_TABLE_ROWS = 12


def make_report(pages: int) -> bytes:
    """A report whose pages all say something else."""
    chance = random.Random(7)  # noqa: S311 - no secret
    sections: list[dict[str, object]] = []
    for number in range(1, pages + 1):
        sentences = [
            f"The {' '.join(chance.choices(_WORDS, k=14))} of place {number} in {1800 + k * 7}."
            for k in range(22)
        ]
        rows = [
            [f"{chance.choice(_WORDS)} {k}", *(f"{chance.randrange(9999):,}" for _ in range(3))]
            for k in range(_TABLE_ROWS)
        ]
        sections.append(
            {
                "heading": f"Place {number}",
                "text": " ".join(sentences),
                "caption": "Goods, in thousands",
                "table": [["Item", "2021", "2022", "2023"], *rows],
            }
        )
    return chapters("A long report", sections)


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    pdf = make_report(count)
    start = time.process_time()
    document = load_document(io.BytesIO(pdf), "application/pdf")
    read = time.process_time() - start
    pages = len(document.pages)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    prepared = index_document(make_blob(), document)
    indexed = time.process_time() - start
    growth = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(f"{pages} pages: read at {pages / read:.0f} pages/s, indexed at {pages / indexed:.0f}")
    print(f"memory grew by {growth / 1024:.0f} MB while indexing")
    (source,) = make_sources([document])
    for question in (
        f"What was founded in place {count // 2}?",
        f"How much timber did place {count // 3} have in 2022?",
        "Who painted the northern chapel?",
        "What is the warranty of the dishwasher?",
    ):
        times: list[float] = []
        for _ in range(_ROUNDS):
            start = time.process_time()
            task = understand(make_prompt(question, [source]))
            text = join(list(answer(task, [(source, prepared)], make_trace())))
            times.append(time.process_time() - start)
        median, worst = statistics.median(times[1:]) * 1000, max(times[1:]) * 1000
        share = median / 1000 / (read / pages)
        told = f"median {median:.0f} ms, worst {worst:.0f}, {share:.1f} times reading a page"
        print(f"{told}: {question} -> {text.strip()[:60]}")


if __name__ == "__main__":
    main()
