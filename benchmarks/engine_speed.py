"""Answers of a model through us beside the same through LiteLLM's proxy, in front of one stub.

    .venv/bin/python -m benchmarks.engine_speed [SECONDS]

Prints requests a second at 16 connections and their ratio, processor time a request on all sides
(which beside other load tells more), what one connection waits longer than at the stub itself,
processor time an event of a stream, and memory over 10,000 streamed answers. The floor beneath ours
is `benchmarks.bare`: the same server, loop and client, with a handler that does nothing else.
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
from statistics import mean

from benchmarks.caller import MODEL, Caller, complete, generate, write_request
from examples.local_server import LocalServer, free_port, serve, stop

ROOT = Path(__file__).parent.parent
LITELLM = "litellm[proxy]==1.91.3"
ENVIRONMENT = ROOT / ".venvs" / "litellm"
CONNECTIONS = 16
STREAMS = 10_000
EVENTS = 5_000  # of one long stream that comes as fast as it is taken
DROPS = 300  # of one that comes word by word
MOST_BARE_ANSWERS, MOST_BARE_EVENTS = 8.0, 1.9  # that one of ours may take: decision 9
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


@dataclass(frozen=True, kw_only=True)
class Servers:
    """All that are measured, and the stub behind them."""

    ours: LocalServer
    litellm: LocalServer
    bare: LocalServer
    engine: LocalServer


def port_of(server: LocalServer) -> int:
    """Return where a server listens."""
    return int(server.url.rpartition(":")[2])


async def rate(server: LocalServer, request: bytes, seconds: float) -> Rate:
    """Ask at all connections for so long."""
    port = port_of(server)
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
def run(module: str, *arguments: str) -> Iterator[LocalServer]:
    """Run a module of benchmarks that serves and says its port."""
    command = [sys.executable, "-m", f"benchmarks.{module}", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            port = int(process.stdout.readline() if process.stdout else "")
            yield LocalServer(url=f"http://127.0.0.1:{port}", pid=process.pid)
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


async def measure(servers: Servers, seconds: float) -> None:
    """Measure all, and print; fail beyond what decision 9 allows."""
    for server in (servers.ours, servers.litellm, servers.bare):
        await rate(server, generate(), 1.0)  # warm
    first = await rate(servers.ours, generate(), seconds / 2)
    theirs = await rate(servers.litellm, generate(), seconds)
    bare = await rate(servers.bare, generate(), seconds / 2)
    idle = await rate(servers.bare, write_request("/idle", "{}"), seconds / 2)
    second = await rate(servers.ours, generate(), seconds / 2)
    answers = mean((first.answers, second.answers))
    cpu = mean((first.cpu_seconds, second.cpu_seconds))
    print(f"{CONNECTIONS} connections: {first.answers:.0f}, {second.answers:.0f} answers/s ours,")
    print(f"  {theirs.answers:.1f} LiteLLM's, ratio {answers / theirs.answers:.0f},")
    print(f"  {bare.answers:.0f} of a bare handler, ratio {bare.answers / theirs.answers:.0f}")
    print(
        f"processor time an answer: {1e6 * cpu:.0f} us, {1e6 * theirs.cpu_seconds:.0f} LiteLLM's,"
    )
    print(
        f"  ratio {theirs.cpu_seconds / cpu:.0f}; bare {1e6 * bare.cpu_seconds:.0f}, ratio", end=""
    )
    print(f" {theirs.cpu_seconds / bare.cpu_seconds:.0f}; idle {1e6 * idle.cpu_seconds:.0f}")
    await measure_waiting(servers)
    alone = await measure_streams(servers)
    await measure_memory(servers.ours)
    if cpu > MOST_BARE_ANSWERS * bare.cpu_seconds or alone > MOST_BARE_EVENTS:
        sys.exit("an answer, or an event that comes alone, takes too much beside a bare handler's")


async def measure_waiting(servers: Servers) -> None:
    """Measure what one caller at a time waits longer than without us, and print."""
    targets = {port_of(servers.ours): generate(), port_of(servers.bare): generate()}
    medians = await waits(targets | {port_of(servers.engine): complete()}, 1_000)
    ours, bare, engine = (1_000 * median for median in medians.values())
    print(f"1 connection: p50 {ours:.2f} ms through us, {engine:.2f} without:")
    print(f"  {ours - engine:.2f} more; {bare - engine:.2f} more through a bare handler")


async def measure_streams(servers: Servers) -> float:
    """Measure what an event takes that comes with others, and one that comes alone, and print.

    Returns:
        How many of a bare handler's events one of ours takes that comes alone.
    """
    taken: dict[str, float] = {}
    for words, count in (("say", EVENTS), ("drip", DROPS)):
        request = generate(f"{words} {count}", "streamGenerateContent?alt=sse")
        for name, server in (("ours", servers.ours), ("bare", servers.bare)):
            caller = Caller(port_of(server))
            body = await caller.ask(request)
            before = cpu_seconds(server.pid)
            for _ in range(10):
                body = await caller.ask(request)
            taken[name] = spent = (cpu_seconds(server.pid) - before) / 10 / count
            await caller.close()
            sent = body.count(b"data: ")
            print(f"{words} {count}, {name}: {1e6 * spent:.0f} us an event in, {sent} events out")
    return taken["ours"] / taken["bare"]


async def measure_memory(server: LocalServer) -> None:
    """Measure what many streams leave behind, and print."""
    await stream_all(port_of(server), STREAMS // 10)
    settled = resident_mb(server.pid)
    await stream_all(port_of(server), STREAMS)
    now = resident_mb(server.pid)
    print(f"{STREAMS} streamed answers: {settled:.0f} MB before, {now:.0f} MB after")


def main() -> None:
    """Run all servers and measure."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
    with tempfile.TemporaryDirectory() as place, run("model_stub") as engine:
        folder, base = Path(place), f"{engine.url}/v1"
        with (
            serve(folder / "data", settings={"WASAT_ENGINES": base}) as ours,
            litellm(base, folder) as theirs,
            run("bare", base) as bare,
        ):
            servers = Servers(ours=ours, litellm=theirs, bare=bare, engine=engine)
            asyncio.run(measure(servers, seconds))


if __name__ == "__main__":
    main()
