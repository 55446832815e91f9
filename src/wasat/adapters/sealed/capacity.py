"""How many children this machine has room for, and how much they may take together."""

import os
from pathlib import Path

CHILD_BYTES = 1 << 30  # what a child may take over the warmed parent
_SHARE = 0.6  # of all memory; the rest is for the server and the page cache
_CGROUP = Path("/sys/fs/cgroup/memory.max")


def count_children(
    *,
    child_bytes: int = CHILD_BYTES,
    cores: int | None = None,
    memory_bytes: int | None = None,
) -> int:
    """Return one child per core, as far as memory goes, and at least one.

    Args:
        child_bytes: What one may take.
        cores: Processors we may use; found out if not given.
        memory_bytes: Memory we may use; found out if not given.
    """
    if cores is None:
        cores = _count_cores()
    if memory_bytes is None:
        memory_bytes = _measure_memory()
    return max(1, min(cores, int(_SHARE * memory_bytes) // child_bytes))


def measure_room(
    children: int, child_bytes: int, scan_bytes: int, *, memory_bytes: int | None = None
) -> int:
    """Return the bytes for all children: of as many as there are, or of one beside a scan.

    Args:
        children: How many there may be at a time.
        child_bytes: What one may take.
        scan_bytes: What one that reads a scan may take.
        memory_bytes: Memory we may use; found out if not given.
    """
    if memory_bytes is None:
        memory_bytes = _measure_memory()
    wanted = max(children * child_bytes, scan_bytes + child_bytes)
    return max(child_bytes, min(wanted, int(_SHARE * memory_bytes)))


def _count_cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _measure_memory() -> int:
    """Physical memory, or the control group's share of it."""
    physical = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    try:
        limit = _CGROUP.read_text().strip()
    except OSError:
        return physical
    return min(physical, int(limit)) if limit.isdecimal() else physical
