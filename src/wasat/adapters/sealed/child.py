"""The whole life of a child: sealed, one job, gone."""

import os
import traceback
from importlib import import_module

import msgspec

from wasat.adapters.sealed.frames import BROKEN, DONE, STATUS, VALUE, write_frame
from wasat.adapters.sealed.messages import Run
from wasat.adapters.sealed.seal import Bounds, die_with_parent, seal
from wasat.status import StatusError

OUT_OF_MEMORY = 71
BROKEN_STATUS = 70

_DOCUMENT, _PIPE, _FIRST_CLOSED, _LAST_CLOSED = 3, 4, 6, 1024
LIFE = 5  # held open, never written: its end tells the zygote that we are gone
_TRACEBACK_CHARACTERS = 4000


def live(job: Run, descriptors: tuple[int, int, int], parent: int, *, is_full: bool) -> None:
    """Seal this process, run the job, exit; never returns.

    Args:
        job: What to do.
        descriptors: Of the document, the pipe for frames, and the pipe of life.
        parent: Process id of the zygote.
        is_full: Whether more than resource limits is wanted.
    """
    status = BROKEN_STATUS
    try:
        die_with_parent(parent)
        _arrange(descriptors)
        room = job.memory_bytes + os.fstat(_DOCUMENT).st_size  # the file is mapped, not copied
        seal(Bounds(memory_bytes=room, cpu_seconds=job.cpu_seconds), is_full=is_full)
        status = _run(job)
    except MemoryError:
        status = OUT_OF_MEMORY
    finally:
        os._exit(status)


def _arrange(descriptors: tuple[int, int, int]) -> None:
    """Give the descriptors their places, and close whatever else was inherited."""
    high = [os.dup(descriptor) for descriptor in descriptors]
    for place, descriptor in zip((_DOCUMENT, _PIPE, LIFE), high, strict=True):
        os.dup2(descriptor, place)
    os.closerange(_FIRST_CLOSED, _LAST_CLOSED)


def _run(job: Run) -> int:
    module, _, name = job.function.rpartition(".")
    try:
        function = getattr(import_module(module), name)
        with open(_DOCUMENT, "rb", closefd=False) as file:
            for value in function(file, **job.arguments):
                write_frame(_PIPE, VALUE, value)
        write_frame(_PIPE, DONE)
    except StatusError as error:
        write_frame(_PIPE, STATUS, msgspec.msgpack.encode((int(error.code), error.message)))
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - told to the server, which logs it
        text = "".join(traceback.format_exception(error))[-_TRACEBACK_CHARACTERS:]
        write_frame(_PIPE, BROKEN, text.encode())
    return 0
