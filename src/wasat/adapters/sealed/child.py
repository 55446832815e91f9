"""The whole life of a child: sealed, one job, gone."""

import fcntl
import os
import signal
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from wasat.adapters.sealed import messages
from wasat.adapters.sealed.frames import read_frame, write_frame
from wasat.adapters.sealed.messages import Order, Refusal
from wasat.adapters.sealed.seal import Bounds, CannotSealError, die_with_parent, seal
from wasat.documents.executor import describe_fault, find_function
from wasat.status import StatusError

_DOCUMENT, _CHANNEL, _FIRST_CLOSED, _LAST_CLOSED = 3, 4, 5, 4096
_MOST_CHARACTERS = 4_000  # of a message or a fault
_NEVER = 0.0  # seconds, of a timer that shall not end
_NICENESS = 3  # half the server's weight: who only asks for a file must not wait for a reader


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What a zygote's children have in common.

    Attributes:
        parent: Process id of the zygote.
        modules: Whose functions may be run.
        is_full: Whether more than resource limits is wanted.
        layers: Those that must hold; found by trying.
    """

    parent: int
    modules: Sequence[str]
    is_full: bool
    layers: Sequence[str]


def live(house: House, document: int, channel: int) -> None:
    """Seal this process, run the job, exit; never returns.

    Args:
        house: As for all children.
        document: Descriptor of the file to be read.
        channel: Descriptor on which the order comes and results go.
    """
    status = messages.EXIT_BROKEN
    try:
        die_with_parent(house.parent)
        os.nice(_NICENESS)
        _arrange(document, channel)
        _, data = read_frame(_CHANNEL)
        order = msgspec.msgpack.decode(data, type=Order)
        with open(_DOCUMENT, "rb", closefd=False) as file:
            _seal(house, order)
            results = find_function(order.function, house.modules)(file, **order.arguments)
            _send(results, order)
        status = 0
    except (MemoryError, RecursionError):
        status = messages.EXIT_OUT_OF_MEMORY
    except BrokenPipeError:
        status = 0  # nobody wants the rest
    except BaseException as error:  # noqa: BLE001 - told to the server, which logs it
        status = _tell(error)
    finally:
        os._exit(status)


def _arrange(document: int, channel: int) -> None:
    """Leave nothing open but silence, the document and the channel."""
    high = [fcntl.fcntl(each, fcntl.F_DUPFD, _FIRST_CLOSED) for each in (document, channel)]
    os.dup2(high[0], _DOCUMENT)
    os.dup2(high[1], _CHANNEL)
    os.closerange(_FIRST_CLOSED, _LAST_CLOSED)
    os.dup2(1, 2)  # what libraries print may quote the document; 0 and 1 are /dev/null already


def _seal(house: House, order: Order) -> None:
    room = order.memory_bytes + os.fstat(_DOCUMENT).st_size  # the file is mapped, not copied
    bounds = Bounds(memory_bytes=room, cpu_seconds=order.cpu_seconds)
    layers = seal(bounds, is_full=house.is_full)
    if layers != list(house.layers):
        raise CannotSealError(f"the layers are {house.layers}, not {layers}")


def _send(results: Iterator[bytes], order: Order) -> None:
    """Write each result; the timer ends the process when one takes too much."""
    signal.setitimer(signal.ITIMER_PROF, order.first_cpu_seconds or _NEVER)
    for result in results:
        write_frame(_CHANNEL, messages.RESULT, result)
        signal.setitimer(signal.ITIMER_PROF, order.result_cpu_seconds or _NEVER)
    write_frame(_CHANNEL, messages.DONE)


def _tell(error: BaseException) -> int:
    """Report what the function raised, and return the status to exit with."""
    if isinstance(error, StatusError):
        refusal = Refusal(code=int(error.code), message=error.message[:_MOST_CHARACTERS])
        write_frame(_CHANNEL, messages.REFUSAL, msgspec.msgpack.encode(refusal))
        return 0
    fault = describe_fault(error)[-_MOST_CHARACTERS:]
    write_frame(_CHANNEL, messages.BROKEN, fault.encode(errors="replace"))
    return messages.EXIT_BROKEN
