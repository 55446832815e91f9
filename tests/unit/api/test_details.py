"""What is added to failures from deeper rooms."""

import pytest

from wasat.api.details import details_of, explaining, explaining_file, fault
from wasat.status import (
    ErrorInfo,
    FailedPreconditionError,
    FieldViolation,
    InternalError,
    InvalidArgumentError,
    NotFoundError,
    PermissionDeniedError,
    QuotaViolation,
    ResourceExhaustedError,
    RetryInfo,
    StatusError,
    UnavailableError,
    UnreadableDocumentError,
)

VIOLATION = FieldViolation(path="p", description="m")


def test_a_fault_blames_its_field() -> None:
    assert fault("p", "m").details == (VIOLATION,)


def test_an_invalid_argument_is_blamed_on_its_field_for_its_reason() -> None:
    with pytest.raises(InvalidArgumentError) as caught, explaining("WHY", at="p", size="1"):
        raise InvalidArgumentError("m")

    info = ErrorInfo(reason="WHY", domain="wasat", metadata={"size": "1"})
    assert caught.value.details == (VIOLATION, info)


def test_a_message_that_names_its_field_is_believed() -> None:
    message = "* CreateFileRequest.file.name: too long\n"
    with pytest.raises(InvalidArgumentError) as caught, explaining(at="file"):
        raise InvalidArgumentError(message)

    assert caught.value.details == (FieldViolation(path="file.name", description=message),)


def test_what_is_no_invalid_argument_has_no_field() -> None:
    with pytest.raises(NotFoundError) as caught, explaining(at="p"):
        raise NotFoundError("m")

    assert caught.value.details == ()


@pytest.mark.parametrize("adding", [explaining("WHY"), explaining_file("x")])
def test_details_that_are_there_stay(adding: "explaining") -> None:
    with pytest.raises(PermissionDeniedError) as caught, adding:
        raise PermissionDeniedError("m", details=[VIOLATION])

    assert caught.value.details == (VIOLATION,)


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (PermissionDeniedError("m"), "FILE_NOT_FOUND_OR_NOT_YOURS"),
        (FailedPreconditionError("m"), "FILE_NOT_ACTIVE"),
    ],
)
def test_a_file_that_cannot_be_had_is_named(error: StatusError, reason: str) -> None:
    with pytest.raises(StatusError), explaining_file("x", at="contents[0].parts[1]"):
        raise error

    facts = {"file": "files/x", "field": "contents[0].parts[1]"}
    assert error.details == (ErrorInfo(reason=reason, domain="wasat", metadata=facts),)


def test_what_else_befalls_a_file_is_left_alone() -> None:
    with pytest.raises(UnavailableError) as caught, explaining_file("x"):
        raise UnavailableError("m")

    assert caught.value.details == ()


def test_when_to_come_again_does_not_stand_without_a_reason() -> None:
    later = RetryInfo(delay_seconds=5)

    info = ErrorInfo(reason="RESOURCE_EXHAUSTED", domain="wasat")
    assert details_of(ResourceExhaustedError("m", details=[later])) == (info, later)
    quota = QuotaViolation(subject="project:a", description="full")
    assert details_of(ResourceExhaustedError("m", details=[quota])) == (quota,)


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (InvalidArgumentError("m"), "INVALID_ARGUMENT"),
        (NotFoundError("m"), "NOT_FOUND"),
        (UnreadableDocumentError("m"), "DOCUMENT_UNREADABLE"),
    ],
)
def test_a_callers_failure_has_a_reason_in_any_case(error: StatusError, reason: str) -> None:
    assert details_of(error) == (ErrorInfo(reason=reason, domain="wasat"),)


def test_a_document_is_unreadable_even_if_the_failure_was_passed_on() -> None:
    passed_on = InvalidArgumentError("m")
    passed_on.__cause__ = UnreadableDocumentError("m")

    assert details_of(passed_on) == (ErrorInfo(reason="DOCUMENT_UNREADABLE", domain="wasat"),)


@pytest.mark.parametrize("error", [InternalError("m"), UnavailableError("m")])
def test_a_fault_of_ours_has_none(error: StatusError) -> None:
    assert details_of(error) == ()
