"""Every failure a caller should hear of, as one tree.

StatusError
  InvalidArgumentError            3  the request or the document is at fault
    HeadersTooLargeError             HTTP 431
    UnreadableDocumentError          encrypted, damaged, without pages, too many pages
  DeadlineExceededError           4  it took too long
    SlowRequestError                 the caller sends too slowly: HTTP 408
  NotFoundError                   5
  AlreadyExistsError              6
  PermissionDeniedError           7
  ResourceExhaustedError          8  a quota, a limit, memory
    StorageFullError                 no room on the disk: HTTP 507
  FailedPreconditionError         9  right in itself, not in this state
  UnimplementedError             12
  InternalError                  13  ours; its message is fixed
  UnavailableError               14
  UnauthenticatedError           16

A class fixes its code; the message is one sentence; details say the same in types a program reads.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import ClassVar


class Code(IntEnum):
    """Canonical codes. Source: google/rpc/code.proto."""

    OK = 0
    CANCELLED = 1
    UNKNOWN = 2
    INVALID_ARGUMENT = 3
    DEADLINE_EXCEEDED = 4
    NOT_FOUND = 5
    ALREADY_EXISTS = 6
    PERMISSION_DENIED = 7
    RESOURCE_EXHAUSTED = 8
    FAILED_PRECONDITION = 9
    ABORTED = 10
    OUT_OF_RANGE = 11
    UNIMPLEMENTED = 12
    INTERNAL = 13
    UNAVAILABLE = 14
    DATA_LOSS = 15
    UNAUTHENTICATED = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldViolation:
    """One field that does not fit. Source: google/rpc/error_details.proto, BadRequest.

    Attributes:
        path: Dotted path in snake_case, list places in brackets; empty for the whole body.
        description: What was expected and what came.
    """

    path: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorInfo:
    """A reason as a constant. Source: google/rpc/error_details.proto, ErrorInfo.

    Attributes:
        reason: UPPER_SNAKE_CASE, unique within the domain.
        domain: Who defines the reason.
        metadata: Facts about this failure, by name.
    """

    reason: str
    domain: str = "googleapis.com"
    metadata: dict[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaViolation:
    """One quota that is used up. Source: google/rpc/error_details.proto, QuotaFailure.

    Attributes:
        subject: What the quota is counted for, such as `project:acme`.
        description: The limit, and what was asked for.
        metric: What is counted, such as `wasat/requests`; empty if nothing has a name.
        quota_id: The rule, such as `RequestsPerMinutePerKey`; empty if it has no name.
        limit: The most there may be, as a number; empty if not told.
    """

    subject: str
    description: str
    metric: str = ""
    quota_id: str = ""
    limit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryInfo:
    """When to come again. Source: google/rpc/error_details.proto, RetryInfo."""

    delay_seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpLink:
    """Where to read more. Source: google/rpc/error_details.proto, Help."""

    description: str
    url: str


Detail = FieldViolation | ErrorInfo | QuotaViolation | RetryInfo | HelpLink


class StatusError(Exception):
    """A failure with a google.rpc code, one sentence, and typed details.

    Args:
        message: One sentence: what was expected and what came.
        details: The same for a program; any number of each kind.
    """

    code: ClassVar[Code] = Code.UNKNOWN
    http_status: ClassVar[int] = 500

    def __init__(self, message: str, *, details: Sequence[Detail] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.details = tuple(details)


class InvalidArgumentError(StatusError):
    """The request, or the document in it, is at fault whatever the state of the server."""

    code = Code.INVALID_ARGUMENT
    http_status = 400


class UnreadableDocumentError(InvalidArgumentError):
    """The document cannot be read: encrypted, damaged, without pages, or with too many."""


class HeadersTooLargeError(InvalidArgumentError):
    """Request line and headers are longer, or more, than they may be."""

    http_status = 431


class FailedPreconditionError(StatusError):
    """The request is right in itself, but not in the present state."""

    code = Code.FAILED_PRECONDITION
    http_status = 400


class UnauthenticatedError(StatusError):
    """Nobody can be made out from the request's credentials."""

    code = Code.UNAUTHENTICATED
    http_status = 401


class PermissionDeniedError(StatusError):
    """Not the caller's, or not there: one answer for both."""

    code = Code.PERMISSION_DENIED
    http_status = 403


class NotFoundError(StatusError):
    """No such model, method or resource."""

    code = Code.NOT_FOUND
    http_status = 404


class AlreadyExistsError(StatusError):
    """The name is taken."""

    code = Code.ALREADY_EXISTS
    http_status = 409


class ResourceExhaustedError(StatusError):
    """A quota, a rate or a limit on memory is used up."""

    code = Code.RESOURCE_EXHAUSTED
    http_status = 429


class StorageFullError(ResourceExhaustedError):
    """The disk has no room left."""

    http_status = 507


class InternalError(StatusError):
    """A fault of ours; the cause goes to the log, never to the caller."""

    code = Code.INTERNAL


class UnimplementedError(StatusError):
    """Known to the API, not served here."""

    code = Code.UNIMPLEMENTED
    http_status = 501


class UnavailableError(StatusError):
    """Not now; worth trying again."""

    code = Code.UNAVAILABLE
    http_status = 503


class DeadlineExceededError(StatusError):
    """It took longer than it may."""

    code = Code.DEADLINE_EXCEEDED
    http_status = 504


class SlowRequestError(DeadlineExceededError):
    """The caller took longer to send the request than it may."""

    http_status = 408
