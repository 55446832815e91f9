"""Does the time of an answer tell another's file from one that is not there?

    .venv/bin/python -m benchmarks.telling [ROUNDS]

One connection asks for both by turns, in an order decided by dice. The figure is how often what is
another's took longer than what is not there, over all pairs: 0.5 tells nothing. The same is done
for two names that are both not there; what that gives is noise.
"""

import random
import sys
import tempfile
import time
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import httpx

from examples.local_server import serve

ROUNDS = 3_000
WARMING = 200
KEYS = {"own": "acme", "other": "rival"}
CALLS = ("GET /v1beta/files/{}", "DELETE /v1beta/files/{}", "GET /v1beta/files/{}/pages/1.png")


def create(client: httpx.Client, name: str) -> None:
    """Upload a file of this id as the other project."""
    headers = {"x-goog-api-key": "other", "x-goog-upload-protocol": "resumable"}
    headers |= {"x-goog-upload-command": "start", "x-goog-upload-header-content-type": "text/plain"}
    file = {"file": {"name": f"files/{name}"}}
    begun = client.post("/upload/v1beta/files", headers=headers, json=file).raise_for_status()
    final = {"x-goog-upload-command": "upload, finalize", "x-goog-upload-offset": "0"}
    final["x-goog-api-key"] = "other"
    url = begun.headers["x-goog-upload-url"]
    client.post(url, headers=final, content=b"a few words").raise_for_status()


def time_both(
    client: httpx.Client, call: str, names: tuple[str, str], rounds: int
) -> tuple[list[float], list[float]]:
    """Return the seconds of each answer about the first name, and about the second."""
    method, path = call.split()
    chance = random.Random(rounds)  # noqa: S311 - dice
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds + WARMING):
        for which in chance.sample((0, 1), 2):
            begun = time.perf_counter()
            answer = client.request(method, path.format(names[which]))
            seconds = time.perf_counter() - begun
            if answer.status_code != 403:
                raise ValueError(f"expected 403 to {call}, not {answer.status_code}")
            if number >= WARMING:
                times[which].append(seconds)
    return times


def compare(first: Sequence[float], second: Sequence[float]) -> float:
    """Return how often one of the first is above one of the second; a tie counts half."""
    ordered = sorted(second)
    above = sum(bisect_left(ordered, each) + bisect_right(ordered, each) for each in first)
    return above / (2 * len(first) * len(second))


def main() -> None:
    """Measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    settings = {"WASAT_KEYS": " ".join(f"{key}:{project}" for key, project in KEYS.items())}
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder), settings=settings) as server:
        headers = {"x-goog-api-key": "own"}
        with httpx.Client(base_url=server.url, headers=headers, timeout=60) as client:
            create(client, "theirs-0001")
            for call in CALLS:
                theirs, none = time_both(client, call, ("theirs-0001", "absent-0001"), rounds)
                one, two = time_both(client, call, ("absent-0002", "absent-0003"), rounds)
                print(f"{call}: theirs {median(theirs) * 1e6:.0f} us", end=", ")
                print(f"not there {median(none) * 1e6:.0f} us", end=", ")
                print(f"above {compare(theirs, none):.3f}, noise {compare(one, two):.3f}")


if __name__ == "__main__":
    main()
