"""One rule of the service, how it stands here, and what holds it."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How a rule stands; the words are those of the page."""

    FAITHFUL = "faithful"
    IGNORED = "accepted without effect"
    REFUSED = "refused by name"
    DIFFERENT = "different on purpose"
    ABSENT = "not served"


FAITHFUL, IGNORED, REFUSED = State.FAITHFUL, State.IGNORED, State.REFUSED
DIFFERENT, ABSENT = State.DIFFERENT, State.ABSENT


@dataclass(frozen=True, kw_only=True)
class Row:
    """A line of the page.

    Attributes:
        subject: Endpoint, field or header.
        rule: What holds of it, in one sentence.
        state: How it stands.
        tests: Which tests hold it, as `module:name` without `test_` before either.
    """

    subject: str
    rule: str
    state: State
    tests: tuple[str, ...]


def row(subject: str, rule: str, state: State, *tests: str) -> Row:
    """Return a line of the page."""
    return Row(subject=subject, rule=rule, state=state, tests=tests)
