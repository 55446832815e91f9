"""Typed details: which field is at fault, and why as a constant that a program can act on.

Deeper rooms say what went wrong; only the door knows where in the request it came from.
"""

import re
from collections.abc import Generator, Iterator
from contextlib import contextmanager

from wasat.status import (
    Code,
    Detail,
    ErrorInfo,
    FieldViolation,
    InvalidArgumentError,
    QuotaViolation,
    StatusError,
    UnreadableDocumentError,
)

DOMAIN = "wasat"  # of reasons that are ours, not the service's

# The service's own sentences say where: `* CreateFileRequest.file.name: …`.
_RULE = re.compile(r"\* \w+\.(\S+): ")
_CAUSES = (FieldViolation, ErrorInfo, QuotaViolation)  # what says why, not only what to do
_FILE_REASONS = {
    Code.PERMISSION_DENIED: "FILE_NOT_FOUND_OR_NOT_YOURS",
    Code.FAILED_PRECONDITION: "FILE_NOT_ACTIVE",
}


def fault(path: str, message: str) -> InvalidArgumentError:
    """Return the refusal of one field.

    Args:
        path: Dotted, in snake_case; of a header or a query parameter, its name.
        message: What was expected and what came.
    """
    return InvalidArgumentError(message, details=[FieldViolation(path=path, description=message)])


class explaining:  # noqa: N801 - read as a verb, as those of contextlib are
    """Adds details to a failure that comes without any; may be kept and used again.

    Args:
        reason: Constant, in UPPER_SNAKE_CASE; none is added if it is empty.
        at: Field that an invalid argument is blamed on unless its message names one; other
            failures have no field.
        facts: Stand beside the reason.
    """

    def __init__(self, reason: str = "", *, at: str = "", **facts: str) -> None:
        self._reason = reason
        self._at = at
        self._facts = facts

    def __enter__(self) -> None:
        """Begin what may fail."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """Add to what it failed with."""
        if isinstance(error, StatusError) and not error.details:
            error.details = tuple(_details(error, self._reason, self._at, self._facts))


def details_of(error: StatusError) -> tuple[Detail, ...]:
    """Return the details of a failure; if the caller is at fault, there is at least a reason."""
    if error.http_status >= 500 or any(isinstance(each, _CAUSES) for each in error.details):
        return error.details
    is_document = isinstance(error, UnreadableDocumentError) or isinstance(
        error.__cause__, UnreadableDocumentError
    )
    reason = "DOCUMENT_UNREADABLE" if is_document else error.code.name
    return (ErrorInfo(reason=reason, domain=DOMAIN), *error.details)


def _details(error: StatusError, reason: str, at: str, facts: dict[str, str]) -> Iterator[Detail]:
    if at and error.code is Code.INVALID_ARGUMENT:
        named = _RULE.match(error.message)
        yield FieldViolation(path=named[1] if named else at, description=error.message)
    if reason:
        yield ErrorInfo(reason=reason, domain=DOMAIN, metadata=facts)


@contextmanager
def explaining_file(file_id: str, *, at: str = "") -> Generator[None, None, None]:
    """Name the file that could not be had, and the part of the request that named it."""
    facts = {"file": f"files/{file_id[:60]}", **({"field": at} if at else {})}
    try:
        yield
    except StatusError as error:
        reason = _FILE_REASONS.get(error.code)
        if reason and not error.details:
            error.details = (ErrorInfo(reason=reason, domain=DOMAIN, metadata=facts),)
        raise
