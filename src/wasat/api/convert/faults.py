"""The sentences in which the service says what is wrong with a field."""

from collections.abc import Sequence

from wasat.status import FieldViolation, InvalidArgumentError

MOST_ECHOED = 200  # characters of a caller's value that a sentence repeats

Fault = tuple[str, str]  # path in the request, in snake_case; what is wrong there


def refuse(faults: Sequence[Fault], request: str) -> None:
    """Refuse a request by all its faults at once; gladly, if there are none.

    Args:
        faults: Any number.
        request: Name of the message, such as `GenerateContentRequest`.

    Raises:
        InvalidArgumentError: There is at least one.
    """
    if faults:
        raise refusal(faults, request)


def refusal(faults: Sequence[Fault], request: str) -> InvalidArgumentError:
    """Return the refusal of a request by all its faults.

    Source:
        `* RequestType.field.path: text` and a newline for each, as the service writes it.
    """
    violations = [
        FieldViolation(path=path, description=f"* {request}.{path}: {text}\n")
        for path, text in faults
    ]
    message = "".join(violation.description for violation in violations)
    return InvalidArgumentError(message, details=violations)


def echo(text: str) -> str:
    """Return a caller's value as a sentence may repeat it."""
    return text if len(text) <= MOST_ECHOED else text[:MOST_ECHOED] + "…"
