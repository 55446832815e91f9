from io import BytesIO

import pytest

from tests.unit.reader.asking import ask, cited, join
from tests.unit.reader.questions.papers import write
from wasat.documents.load import load_document
from wasat.reader.answer import answer

_PYTHON = '''\
"""Jobs."""


class QueueFull(Exception):
    """Raised when no job fits in."""


class JobQueue:
    async def pop(self) -> str:
        """Return the job that is due first."""
        if not self.jobs:
            return ""
        return self.jobs.pop()


# Seconds to wait before an attempt.
def backoff(attempt: int, base: float = 2.0) -> float:
    return base ** attempt


def halt():
    pass
'''
_SCRIPT = """\
export class Basket {
  total() { return 1; }
}
export async function load(url) {
  return fetch(url);
}
const twice = (n) => n * 2;
"""
_GO = """\
package jobs

type Queue struct {
    size int
}

func (q *Queue) Pop() string {
    return q.first
}

func New(size int) *Queue {
    return &Queue{size}
}
"""


def told(question: str, text: str = _PYTHON, mime_type: str = "text/x-python") -> str:
    return join(ask(answer, question, load_document(BytesIO(text.encode()), mime_type))).strip()


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("Which functions does this file define?", ["def backoff(", "def halt()"]),
        ("List the classes", ["class QueueFull(Exception)", "class JobQueue"]),
        ("List the methods", ["async def pop(self) -> str"]),
        ("What does pop return?", ["pop(self) -> str", 'return ""', "return self.jobs.pop()"]),
        ("What does the function backoff do?", ["def backoff(", "Seconds to wait before an"]),
        ("What does pop do?", ["pop(self)", "Return the job that is due first."]),
        ("What are the parameters of backoff?", ["attempt: int, base: float = 2.0"]),
    ],
)
def test_python_is_outlined(question: str, answers: list[str]) -> None:
    text = told(question)
    assert len(text.splitlines()) == len(answers)
    for line, part in zip(text.splitlines(), answers, strict=True):
        assert part in line


@pytest.mark.parametrize(
    ("text", "question", "names"),
    [
        (_SCRIPT, "What functions are in this file?", ["load(url)", "twice = (n)"]),
        (_SCRIPT, "Which classes does this file export?", ["class Basket"]),
        (_GO, "Which functions does this file define?", ["func New(size int) *Queue"]),
        (_GO, "List the methods.", ["func (q *Queue) Pop() string"]),
        (_GO, "List the types.", ["type Queue struct"]),
    ],
)
def test_other_languages_are_outlined(text: str, question: str, names: list[str]) -> None:
    lines = told(question, text, "text/javascript").splitlines()
    assert len(lines) == len(names)
    assert all(name in line for name, line in zip(names, lines, strict=True))


def test_the_lines_of_a_definition_are_cited() -> None:
    document = load_document(BytesIO(_PYTHON.encode()), "text/x-python")
    quotes = [quotes for _, quotes in cited(ask(answer, "What does backoff return?", document))]
    assert quotes == [
        ["def backoff(attempt: int, base: float = 2.0) -> float:"],
        ["return base ** attempt"],
    ]


def test_what_is_not_defined_is_not_told() -> None:
    assert "def" not in told("How many jobs are due?")
    assert told("What does the function retry return?") == "The document does not state this."


def test_a_letter_is_no_code() -> None:
    assert "functions" not in told("Which functions does this file define?", "x = 1\n")
    assert join(ask(answer, "List the functions.", write("A letter."))).startswith("The document")
