"""Answers of a model through us beside the same through LiteLLM's proxy, in front of one stub.

    .venv/bin/python -m benchmarks.engine_speed [SECONDS]

Prints requests a second at 16 connections and their ratio, processor time a request on both sides
(which beside other load tells more), what one connection waits longer than at the stub itself,
processor time an event of a stream, and memory over 10,000 streamed answers.
LiteLLM is installed once, into an environment of its own under `.venvs`.
"""

import asyncio
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.caller import MODEL, Caller, complete, generate
from examples.local_server import LocalServer, free_port, serve, stop

ROOT = Path(__file__).parent.parent
LITELLM = "litellm[proxy]==1.91.3"
ENVIRONMENT = ROOT / ".venvs" / "litellm"
CONNECTIONS = 16
STREAMS = 10_000
EVENTS = 5_000  # of one long stream
CONFIG = """
model_list:
  - model_name: {model}
    litellm_params: {{model: openai/stub, api_base: "{base}", api_key: none}}
litellm_settings: {{telemetry: false}}
"""
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, kw_only=True)
class Rate:
    """How fast answers came.

    Attributes:
        answers: A second, at all connections together.
        cpu_seconds: Of the server's process, an answer.
    """

    answers: float
    cpu_seconds: float


async def rate(server: LocalServer, request: bytes, seconds: float) -> Rate:
    """Ask at all connections for so long."""
    port = int(server.url.rpartition(":")[2])
    until = time.perf_counter() + seconds

    async def work() -> int:
        caller, count = Caller(port), 0
        while time.perf_counter() < until:
            await caller.ask(request)
            count += 1
        await caller.close()
        return count

    start, spent = time.perf_counter(), cpu_seconds(server.pid)
    answers = sum(await asyncio.gather(*(work() for _ in range(CONNECTIONS))))
    taken = time.perf_counter() - start
    return Rate(answers=answers / taken, cpu_seconds=(cpu_seconds(server.pid) - spent) / answers)


async def waits(targets: dict[int, bytes], rounds: int) -> dict[int, float]:
    """Return the median seconds an answer takes on each port, all asked in turn."""
    callers = {port: Caller(port) for port in targets}
    seconds: dict[int, list[float]] = {port: [] for port in targets}
    for _ in range(rounds):
        for port, request in targets.items():
            start = time.perf_counter()
            await callers[port].ask(request)
            seconds[port].append(time.perf_counter() - start)
    for caller in callers.values():
        await caller.close()
    return {port: statistics.median(each[rounds // 10 :]) for port, each in seconds.items()}


async def stream_all(port: int, count: int) -> None:
    """Have so many answers streamed, at all connections."""
    request = generate(verb="streamGenerateContent?alt=sse")

    async def work() -> None:
        caller = Caller(port)
        for _ in range(count // CONNECTIONS):
            await caller.ask(request)
        await caller.close()

    await asyncio.gather(*(work() for _ in range(CONNECTIONS)))


def cpu_seconds(pid: int) -> float:
    """Return the processor time that a process has taken so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def resident_mb(pid: int) -> float:
    """Return the memory that a process holds now."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


@contextmanager
def stub() -> Iterator[int]:
    """Run the stub; gives its port."""
    command = [sys.executable, "-m", "benchmarks.model_stub"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield int(process.stdout.readline() if process.stdout else "")
        finally:
            process.terminate()


@contextmanager
def litellm(base: str, folder: Path) -> Iterator[LocalServer]:
    """Run LiteLLM's proxy in front of the stub."""
    if not (ENVIRONMENT / "complete").exists():
        venv.create(ENVIRONMENT, with_pip=True, clear=True)
        pip = [str(ENVIRONMENT / "bin" / "pip"), "install", "--quiet"]
        subprocess.run([*pip, LITELLM], check=True)
        (ENVIRONMENT / "complete").touch()
    config, port = folder / "litellm.yaml", free_port()
    config.write_text(CONFIG.format(model=MODEL, base=base))
    program = ENVIRONMENT / "bin"  # its scripts name the folder that they were installed in
    command = [str(program / "python"), str(program / "litellm"), "--config", str(config)]
    command += ["--host", "127.0.0.1", "--port", str(port), "--num_workers", "1"]
    quiet = {"LITELLM_LOCAL_MODEL_COST_MAP": "True", "LITELLM_LOG": "ERROR"}
    with (folder / "litellm.log").open("wb") as log:
        process = subprocess.Popen(
            command, env=os.environ | quiet, stdout=log, stderr=log, cwd=folder
        )
    try:
        wait_for(port, process, folder / "litellm.log")
        yield LocalServer(url=f"http://127.0.0.1:{port}", pid=process.pid)
    finally:
        stop(process)


def wait_for(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    """Return when the proxy answers."""
    for _ in range(240):
        try:
            asyncio.run(Caller(port).ask(generate()))
        except OSError:
            if process.poll() is not None:
                raise RuntimeError(log.read_text()[-2_000:]) from None
            time.sleep(0.5)
        else:
            return
    raise TimeoutError(log.read_text()[-2_000:])


async def measure(mine: LocalServer, theirs: LocalServer, engine: int, seconds: float) -> None:
    """Measure all, and print."""
    for server in (mine, theirs):
        await rate(server, generate(), 1.0)  # warm
    first = await rate(mine, generate(), seconds / 2)
    other = await rate(theirs, generate(), seconds)
    second = await rate(mine, generate(), seconds / 2)
    print(f"{CONNECTIONS} connections: {first.answers:.0f}, {second.answers:.0f} answers/s ours,")
    ratio = (first.answers + second.answers) / 2 / other.answers
    print(f"  {other.answers:.1f} LiteLLM's, ratio {ratio:.0f}")
    cpu = (first.cpu_seconds + second.cpu_seconds) / 2
    print(
        f"processor time an answer: {1e6 * cpu:.0f} us, {1e6 * other.cpu_seconds:.0f} us LiteLLM's,"
    )
    print(f"  ratio {other.cpu_seconds / cpu:.0f}")
    await measure_alone(int(mine.url.rpartition(":")[2]), engine, mine.pid)


async def measure_alone(ours: int, engine: int, pid: int) -> None:
    """Measure what has no counterpart, and print."""
    medians = await waits({ours: generate(), engine: complete()}, 1_000)
    print(f"1 connection: p50 {1_000 * medians[ours]:.2f} ms through us,")
    added = medians[ours] - medians[engine]
    print(f"  {1_000 * medians[engine]:.2f} ms without, {1_000 * added:.2f} more")
    request = generate(f"say {EVENTS}", "streamGenerateContent?alt=sse")
    caller = Caller(ours)
    body = await caller.ask(request)
    before = cpu_seconds(pid)
    for _ in range(10):
        body = await caller.ask(request)
    spent = (cpu_seconds(pid) - before) / 10
    await caller.close()
    sent = body.count(b"data: ")
    print(f"a stream: {1e6 * spent / EVENTS:.0f} us of processor time an event of the model's,")
    print(f"  {sent} events out for {EVENTS} in")
    await stream_all(ours, STREAMS // 10)
    settled = resident_mb(pid)
    await stream_all(ours, STREAMS)
    print(f"{STREAMS} streamed answers: {settled:.0f} MB before, {resident_mb(pid):.0f} MB after")


def main() -> None:
    """Run all three servers and measure."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
    with tempfile.TemporaryDirectory() as place, stub() as engine:
        folder, base = Path(place), f"http://127.0.0.1:{engine}/v1"
        settings = {"WASAT_ENGINES": base}
        with serve(folder / "data", settings=settings) as server, litellm(base, folder) as theirs:
            asyncio.run(measure(server, theirs, engine, seconds))


if __name__ == "__main__":
    main()
