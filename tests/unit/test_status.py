import pytest

from wasat.status import (
    AlreadyExistsError,
    Code,
    DeadlineExceededError,
    ErrorInfo,
    FailedPreconditionError,
    FieldViolation,
    HelpLink,
    InternalError,
    InvalidArgumentError,
    NotFoundError,
    PermissionDeniedError,
    QuotaViolation,
    ResourceExhaustedError,
    RetryInfo,
    StatusError,
    StorageFullError,
    UnauthenticatedError,
    UnavailableError,
    UnimplementedError,
    UnreadableDocumentError,
)


@pytest.mark.parametrize(
    ("error", "code", "http_status"),
    [
        (InvalidArgumentError, 3, 400),
        (UnreadableDocumentError, 3, 400),
        (DeadlineExceededError, 4, 504),
        (NotFoundError, 5, 404),
        (AlreadyExistsError, 6, 409),
        (PermissionDeniedError, 7, 403),
        (ResourceExhaustedError, 8, 429),
        (StorageFullError, 8, 507),
        (FailedPreconditionError, 9, 400),
        (UnimplementedError, 12, 501),
        (InternalError, 13, 500),
        (UnavailableError, 14, 503),
        (UnauthenticatedError, 16, 401),
    ],
)
def test_a_class_fixes_its_code_and_its_answer(
    error: type[StatusError], code: int, http_status: int
) -> None:
    assert (error.code, error.http_status) == (code, http_status)


def test_a_message_is_what_is_printed() -> None:
    error = NotFoundError("a file was expected, not nothing")
    assert str(error) == error.message == "a file was expected, not nothing"
    assert error.details == ()


def test_details_are_kept_in_order() -> None:
    details = [
        FieldViolation(path="contents[0].role", description="user or model, not dog"),
        ErrorInfo(reason="API_KEY_INVALID"),
        QuotaViolation(subject="project:a", description="20 GB, not 21"),
        RetryInfo(delay_seconds=1.5),
        HelpLink(description="limits", url="https://example.org"),
    ]
    assert InvalidArgumentError("no", details=details).details == tuple(details)


def test_a_reason_is_the_services_unless_it_says_otherwise() -> None:
    info = ErrorInfo(reason="A")
    assert (info.domain, info.metadata) == ("googleapis.com", {})
    assert ErrorInfo(reason="A").metadata is not info.metadata


def test_an_unreadable_document_is_an_argument_at_fault() -> None:
    with pytest.raises(InvalidArgumentError):
        raise UnreadableDocumentError("it is encrypted")


def test_codes_are_those_of_google_rpc() -> None:
    assert [code.value for code in Code] == [*list(range(16)), 16]
    assert Code.DATA_LOSS == 15
    assert StatusError.code is Code.UNKNOWN
