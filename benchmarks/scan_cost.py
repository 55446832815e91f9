"""What reading each scanned page of the benches takes, with the limits on time lifted.

    .venv/bin/python -m benchmarks.scan_cost [--report FILE] [SET …]

Every page that has to be read as a picture is read by a sealed process, one page after the other.
Its processor time is what the kernel says that process took; a core that is shared with another
busy thread makes it longer. The sets are those of WASAT_BENCH/documents, and `hostile`; default
all. Without the benches: NOT RUN.
"""

import argparse
import asyncio
import json
import lzma
import math
import os
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import aclosing
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from benchmarks.quality import BENCH
from tests.hostile.tree import descend
from wasat.adapters.sealed.pool import SealedExecutor
from wasat.app import SCAN_MODULES, WARM_MODULES
from wasat.blob import Blob
from wasat.documents.codec import decode_part
from wasat.documents.document import Summary
from wasat.documents.executor import Job
from wasat.documents.library import READ
from wasat.documents.ocr.reading import READ_SCAN, STANDARD_PACE
from wasat.documents.scan import decode_scans
from wasat.status import StatusError

LIFTED_SECONDS = 900  # no page of the benches comes near
PICTURE, PDF = "image/jpeg", "application/pdf"
TICKS = os.sysconf("SC_CLK_TCK")
SHARES = (0.5, 0.9, 0.95, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one page took; `unread` says why it stayed so, if it did."""

    group: str
    name: str
    page: int
    cpu_seconds: float
    words: int = 0
    unread: str = ""


def find_documents(groups: Sequence[str]) -> Iterator[tuple[str, str, str, bytes]]:
    """Yield set, name, type and bytes of everything that may hold a scanned page."""
    folder = BENCH / "documents"
    for line in (folder / "manifest.jsonl").read_text().splitlines():
        about = json.loads(line)
        if not groups or about["set"] in groups:
            mime_type = PDF if about["file"].endswith(".pdf") else PICTURE
            yield about["set"], about["id"], mime_type, (folder / about["file"]).read_bytes()
    folder = BENCH / "hostile"
    for name, about in json.loads((folder / "manifest.json").read_text()).items():
        is_wanted = about["mime"] == PDF or about["mime"].startswith("image/")
        if is_wanted and (not groups or "hostile" in groups):
            data = (folder / about.get("stored", name)).read_bytes()
            yield (
                "hostile",
                name,
                about["mime"],
                lzma.decompress(data) if "stored" in about else data,
            )


async def find_scans(executor: SealedExecutor, blob: Blob) -> Sequence[int]:
    """Return the numbers of the pages that have to be read as pictures."""
    job = Job(
        function=READ,
        blob=blob,
        arguments={"mime_type": blob.mime_type},
        result_seconds=15,
        result_cpu_seconds=5,
    )
    try:
        async with aclosing(executor.run(job)) as results:
            parts = [result async for result in results]
    except StatusError:
        return ()
    summary = decode_part(parts[-1])
    return summary.scans if isinstance(summary, Summary) else ()


async def read(executor: SealedExecutor, blob: Blob, page: int) -> tuple[float, int, str]:
    """Return the processor time of a page, its words, and why it stayed unread."""
    job = Job(
        function=READ_SCAN,
        blob=blob,
        arguments={"mime_type": blob.mime_type, "page": page},
        seconds=LIFTED_SECONDS,
        cpu_seconds=LIFTED_SECONDS,
        memory_bytes=STANDARD_PACE.memory_bytes,
    )
    before = measure_ended()
    words, unread = 0, ""
    try:
        async with aclosing(executor.run(job)) as results:
            found = [result async for result in results]
        scan = decode_scans(found[-1])[page]
        words, unread = len(scan.words), scan.unread
    except StatusError as error:
        unread = error.message
    return measure_ended() - before, words, unread


def measure_ended() -> float:
    """Return the processor time of all readers that have ended. Source: proc(5), cutime, cstime."""
    total = 0
    for process in descend(os.getpid()):
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        total += (int(fields[13]) + int(fields[14])) * (process != os.getpid())
    return total / TICKS


def overwrite(path: str, data: bytes) -> None:
    """Let a file hold these bytes and no others."""
    Path(path).write_bytes(data)


async def measure_all(groups: Sequence[str]) -> list[Cost]:
    """Read all scanned pages, and print each as it was read."""
    readers = SealedExecutor(modules=WARM_MODULES, children=1)
    scanners = SealedExecutor(modules=SCAN_MODULES, children=1)
    costs: list[Cost] = []
    with tempfile.NamedTemporaryFile() as kept:
        for group, name, mime_type, data in find_documents(groups):
            overwrite(kept.name, data)
            blob = Blob(
                project="bench",
                sha256="0" * 64,
                mime_type=mime_type,
                size_bytes=len(data),
                lend=partial(open, kept.name, "rb"),
            )
            for page in await find_scans(readers, blob):
                cpu, words, unread = await read(scanners, blob, page)
                about = Cost(
                    group=group, name=name, page=page, cpu_seconds=cpu, words=words, unread=unread
                )
                print(
                    f"{group:9} {name} p. {page}: {cpu:.1f} s, {words} words {unread}", flush=True
                )
                costs.append(about)
    await scanners.close()
    await readers.close()
    return costs


def show(costs: Sequence[Cost]) -> None:
    """Print the distribution of each set, and of all."""
    groups = defaultdict[str, list[float]](list)
    for cost in costs:
        groups[cost.group].append(cost.cpu_seconds)
        groups["all"].append(cost.cpu_seconds)
    for group, seconds in groups.items():
        ordered = sorted(seconds)
        marks = (ordered[max(0, math.ceil(share * len(ordered)) - 1)] for share in SHARES)
        told = ", ".join(
            f"{share:.0%} {mark:.1f}" for share, mark in zip(SHARES, marks, strict=True)
        )
        print(f"{group:9} {len(ordered):3} pages, CPU seconds: {told}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--report", type=Path, help="write all figures there as JSON")
    parser.add_argument("sets", nargs="*", help="only these sets")
    arguments = parser.parse_args()
    if not BENCH.is_dir():
        print(f"NOT RUN: {BENCH} is not there")
        return
    costs = asyncio.run(measure_all(arguments.sets))
    show(costs)
    if arguments.report:
        arguments.report.write_text(json.dumps([asdict(cost) for cost in costs], indent=1))


if __name__ == "__main__":
    main()
