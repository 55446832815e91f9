"""Every hostile and broken input against a real server, two at a time; what is not in class.

    .venv/bin/python -m benchmarks.hostile [--report FILE] [NAME …]

The inputs lie beside this repository, in WASAT_BENCH/hostile (default ../shared/bench/hostile); the
README there says what is right. Where the folder is missing this prints NOT RUN. No input is opened
here: only the server's sealed processes do that. The exit status is 1 if anything is not in class.
"""

import argparse
import json
import lzma
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path

import httpx

from examples.local_server import serve
from tests.hostile.health import Health, look_after
from tests.hostile.inert import find_live
from tests.hostile.tree import Tree, find_grandchildren, find_living, watch_tree

ROOT = Path(__file__).parent.parent
BENCH = Path(os.environ.get("WASAT_BENCH", ROOT.parent / "shared" / "bench")).resolve() / "hostile"

FINAL_SECONDS = 60.0
ANSWER_SECONDS = 90.0
AT_A_TIME = 2
POLL_SECONDS = 0.2
HEADERS = {"x-goog-api-key": "hostile"}
SECRET = Path("/etc/passwd")  # a local file that inputs would have included


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One input, as the manifest describes it."""

    name: str
    kind: str
    mime: str
    allow: Sequence[str]
    data: bytes
    display: str = ""
    contains: str = ""


@dataclass(slots=True, kw_only=True)
class Outcome:
    """What became of an input; `faults` are empty where that was right."""

    name: str
    kind: str
    state: str = ""
    message: str = ""
    ready_seconds: float = 0.0
    answer_seconds: float = 0.0
    faults: list[str] = field(default_factory=list[str])


def read_cases(names: Sequence[str]) -> Iterator[Case]:
    """Yield the inputs of these names, or all."""
    manifest = json.loads((BENCH / "manifest.json").read_text())
    for name, about in manifest.items():
        if names and name not in names:
            continue
        data = (BENCH / about.get("stored", name)).read_bytes()
        yield Case(
            name=name,
            kind=about["kind"],
            mime=about["mime"],
            allow=about["allow"],
            data=lzma.decompress(data) if "stored" in about else data,
            display=about.get("display", name),
            contains=about.get("contains", ""),
        )


def try_case(client: httpx.Client, case: Case) -> Outcome:
    """Upload, wait, ask once, judge."""
    outcome = Outcome(name=case.name, kind=case.kind)
    try:
        file = _upload(client, case, outcome)
        if file is not None:
            _wait(client, file, outcome)
        if outcome.state == "ACTIVE" and file is not None:
            _ask(client, file, case, outcome)
    except httpx.HTTPError as error:
        outcome.faults.append(f"no answer: {error!r}")
    if outcome.state not in case.allow:
        outcome.faults.insert(0, f"{outcome.state or 'nothing'}, allowed {', '.join(case.allow)}")
    return outcome


def _upload(client: httpx.Client, case: Case, outcome: Outcome) -> dict[str, str] | None:
    command = {
        "x-goog-upload-protocol": "resumable",
        "x-goog-upload-command": "start",
        "x-goog-upload-header-content-length": str(len(case.data)),
        "x-goog-upload-header-content-type": case.mime,
    }
    named = {"file": {"displayName": case.display}}
    answer = client.post("/upload/v1beta/files", headers=command, json=named)
    if answer.status_code == 200:
        final = {"x-goog-upload-command": "upload, finalize", "x-goog-upload-offset": "0"}
        url = answer.headers["x-goog-upload-url"]
        answer = client.post(url, headers=final, content=case.data)
    if answer.status_code == 200:
        uploaded: dict[str, str] = answer.json()["file"]
        return uploaded
    outcome.message = answer.text[:300]
    outcome.state = "400" if answer.status_code < 500 else str(answer.status_code)
    return None


def _wait(client: httpx.Client, file: dict[str, str], outcome: Outcome) -> None:
    began = time.monotonic()
    while time.monotonic() - began < FINAL_SECONDS:
        answer = client.get(f"/v1beta/{file['name']}")
        about = answer.json() if answer.status_code == 200 else {"state": str(answer.status_code)}
        if about["state"] != "PROCESSING":
            error = about.get("error", {})
            outcome.message = error.get("message", "")
            failed = about["state"] == "FAILED"
            outcome.state = f"FAILED:{error.get('code')}" if failed else about["state"]
            break
        time.sleep(POLL_SECONDS)
    else:
        outcome.state = "hang"
    outcome.ready_seconds = time.monotonic() - began


def _ask(client: httpx.Client, file: dict[str, str], case: Case, outcome: Outcome) -> None:
    what = "page 1" if case.contains else "this document"
    source = {"fileData": {"fileUri": file["uri"], "mimeType": file["mimeType"]}}
    body = {"contents": [{"parts": [source, {"text": f"Transcribe {what} to HTML."}]}]}
    began = time.monotonic()
    answer = client.post("/v1beta/models/reader:generateContent", json=body)
    outcome.answer_seconds = time.monotonic() - began
    status = answer.status_code
    if outcome.answer_seconds > ANSWER_SECONDS:
        outcome.faults.append(f"answered after {outcome.answer_seconds:.0f} s")
    if status == 504 or (status == 400 and list(case.allow) != ["ACTIVE"]):
        return
    if status != 200:
        outcome.faults.append(f"generateContent {status}: {answer.text[:300]}")
        return
    parts = answer.json()["candidates"][0].get("content", {}).get("parts", [])
    text = "".join(part.get("text", "") for part in parts)
    _judge_text(text, case, outcome)


def _judge_text(text: str, case: Case, outcome: Outcome) -> None:
    if case.contains not in text:
        outcome.faults.append(f"the transcription lacks {case.contains!r}")
    if live := find_live(text):
        outcome.faults.append(f"live script: {live[:3]}")
    if any(line and line in text for line in SECRET.read_text().splitlines()):
        outcome.faults.append(f"a line of {SECRET}")


def run(cases: Iterator[Case], log: Path) -> tuple[list[Outcome], Health]:
    """Try all inputs against a server of our own."""
    health = Health()
    tree = Tree(0)
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder) / "data", log=log) as server:
        timeout = httpx.Timeout(ANSWER_SECONDS + 30)
        client = httpx.Client(base_url=server.url, headers=HEADERS, timeout=timeout)
        with watch_tree(server.pid) as tree, look_after(server.url, server.pid, health), client:
            with ThreadPoolExecutor(AT_A_TIME) as pool:
                outcomes = list(pool.map(lambda case: try_case(client, case), cases))
            time.sleep(1.0)  # the last child is collected
            health.lingering = len(
                find_grandchildren(server.pid)
            )  # its children are warmed parents
    health.peak_bytes = tree.peak_bytes
    health.orphans = len(find_living(tree.seen))
    return outcomes, health


def show(outcomes: Sequence[Outcome], health: Health) -> None:
    """Print the table and the figures."""
    kinds = defaultdict[str, list[bool]](list)
    for outcome in outcomes:
        kinds[outcome.kind].append(not outcome.faults)
    for kind, right in sorted(kinds.items()):
        print(f"{kind:18} {sum(right):4} of {len(right):4} in class")
    for outcome in outcomes:
        if outcome.faults:
            print(f"NOT IN CLASS {outcome.name}: {'; '.join(outcome.faults)} [{outcome.message}]")
    slowest = max(outcomes, key=lambda outcome: outcome.ready_seconds)
    print(f"slowest to a final state: {slowest.name}, {slowest.ready_seconds:.1f} s")
    slowest = max(outcomes, key=lambda outcome: outcome.answer_seconds)
    print(f"slowest answer: {slowest.name}, {slowest.answer_seconds:.1f} s")
    print(f"/livez p99 {health.ping_p99_seconds * 1000:.0f} ms, {health.missed} missed")
    print(f"process tree at most {health.peak_bytes / (1 << 30):.2f} GiB")
    heard = f"{health.fetches} fetches" if health.is_heard else "nobody listened for fetches"
    print(f"{health.lingering} readers left, {health.orphans} orphans, {heard}")


def main() -> None:
    """Run, print, and exit by what was found."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--report", type=Path, help="write all outcomes there as JSON")
    parser.add_argument("--log", type=Path, default=Path(os.devnull), help="the server's output")
    parser.add_argument("names", nargs="*", help="only these inputs")
    arguments = parser.parse_args()
    if not BENCH.is_dir():
        print(f"NOT RUN: {BENCH} is not there")
        return
    began = time.monotonic()
    outcomes, health = run(read_cases(arguments.names), arguments.log)
    show(outcomes, health)
    print(f"{len(outcomes)} inputs in {time.monotonic() - began:.0f} s")
    if arguments.report:
        figures = asdict(health) | {"pings": len(health.pings), "p99": health.ping_p99_seconds}
        report = {"outcomes": [asdict(outcome) for outcome in outcomes], "health": figures}
        arguments.report.write_text(json.dumps(report, indent=1))
    sys.exit(0 if health.is_good and not any(outcome.faults for outcome in outcomes) else 1)


if __name__ == "__main__":
    main()
