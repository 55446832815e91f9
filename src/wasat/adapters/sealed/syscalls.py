"""Which system calls a reader of documents may make, by number, for each architecture.

Source: asm/unistd_64.h and asm-generic/unistd.h. The list is what reading and drawing 60 real files
needed, with what malloc, threads' locks and Python's clock need besides. Untested on aarch64.
"""

from collections.abc import Mapping
from dataclasses import dataclass

_NUMBERS: Mapping[str, tuple[int, int]] = {  # x86-64, aarch64
    "read": (0, 63),
    "write": (1, 64),
    "close": (3, 57),
    "fstat": (5, 80),
    "lseek": (8, 62),
    "mmap": (9, 222),
    "mprotect": (10, 226),
    "munmap": (11, 215),
    "brk": (12, 214),
    "rt_sigaction": (13, 134),
    "rt_sigprocmask": (14, 135),
    "rt_sigreturn": (15, 139),
    "pread64": (17, 67),
    "readv": (19, 65),
    "writev": (20, 66),
    "sched_yield": (24, 124),
    "mremap": (25, 216),
    "madvise": (28, 233),
    "nanosleep": (35, 101),
    "setitimer": (38, 103),
    "getpid": (39, 172),
    "exit": (60, 93),
    "fcntl": (72, 25),
    "gettimeofday": (96, 169),
    "getrusage": (98, 165),
    "sigaltstack": (131, 132),
    "gettid": (186, 178),
    "futex": (202, 98),
    "getdents64": (217, 61),
    "restart_syscall": (219, 128),
    "clock_gettime": (228, 113),
    "clock_getres": (229, 114),
    "clock_nanosleep": (230, 115),
    "exit_group": (231, 94),
    "newfstatat": (262, 79),
    "getrandom": (318, 278),
    "statx": (332, 291),
    "rseq": (334, 293),
}
_OPENAT = (257, 56)  # only where Landlock limits what it can open


@dataclass(frozen=True, slots=True, kw_only=True)
class Architecture:
    """Numbers for one kind of machine.

    Attributes:
        audit: How seccomp names it. Source: linux/audit.h.
        column: Of the table above.
    """

    audit: int
    column: int

    def numbers(self, *, may_open: bool) -> tuple[int, ...]:
        """Return the allowed numbers."""
        allowed = tuple(pair[self.column] for pair in _NUMBERS.values())
        return (*allowed, _OPENAT[self.column]) if may_open else allowed


ARCHITECTURES: Mapping[str, Architecture] = {
    "x86_64": Architecture(audit=0xC000003E, column=0),
    "aarch64": Architecture(audit=0xC00000B7, column=1),
}
