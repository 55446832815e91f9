"""Makes a kernel lack a system call for this process and those it forks, as an older one does."""

import ctypes
import errno
import struct

_SET_SECCOMP, _SET_NO_NEW_PRIVS, _FILTER = 22, 38, 2  # prctl(2)
_LOAD, _EQUAL, _ANSWER = 0x20, 0x15, 0x06  # classic BPF
_REFUSE, _ALLOW = 0x00050000, 0x7FFF0000  # seccomp(2)
_NUMBER_AT, _FIRST_ARGUMENT_AT = 0, 16  # bytes; seccomp(2), struct seccomp_data

LANDLOCK_CREATE_RULESET = 444  # the same on every architecture
PRCTL = {"x86_64": 157, "aarch64": 167}


def lack(number: int, *, first: int | None = None) -> None:
    """Let a system call fail as one that is not there.

    Args:
        number: Of the call.
        first: Its first argument, where only with that it is to fail.
    """
    step = struct.Struct("<HBBI").pack
    only = (
        [] if first is None else [step(_LOAD, 0, 0, _FIRST_ARGUMENT_AT), step(_EQUAL, 0, 1, first)]
    )
    program = [
        step(_LOAD, 0, 0, _NUMBER_AT),
        step(_EQUAL, 0, len(only) + 1, number),
        *only,
        step(_ANSWER, 0, 0, _REFUSE | errno.ENOSYS),
        step(_ANSWER, 0, 0, _ALLOW),
    ]
    code = ctypes.create_string_buffer(b"".join(program))
    head = struct.pack("@HxxxxxxP", len(program), ctypes.addressof(code))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if libc.prctl(_SET_SECCOMP, _FILTER, ctypes.create_string_buffer(head), 0, 0):
        raise OSError(ctypes.get_errno(), "prctl")
