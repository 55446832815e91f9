"""What the server asked the system for, in order, as `strace` wrote it down."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

CALLS = "fsync,fdatasync,pwrite64,write,writev,sendto,sendmsg,unlink,rename"
_CALL = re.compile(r"(\d+) +(\w+)\((.*)", re.DOTALL)
_RESUMED = re.compile(r"(\d+) +<\.\.\. (\w+) resumed>(.*)", re.DOTALL)
_PATH = re.compile(r'^(?:\d+<([^>]*?)>|"([^"]*)")')
_RESULT = re.compile(r"= (-?\d+)")


@dataclass(kw_only=True)
class Event:
    """One system call.

    Attributes:
        call: Its name.
        path: The file that it was made for; a connection is `TCP:[…]`.
        text: All arguments, long ones cut.
        began: Where in the trace it begins.
        ended: Where it returns.
        result: What it returned.
    """

    call: str
    path: str
    text: str
    began: int
    ended: int = -1
    result: int = -1

    @property
    def is_answer(self) -> bool:
        return self.path.startswith("TCP:") and '"HTTP/1.1 ' in self.text

    @property
    def is_sync(self) -> bool:
        return self.call in ("fsync", "fdatasync") and self.result == 0


def tracer(output: Path, *options: str) -> list[str]:
    """Return what starts a program under strace."""
    options = ("-f", "-yy", "-s", "32", "-e", f"trace={CALLS}", "-o", str(output), *options)
    return ["strace", *options]


def why_not_traced() -> str:
    """Return why programs cannot be traced here; nothing if they can."""
    if not shutil.which("strace"):
        return "strace is not installed"
    tried = subprocess.run(
        ["strace", "-f", "-o", "/dev/null", "true"], capture_output=True, check=False, timeout=30
    )
    return "" if tried.returncode == 0 else "strace may not trace here"


def parse_trace(text: str) -> list[Event]:
    """Return all calls in the order in which they began."""
    events: list[Event] = []
    open_calls: dict[str, Event] = {}
    for number, line in enumerate(text.splitlines()):
        if resumed := _RESUMED.match(line):
            event = open_calls.pop(resumed[1], None)
            if event is not None:
                _end(event, resumed[3], number)
        elif found := _CALL.match(line):
            path = _PATH.match(found[3])
            name = (path[1] or path[2] or "") if path else ""
            event = Event(call=found[2], path=name, text=found[3], began=number)
            events.append(event)
            if "<unfinished ...>" in line:
                open_calls[found[1]] = event
            else:
                _end(event, found[3], number)
    return events


def _end(event: Event, text: str, number: int) -> None:
    event.ended = number
    results = _RESULT.findall(text)
    event.result = int(results[-1]) if results else -1
