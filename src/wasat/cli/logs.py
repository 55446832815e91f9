"""Logs on standard error: for people on a terminal, one JSON object a line otherwise."""

import logging
import sys

import structlog


def configure_logs(level: int = logging.INFO) -> None:
    """Write what is at least this important; tracebacks without the values of variables.

    Values would put keys and words of documents into the log.
    """
    is_terminal = sys.stderr.isatty()
    plain = structlog.dev.plain_traceback
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *([] if is_terminal else [structlog.processors.format_exc_info]),
            structlog.dev.ConsoleRenderer(exception_formatter=plain)
            if is_terminal
            else structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
