"""Whether an answer is what the caller's schema asks for."""

import json
from collections.abc import Mapping
from datetime import datetime

from jsonschema import FormatChecker
from referencing.exceptions import Unresolvable

from wasat.generation.checking import MOST_STEPS, OverworkedError, Steps, make_validator
from wasat.generation.prompt import JsonValue
from wasat.status import InvalidArgumentError

_STEPS_A_LETTER = 2  # of the answer; small objects in a list take one at most

_FORMATS = FormatChecker()  # a copy of the library's, which lacks moments without a further one


@_FORMATS.checks("date-time", raises=ValueError)
def is_moment(value: object) -> bool:
    """Whether a text is a date with a time and its offset; other values are none of this format.

    Raises:
        ValueError: It is no date or no time.

    Source:
        RFC 3339, section 5.6.
    """
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


def find_fault(
    text: str, schema: Mapping[str, JsonValue] | None, *, checks_formats: bool = False
) -> str:
    """Return what is wrong with a JSON answer, as the end of a sentence; nothing if it fits.

    Args:
        text: The whole answer.
        schema: JSON Schema of the answer; None takes any JSON.
        checks_formats: Whether dates, times and the like must be what `format` says.

    Raises:
        InvalidArgumentError: A reference of the schema cannot be followed, or the schema is so
            intricate that it cannot be told whether the answer fits.
    """
    try:
        value = json.loads(text, parse_constant=_refuse)
    except ValueError:
        return "is not JSON"
    if schema is None:
        return ""
    checker = _FORMATS if checks_formats else None
    steps = Steps(MOST_STEPS + _STEPS_A_LETTER * len(text))
    validator = make_validator(schema, steps=steps, format_checker=checker)
    try:
        error = next(validator.iter_errors(value), None)
    except (Unresolvable, RecursionError) as endless:
        raise InvalidArgumentError(
            "A $ref of the response schema leads nowhere, or round in a circle."
        ) from endless
    except OverworkedError as endless:
        raise InvalidArgumentError(
            "The response schema is too intricate to tell in time whether an answer fits."
        ) from endless
    if error is None:
        return ""
    rule = f", by its {error.validator}" if error.validator else ""
    return f"does not fit the schema at {error.json_path}{rule}"


def _refuse(constant: str) -> None:
    """Take no NaN and no infinity: Python reads them, JSON has none."""
    raise ValueError(constant)
