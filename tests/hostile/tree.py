"""A process and all its descendants: who they are and how much memory they hold (Linux)."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.make.memory import sampling

SAMPLE_SECONDS = 0.2

Identity = tuple[int, str]  # process id and when it started: an id alone is given out again


def descend(process: int) -> Iterator[int]:
    """Yield a process and its descendants; one that ends meanwhile is left out."""
    yield process
    for child in _find_children(process):
        yield from descend(child)


def find_grandchildren(process: int) -> set[int]:
    """Return the children of its children: a server's readers, its warmed parents left out."""
    parents = list(_find_children(process))
    return {child for parent in parents for child in _find_children(parent)}


def find_living(identities: set[Identity]) -> set[Identity]:
    """Return those that still run; one that has ended and waits to be collected does not."""
    return {identity for identity in identities if _identify(identity[0]) == identity}


def find_owner(port: int) -> int | None:
    """Return the process that connects from a local TCP port, or None if it cannot be told."""
    rows = [line.split() for line in _read(Path("/proc/net/tcp")).splitlines()[1:]]
    inodes = {row[9] for row in rows if int(row[1].rpartition(":")[2], 16) == port}
    targets = {f"socket:[{inode}]" for inode in inodes}
    for process in Path("/proc").glob("[0-9]*"):
        for descriptor in _list(process / "fd"):
            with suppress(OSError):
                if str(descriptor.readlink()) in targets:
                    return int(process.name)
    return None


class Tree:
    """What was seen of a process and its descendants.

    Args:
        process: The first of them.

    Attributes:
        peak_bytes: The most memory they held together; what they share is counted once.
        seen: All that ever were.
    """

    def __init__(self, process: int) -> None:
        self._process = process
        self.peak_bytes = 0
        self.seen: set[Identity] = set()

    def sample(self) -> None:
        """Look once."""
        total = 0
        for process in descend(self._process):
            identity = _identify(process)
            if identity is not None:
                self.seen.add(identity)
                total += _measure(process)
        self.peak_bytes = max(self.peak_bytes, total)


@contextmanager
def watch_tree(process: int) -> Iterator[Tree]:
    """Sample until the block ends."""
    tree = Tree(process)
    with sampling(tree.sample, SAMPLE_SECONDS):
        yield tree


def _find_children(process: int) -> Iterator[int]:
    for task in _list(Path(f"/proc/{process}/task")):
        yield from map(int, _read(task / "children").split())


def _identify(process: int) -> Identity | None:
    fields = _read(Path(f"/proc/{process}/stat")).rpartition(")")[2].split()
    if not fields or fields[0] in "ZX":
        return None
    return process, fields[19]  # its start, proc(5)


def _measure(process: int) -> int:
    """Proportional set size, in bytes."""
    for line in _read(Path(f"/proc/{process}/smaps_rollup")).splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""


def _list(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []
