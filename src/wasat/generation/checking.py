"""Values checked against the caller's schema, in time that the caller cannot make long.

Schema and value may both be made to take for ever: patterns that try every way to fit, alternatives
within alternatives, lists compared with themselves. Steps are counted, and patterns are read by an
engine that looks at each letter once.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Protocol

import re2
from jsonschema import Draft202012Validator, FormatChecker, ValidationError, validators
from referencing import Registry

from wasat.generation.prompt import JsonValue

MOST_STEPS = 200_000  # keywords looked at: a second or two
_PATTERN_BYTES = 8 << 20  # memory of one pattern; a larger one is not enforced
_LONGEST_TRIED = 1_000  # letters of a pattern that is worth a second opinion

_OPTIONS = re2.Options()
_OPTIONS.log_errors = False
_OPTIONS.max_mem = _PATTERN_BYTES


class OverworkedError(Exception):
    """The check took more steps than it was given."""


class _Pattern(Protocol):
    """A pattern that was read."""

    def search(self, text: str) -> object:
        """Return a match, None if there is none."""
        ...


class _Validator(Protocol):
    """What the library hands to each keyword."""

    def descend(
        self, instance: object, schema: object, path: object = None, schema_path: object = None
    ) -> Iterator[ValidationError]:
        """Yield what is wrong with an inner value."""
        ...


_Keyword = Callable[[_Validator, object, object, Mapping[str, object]], Iterator[ValidationError]]


class Steps:
    """What is left of the work that one answer may take."""

    def __init__(self, most: int = MOST_STEPS) -> None:
        self._left = most

    def grant(self, more: int) -> None:
        """Allow some more."""
        self._left += more

    def spend(self) -> None:
        """Take one step.

        Raises:
            OverworkedError: There is none left.
        """
        if self._left <= 0:
            raise OverworkedError
        self._left -= 1


def make_validator(
    schema: Mapping[str, JsonValue],
    *,
    steps: Steps | None = None,
    format_checker: FormatChecker | None = None,
) -> Draft202012Validator:
    """Return a validator that raises OverworkedError rather than work for ever.

    Args:
        schema: Of draft 2020-12. References outside it lead nowhere: nothing is ever fetched.
        steps: Shared by all checks that the validator makes.
        format_checker: Knows what `format` says; without one it says nothing.
    """
    counted = steps or Steps()
    keywords: Mapping[str, _Keyword] = {**Draft202012Validator.VALIDATORS, **_OURS}
    kind = validators.extend(  # type: ignore[no-untyped-call]  # its stubs leave it bare
        Draft202012Validator,
        {name: _count(keyword, counted) for name, keyword in keywords.items()},
    )
    made: Draft202012Validator = kind(
        dict(schema), registry=Registry(), format_checker=format_checker
    )
    return made


def is_pattern(text: str) -> bool:
    """Return whether a text is a regular expression, be it one that is not enforced."""
    if compile_pattern(text) is not None or len(text) > _LONGEST_TRIED:
        return True
    try:
        re.compile(text)
    except RecursionError:
        return True
    except re.error:
        return False
    return True


@lru_cache(maxsize=512)
def compile_pattern(text: str) -> _Pattern | None:
    """Return a pattern; None if it looks around or refers back, which takes more than one look."""
    try:
        compiled: _Pattern = re2.compile(text, _OPTIONS)
    except re2.error:
        return None
    return compiled


def _count(keyword: _Keyword, steps: Steps) -> _Keyword:
    def check(
        validator: _Validator, value: object, instance: object, schema: Mapping[str, object]
    ) -> Iterator[ValidationError]:
        steps.spend()
        return keyword(validator, value, instance, schema)

    return check


def _check_pattern(
    validator: _Validator, value: object, instance: object, schema: Mapping[str, object]
) -> Iterator[ValidationError]:
    del validator, schema
    if isinstance(instance, str) and not _fits(value, instance):
        yield ValidationError(f"{instance!r} does not match {value!r}")


def _check_named(
    validator: _Validator, value: object, instance: object, schema: Mapping[str, object]
) -> Iterator[ValidationError]:
    """Check `patternProperties`."""
    del schema
    if not isinstance(instance, dict) or not isinstance(value, dict):
        return
    for pattern, inner in value.items():
        for name, each in instance.items():
            if compile_pattern(pattern) is not None and _fits(pattern, name):
                yield from validator.descend(each, inner, path=name, schema_path=pattern)


def _check_others(
    validator: _Validator, value: object, instance: object, schema: Mapping[str, object]
) -> Iterator[ValidationError]:
    """Check `additionalProperties`; what an unenforced pattern may mean is not one of them."""
    if not isinstance(instance, dict):
        return
    known, patterns = schema.get("properties"), schema.get("patternProperties")
    named = known if isinstance(known, dict) else {}
    told = [*patterns] if isinstance(patterns, dict) else []
    for name, each in instance.items():
        if name not in named and not any(_fits(pattern, name) for pattern in told):
            yield from validator.descend(each, value, path=name)


def _check_unique(
    validator: _Validator, value: object, instance: object, schema: Mapping[str, object]
) -> Iterator[ValidationError]:
    del validator, schema
    if value and isinstance(instance, list) and len({*map(_key, instance)}) < len(instance):
        yield ValidationError("has items that are equal")


def _allow_all(
    validator: _Validator, value: object, instance: object, schema: Mapping[str, object]
) -> Iterator[ValidationError]:
    """Enforce nothing: the service has no such keyword, and it takes the library very long."""
    del validator, value, instance, schema
    return iter(())


def _fits(pattern: object, text: str) -> bool:
    compiled = compile_pattern(str(pattern))
    return compiled is None or compiled.search(text) is not None


def _key(value: JsonValue) -> str:
    return json.dumps(_plain(value), sort_keys=True)


def _plain(value: JsonValue) -> JsonValue:
    """Write whole numbers in one way: 1 and 1.0 are equal."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(each) for each in value]
    return value


_OURS: Mapping[str, _Keyword] = {
    "pattern": _check_pattern,
    "patternProperties": _check_named,
    "additionalProperties": _check_others,
    "uniqueItems": _check_unique,
    "unevaluatedItems": _allow_all,
    "unevaluatedProperties": _allow_all,
}
