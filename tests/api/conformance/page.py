"""The conformance page, made of the tables."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from tests.api.conformance.fields import FIELDS
from tests.api.conformance.row import FAITHFUL, Row, State
from tests.api.conformance.table import SECTIONS

TESTS = Path(__file__).parent.parent.parent
FIELD_TESTS = {
    FAITHFUL: "each in a test of its own",
    State.IGNORED: "a_field_without_effect_changes_nothing",
    State.REFUSED: "a_field_that_is_refused_is_named",
}
HEAD = """# Conformance

What is faithful to the published Gemini Developer API and what is not. This page is written by the tests: every line names what holds it, and a test fails when either changes without the other.

- **faithful**: as the service does it.
- **accepted without effect**: taken and checked, but it changes no answer of the reader. A model behind another engine may heed it.
- **refused by name**: answered with an error that says which field or method.
- **different on purpose**: answered otherwise, for the reason given.
- **not served**: the service has it, this server does not.

The reader is deterministic: `temperature`, `topP`, `topK`, `seed`, `presencePenalty`, `frequencyPenalty`, `thinkingConfig`, `safetySettings` and `mediaResolution` are accepted without effect.
"""  # noqa: E501 - a paragraph is one line


def render() -> str:
    """Return the page as it must be."""
    sections = [_section(title, rows) for title, rows in SECTIONS.items()]
    return HEAD + "".join(sections) + "".join(_field_sections())


def find_tests() -> Mapping[str, str]:
    """Return the file of every test of the project by `module:name`, as rows name it."""
    found: dict[str, str] = {}
    for path in sorted(TESTS.rglob("test_*.py")):
        names = re.findall(
            r"^(?:async )?def test_(\w+)|^(Test\w+) =", path.read_text(), re.MULTILINE
        )
        for function, case in names:
            key = f"{path.stem.removeprefix('test_')}:{function or case}"
            found.setdefault(key, str(path.relative_to(TESTS.parent)))
    return found


def _section(title: str, rows: Iterable[Row]) -> str:
    lines = [
        f"| {each.subject} | {each.rule} | {each.state} | {_sentences(each.tests)} |"
        for each in rows
    ]
    head = "| Endpoint or field | Rule | State | Held by |\n|---|---|---|---|\n"
    return f"\n## {title}\n\n{head}" + "\n".join(lines) + "\n"


def _field_sections() -> Iterator[str]:
    for message, fields in FIELDS.items():
        lines = [
            f"| {name} | {field.note} | {field.state} | {_words(FIELD_TESTS[field.state])} |"
            for name, field in fields.items()
        ]
        head = "| Field | Note | State | Held by |\n|---|---|---|---|\n"
        yield f"\n## Fields of {message.__name__}\n\n{head}" + "\n".join(lines) + "\n"


def _sentences(tests: Iterable[str]) -> str:
    places = find_tests()
    return "; ".join(f"`{places[test]}`: {_words(test.partition(':')[2])}" for test in tests)


def _words(name: str) -> str:
    return name.replace("_", " ")
