"""Every target for so long, two at a time: `python -m tests.fuzz.run [SECONDS] [NAME …]`.

What breaks one is kept in `tests/fuzz/crashers/NAME`, where tests find it from then on. Where
atheris is not installed this says so and fails: the tests' properties are run by hypothesis anyway.
"""

import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from tests.fuzz.targets import TARGETS, seeds

CRASHERS = Path(__file__).parent / "crashers"
SECONDS = 300
AT_A_TIME = 2
LONGEST_BYTES = 4_096
SLOW_SECONDS = 20
MOST_MEGABYTES = 2_048


def fuzz(name: str, seconds: int) -> bool:
    """Return whether a target kept its promises; what broke it, or was very slow, is kept."""
    kept = CRASHERS / name
    kept.mkdir(parents=True, exist_ok=True)
    before = len(list(kept.iterdir()))
    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(seeds(name)):
            (Path(corpus) / f"seed-{number}").write_bytes(seed)
        done = subprocess.run(
            [
                *(sys.executable, "-m", "tests.fuzz.target", name),
                f"-max_total_time={seconds}",
                f"-timeout={SLOW_SECONDS}",
                f"-rss_limit_mb={MOST_MEGABYTES}",
                f"-max_len={LONGEST_BYTES}",
                f"-artifact_prefix={kept}/",
                corpus,
            ],
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
    found = len(list(kept.iterdir())) - before
    if not before + found:
        kept.rmdir()
    is_well = done.returncode == 0 and not found
    last = [line for line in done.stderr.splitlines() if "exec/s" in line or "Done" in line][-1:]
    print(f"{name}: {'well' if is_well else f'BROKEN, {found} kept'} {' '.join(last)}", flush=True)
    if not is_well:
        print(done.stderr[-3_000:], flush=True)
    return is_well


def main() -> None:
    """Fuzz; the exit status is 1 if anything broke."""
    if find_spec("atheris") is None:
        sys.exit("atheris is not installed: it has wheels for Linux on x86-64 alone")
    seconds, *names = sys.argv[1:] or [str(SECONDS)]
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        well = list(pool.map(partial(fuzz, seconds=int(seconds)), names or TARGETS))
    sys.exit(not all(well))


if __name__ == "__main__":
    main()
