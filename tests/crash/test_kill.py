"""A server that is killed at any moment keeps what it acknowledged, and nothing else.

CRASH_ROUNDS says how often it is killed, CRASH_SEED what the clients do; when a round fails, both
that lead to it are printed. When the kill comes is decided by dice too, but not what the server is
doing then, so that a failure may need several runs of its seed.
"""

import os
import random
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.crash.clients import RandomClient
from tests.crash.ledger import Ledger, Stage
from tests.crash.server import Server, is_gone, running
from tests.crash.truth import check_disk, check_list, finish, settle

ROUNDS = int(os.environ.get("CRASH_ROUNDS", "5"))
LONG_ROUNDS = 20
CLIENTS = 4
LONGEST_LIFE_SECONDS = 1.2
ENDED = (Stage.CANCELLED, Stage.DELETED)


def run_and_kill(server: Server, ledgers: list[Ledger], chance: random.Random) -> list[int]:
    """Let all clients work and kill the server meanwhile; return its processes."""
    with ExitStack() as stack:
        pool = stack.enter_context(ThreadPoolExecutor(len(ledgers)))
        clients = [RandomClient(stack.enter_context(server.client()), ledger) for ledger in ledgers]
        work = [pool.submit(client.run_until_it_breaks) for client in clients]
        time.sleep(chance.uniform(0.02, LONGEST_LIFE_SECONDS))
        processes = server.tree()
        server.kill()
        for each in work:
            each.result()
    return processes


def kill_while_it_starts(server: Server, chance: random.Random) -> None:
    """Interrupt what mends the traces of the kill before."""
    server.launch()
    time.sleep(chance.uniform(0.3, 1.3))
    server.kill()


def wait_until_gone(processes: list[int]) -> None:
    until = time.monotonic() + 20
    while left := [process for process in processes if not is_gone(process)]:
        assert time.monotonic() < until, f"left behind: {left}"
        time.sleep(0.02)


def check(server: Server, ledgers: list[Ledger]) -> None:
    """Compare all that clients know with all that the server says and has."""
    check_disk(server)
    with server.client() as client:
        for ledger in ledgers:
            settle(client, ledger)
        check_list(client, ledgers)
        for ledger in ledgers:
            finish(client, ledger)
            if len(ledger.uploads) > 30:  # old ends need no further proof
                ledger.uploads = [sent for sent in ledger.uploads if sent.stage not in ENDED]
        check_list(client, ledgers)
    check_disk(server)


def live_and_die(folder: Path, seed: int, rounds: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - it decides tests, not secrets
    ledgers = [Ledger(chance=random.Random(chance.random())) for _ in range(CLIENTS)]  # noqa: S311
    with running(Server(folder=folder)) as server:
        for number in range(rounds):
            try:
                wait_until_gone(run_and_kill(server, ledgers, chance))
                if chance.random() < 0.2:
                    kill_while_it_starts(server, chance)
                server.start()
                check(server, ledgers)
            except BaseException:
                print(f"CRASH_SEED={seed} CRASH_ROUNDS={number + 1}")  # noqa: T201
                print(server.log.read_text()[-4000:])  # noqa: T201
                raise


def seed() -> int:
    return int(os.environ.get("CRASH_SEED", random.SystemRandom().randrange(1 << 32)))


def test_a_server_that_is_killed_keeps_what_it_acknowledged(tmp_path: Path) -> None:
    live_and_die(tmp_path / "data", seed(), ROUNDS)


@pytest.mark.long
def test_a_server_that_is_killed_many_times_keeps_what_it_acknowledged(tmp_path: Path) -> None:
    live_and_die(tmp_path / "data", seed(), LONG_ROUNDS)
