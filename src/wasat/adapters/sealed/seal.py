"""Give up, for the rest of this process, all that reading a document does not need.

Layers, outermost last: resource limits; no new privileges; Landlock, which leaves only fonts and
installed packages to be opened, for reading; seccomp, which refuses every call that is not listed.
Linux; elsewhere only the first.
"""

import ctypes
import errno
import os
import platform
import resource
import struct
import sysconfig
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from wasat.adapters.sealed.syscalls import ARCHITECTURES

LAYERS = ("rlimits", "no-new-privileges", "landlock", "seccomp")

# Options of prctl, from its manual page
_SET_PDEATHSIG = 1
_SET_SECCOMP = 22
_SET_NO_NEW_PRIVS = 38
_SECCOMP_FILTER = 2
# landlock(7); the same numbers on every architecture
_LANDLOCK_CREATE_RULESET = 444
_LANDLOCK_ADD_RULE = 445
_LANDLOCK_RESTRICT_SELF = 446
_RULE_PATH_BENEATH = 1
_READ_FILE_AND_FOLDER = 1 << 2 | 1 << 3
_NETWORK_ABI, _SCOPE_ABI = 4, 6  # versions that know TCP and signals
_DESCRIPTORS = 16
# Fonts to draw with, and installed packages: what a library imports late must not be the
# document's fault, and there is nothing in them to be told.
_PACKAGES = ("stdlib", "platstdlib", "purelib", "platlib")
_READABLE = ("/usr/share/fonts", *map(sysconfig.get_path, _PACKAGES))
_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What a child may use.

    Attributes:
        memory_bytes: Address space beyond what the process has when it is sealed.
        cpu_seconds: Processor time.
    """

    memory_bytes: int
    cpu_seconds: int


class CannotSealError(Exception):
    """A layer that was to hold does not."""


def die_with_parent(parent: int) -> None:
    """Be killed when the forking process ends; exit at once if it already has."""
    if platform.system() == "Linux":
        _libc().prctl(_SET_PDEATHSIG, 9, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)


def seal(bounds: Bounds, *, is_full: bool) -> list[str]:
    """Apply every layer this system has and name those that hold.

    Args:
        bounds: Limits on memory and processor time.
        is_full: Whether more than these limits is wanted.
    """
    limits, privileges, files, calls = LAYERS
    _limit(bounds)
    layers = [limits]
    if not is_full or platform.system() != "Linux":
        return layers
    libc = _libc()
    for name, apply in ((privileges, _no_new_privileges), (files, _landlock)):
        with suppress(OSError):
            apply(libc)
            layers.append(name)
    with suppress(OSError, KeyError):
        _seccomp(libc, may_open=files in layers)
        layers.append(calls)
    return layers


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _check(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, errno.errorcode.get(number, "unknown"))
    return result


def _limit(bounds: Bounds) -> None:
    with suppress(OSError):
        # Under memory pressure the kernel takes us, not the server.
        Path("/proc/self/oom_score_adj").write_text("1000")
    limits = (
        (resource.RLIMIT_AS, _mapped_bytes() + bounds.memory_bytes),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),  # root forks all the same, but not past seccomp
        (resource.RLIMIT_NOFILE, _DESCRIPTORS),
    )
    for what, value in limits:
        with suppress(ValueError):  # a lower limit from outside holds already
            resource.setrlimit(what, (value, value))
    with suppress(ValueError):
        # Were both the same, the kernel would send SIGKILL, which does not say why.
        seconds = bounds.cpu_seconds
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))


def _mapped_bytes() -> int:
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * _PAGE_BYTES
    except OSError:
        return 1 << 30  # not Linux: a generous guess at the interpreter's own share


def _no_new_privileges(libc: ctypes.CDLL) -> None:
    _check(libc.prctl(_SET_NO_NEW_PRIVS, 1, 0, 0, 0))


def _landlock(libc: ctypes.CDLL) -> None:
    """No file but those, no TCP, no signal to others. Source: landlock(7), by ABI version."""

    def call(number: int, *arguments: object) -> int:
        return _check(libc.syscall(ctypes.c_long(number), *arguments))

    abi = call(_LANDLOCK_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint(1))
    files = (1 << (13 + (abi >= 2) + (abi >= 3))) - 1 | (abi >= 5) << 15
    network = 3 if abi >= _NETWORK_ABI else 0
    scope = 3 if abi >= _SCOPE_ABI else 0
    rules = struct.pack("<QQQ", files, network, scope)
    size = 8 if abi < _NETWORK_ABI else 16 if abi < _SCOPE_ABI else 24
    ruleset = call(
        _LANDLOCK_CREATE_RULESET, ctypes.c_char_p(rules), ctypes.c_size_t(size), ctypes.c_uint(0)
    )
    for folder in filter(os.path.isdir, _READABLE):
        beneath = os.open(folder, os.O_PATH)
        rule = ctypes.c_char_p(struct.pack("<Qi", _READ_FILE_AND_FOLDER, beneath))
        target = ctypes.c_int(ruleset), ctypes.c_int(_RULE_PATH_BENEATH)
        call(_LANDLOCK_ADD_RULE, *target, rule, ctypes.c_uint(0))
        os.close(beneath)
    call(_LANDLOCK_RESTRICT_SELF, ctypes.c_int(ruleset), ctypes.c_uint(0))
    os.close(ruleset)


def _seccomp(libc: ctypes.CDLL, *, may_open: bool) -> None:
    """Refuse every call that is not listed with EPERM. Source: seccomp(2), classic BPF."""
    architecture = ARCHITECTURES[platform.machine()]
    numbers = architecture.numbers(may_open=may_open)
    step = struct.Struct("<HBBI").pack
    load, equal, answer = 0x20, 0x15, 0x06
    kill, refuse, allow = 0x80000000, 0x00050000 | errno.EPERM, 0x7FFF0000
    program = [
        step(load, 0, 0, 4),
        step(equal, 1, 0, architecture.audit),
        step(answer, 0, 0, kill),
        step(load, 0, 0, 0),
        *(step(equal, len(numbers) - at, 0, number) for at, number in enumerate(numbers)),
        step(answer, 0, 0, refuse),
        step(answer, 0, 0, allow),
    ]
    code = ctypes.create_string_buffer(b"".join(program))
    head = struct.pack("@HxxxxxxP", len(program), ctypes.addressof(code))
    filter_ = ctypes.create_string_buffer(head)
    _check(libc.prctl(_SET_SECCOMP, _SECCOMP_FILTER, filter_, 0, 0))
