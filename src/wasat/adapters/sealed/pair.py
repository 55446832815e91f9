"""Two executors that share one room: pages and documents under one parent, scans under another."""

from collections.abc import Sequence
from typing import Unpack

from wasat.adapters.sealed.capacity import count_children, measure_room
from wasat.adapters.sealed.pool import SealedExecutor, Sealing
from wasat.adapters.sealed.room import MemoryRoom
from wasat.documents.limits import Shares


def make_executors(
    modules: Sequence[str],
    scan_modules: Sequence[str],
    children: int,
    shares: Shares,
    **sealing: Unpack[Sealing],
) -> tuple[SealedExecutor, SealedExecutor]:
    """Return the executor of documents and pages, and that of scans, one at a time.

    Args:
        modules: Whose functions read and draw.
        scan_modules: Whose functions read scans.
        children: How many read and draw at a time; 0 is one per core, as far as memory goes.
        shares: Of memory.
        sealing: What both have in common.
    """
    count = children or count_children(child_bytes=shares.reader_bytes)
    total = shares.all_bytes or measure_room(count, shares.reader_bytes, shares.scan_bytes)
    room = MemoryRoom(total)
    return (
        SealedExecutor(modules=modules, children=count, room=room, **sealing),
        SealedExecutor(modules=scan_modules, children=1, room=room, **sealing),
    )
