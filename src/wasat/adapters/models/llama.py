"""The child that serves a model file by llama.cpp: `python -m wasat.adapters.models.llama`.

It serves on a free port of loopback, says which, and ends when its parent does: when its standard
input closes.
"""

import argparse
import sys

PARALLEL = 2  # prompts worked on at once, each with a window of its own
MISSING, UNSERVABLE = 3, 4  # how it ends: without the extra, with a file that is no model
_HTTP_THREADS = 4  # two prompts, a count and a look at its properties at the same time


def main() -> None:
    """Serve until standard input closes."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--gguf", required=True)
    parser.add_argument("--mmproj", default="")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--context", type=int, default=0)
    given = parser.parse_args()
    try:
        import xllamacpp  # noqa: PLC0415 - an extra, and only this child's
    except ImportError:
        sys.exit(MISSING)
    params = xllamacpp.CommonParams()  # pyright: ignore[reportAttributeAccessIssue] - no stubs
    params.model.path = given.gguf
    if given.mmproj:
        params.mmproj.path = given.mmproj
    params.n_parallel = PARALLEL
    params.n_ctx = given.context * PARALLEL
    params.n_threads_http = _HTTP_THREADS
    # A thread more than there are idle cores spins: 5,000 tokens a second became 4 beside load.
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = given.threads
    params.warmup = False
    params.use_jinja = True
    params.port = 0
    params.hostnames = ["127.0.0.1"] if isinstance(params.hostnames, list) else params.hostnames
    try:
        server = xllamacpp.Server(params)  # pyright: ignore[reportAttributeAccessIssue] - no stubs
    except RuntimeError:  # it says no more than that it failed
        sys.exit(UNSERVABLE)
    print(server.listening_address, flush=True)  # noqa: T201 - the parent reads it
    sys.stdin.buffer.read()


if __name__ == "__main__":
    main()
