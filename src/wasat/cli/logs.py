"""Logs on standard error: for people on a terminal, one JSON object a line otherwise; no keys."""

import logging
import re
import sys
from collections.abc import Collection

import msgspec
import structlog
from structlog.typing import EventDict, Processor

from wasat.clock import now
from wasat.telemetry import REQUEST

REDACTED = "[redacted]"

# What lets a caller in, by what stands before it or how it begins: headers and parameters of the
# API, upload URLs, our own keys (projects/key.py) and Google's, as its clients send them.
_SHAPES = re.compile(
    r"""(?ix)
    ( x-goog-api-key ["']? \s* [:=,] \s* (?: b?["'] )?
    | \b authorization ["']? \s* [:=,] \s* (?: b?["'] )? (?: bearer \s+ )?
    | \b bearer \s+
    | \b (?: key | upload_id | access_token ) =
    )
    [^\s"'&,;)\]}]+
    | \b wasat_ [\w-]{20,}
    | \b AIza [\w-]{30,}
    """
)

# One of them stands in whatever fits a shape; to look for a word takes a hundredth of the time.
_SIGNS = (
    "x-goog-api-key", "authorization", "bearer", "key=", "upload_id=", "access_token=", "wasat_",
    "aiza",
)  # fmt: skip

_FLAT = frozenset({str, int, float, bool, type(None)})


def configure_logs(level: int = logging.INFO, *, keys: Collection[str] = ()) -> None:
    """Write what is at least this important; tracebacks without the values of variables.

    Values would put keys and words of documents into the log. Keys in messages are taken out.

    Args:
        level: The least that is written.
        keys: Known ones, which no line may hold.
    """
    is_terminal = sys.stderr.isatty()
    plain = structlog.dev.plain_traceback
    structlog.configure(
        processors=[
            _add_circumstances,
            structlog.processors.format_exc_info,
            make_redactor(keys),
            structlog.dev.ConsoleRenderer(exception_formatter=plain) if is_terminal else _write,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),  # a line is one write, not two
        cache_logger_on_first_use=True,
    )


def _add_circumstances(_: object, level: str, line: EventDict) -> EventDict:
    """Say on which request's way it was logged, how important it is, and when."""
    if request := REQUEST.get():
        line["request"] = request
    line["level"] = level
    line["timestamp"] = now().isoformat().replace("+00:00", "Z")
    return line


def _write(_: object, __: str, line: EventDict) -> str:
    """Write a line as JSON; what JSON has no word for, as it is printed."""
    return msgspec.json.encode(line, enc_hook=repr).decode()


def make_redactor(keys: Collection[str] = ()) -> Processor:
    """Return a structlog processor that leaves no key in the texts of a line.

    Args:
        keys: Known ones, taken out whatever stands around them.
    """
    known = [re.escape(key) for key in sorted(keys, key=len, reverse=True)]
    literal = re.compile("|".join(known)) if known else None

    def redact(_: object, __: str, line: EventDict) -> EventDict:
        if _FLAT.issuperset(map(type, line.values())):  # as of nearly all: looked at as one text
            whole = "\n".join(map(str, line.values()))
            if _clean(whole, literal) == whole:
                return line
        return {name: _clean(value, literal) for name, value in line.items()}

    return redact


def _clean(value: object, literal: re.Pattern[str] | None) -> object:
    """Return a value without what lets a caller in, as deep as it goes."""
    if isinstance(value, str):
        text = literal.sub(REDACTED, value) if literal else value
        if not any(map(text.casefold().__contains__, _SIGNS)):
            return text
        return _SHAPES.sub(lambda found: (found[1] or "") + REDACTED, text)
    if isinstance(value, dict):
        return {_clean(name, literal): _clean(each, literal) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_clean(each, literal) for each in value]
    return value
