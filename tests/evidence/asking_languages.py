"""Asks the questions of `languages/*.toml` about the documents made from the same files."""

import io
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.make.pdf import chapters
from tests.unit.evidence.pages import make_blob
from tests.unit.reader.asking import citations, join, make_prompt, make_sources, make_trace
from wasat.documents.load import load_document
from wasat.evidence.prepare import Prepared, index_document
from wasat.evidence.task import understand
from wasat.generation.prompt import Source
from wasat.reader.answer import answer

FOLDER = Path(__file__).parent / "languages"
CODES = sorted(path.stem for path in FOLDER.glob("*.toml"))


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came back for one question.

    Attributes:
        question: As asked.
        gold: The words a right answer holds; empty if it must be refused.
        page: Where they stand; 0 if nowhere.
        reply: The whole answer.
        pages: Pages cited, in order.
    """

    question: str
    gold: str
    page: int
    reply: str
    pages: tuple[int, ...]

    @property
    def is_right(self) -> bool:
        """Whether the answer holds the gold words."""
        return _fold(self.gold) in _fold(self.reply)

    @property
    def is_on_page(self) -> bool:
        """Whether the first page cited is the right one."""
        return self.pages[:1] == (self.page,)

    @property
    def is_refused(self) -> bool:
        """Whether nothing was cited."""
        return not self.pages


@cache
def ask_all(code: str) -> tuple[Outcome, ...]:
    """Ask every question of one language, those to be refused last."""
    data = tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    prepared = _prepare(data)
    return tuple(_ask(prepared, *question) for question in _questions(data))


def _questions(data: dict[str, Any]) -> Iterator[tuple[str, str, int]]:
    for number, page in enumerate(data["page"], 1):
        for question, gold in page["ask"]:
            yield question, gold, number
    for question in data["refuse"]:
        yield question, "", 0


def _prepare(data: dict[str, Any]) -> tuple[Source, Prepared]:
    pdf = chapters(data["title"], data["page"])
    document = load_document(io.BytesIO(pdf), "application/pdf")
    (source,) = make_sources([document])
    return source, index_document(make_blob(), document)


def _ask(where: tuple[Source, Prepared], question: str, gold: str, page: int) -> Outcome:
    task = understand(make_prompt(question, [where[0]]))
    chunks = list(answer(task, [where], make_trace()))
    pages = dict.fromkeys(citation.page or 0 for citation in citations(chunks))
    return Outcome(question=question, gold=gold, page=page, reply=join(chunks), pages=tuple(pages))


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.lower())
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())
