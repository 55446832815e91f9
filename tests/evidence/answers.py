"""Prints what every task answers about two documents, twice: run by `test_determinism`.

python -m tests.evidence.answers
"""

import io
import json
import sys

from tests.make.pdf import paper
from tests.unit.evidence.pages import make_blob
from tests.unit.reader.asking import citations, join, make_prompt, make_sources, make_trace
from wasat.documents.load import load_document
from wasat.evidence.prepare import index_document
from wasat.evidence.task import TaskKind, understand
from wasat.generation.prompt import AnswerForm, JsonValue, Options
from wasat.reader import answer, compare, extract, listing, summarize, transcribe
from wasat.reader.refusal import beyond_reading

_SCHEMA: dict[str, JsonValue] = {
    "type": "object",
    "properties": {
        "title": {"type": "string"},
        "scores": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"benchmark": {"type": "string"}, "score": {"type": "number"}},
            },
        },
    },
}
_SCORES = ({"MMLU": "71.2", "GSM8K (5-shot)": "80.1"}, {"GSM8K": "83.5", "MMLU": "69.9"})
_PDFS = [
    paper(
        f"Model {name}", f"We present model {name}. It reads well. It was trained in 2023.", scores
    )
    for name, scores in zip(("Aa", "Bb"), _SCORES, strict=True)
]
_ASKED: list[tuple[str, int, Options]] = [
    ("What is the score on MMLU?", 2, Options()),
    ("When was model Aa trained?", 1, Options()),
    ("Who is the landlord?", 1, Options()),
    ("Should I buy it?", 1, Options()),
    ("Summarize this document in two sentences as bullet points.", 2, Options()),
    ("Transcribe this document as HTML.", 2, Options()),
    ("What are the differences between these papers? Show them in a table.", 2, Options()),
    ("List all tables", 1, Options()),
    ("How many pages does the document have?", 1, Options()),
    ("Extract the results", 2, Options(form=AnswerForm.JSON, schema=_SCHEMA)),
    ("Extract all data", 1, Options()),
    ("Translate this into French", 1, Options()),
]
_TASKS = {
    TaskKind.ANSWER: answer.answer,
    TaskKind.EXTRACT: extract.answer,
    TaskKind.SUMMARISE: summarize.answer,
    TaskKind.TRANSCRIBE: transcribe.answer,
    TaskKind.COMPARE: compare.answer,
    TaskKind.LIST: listing.answer,
}


def _ask_all() -> list[dict[str, object]]:
    documents = [load_document(io.BytesIO(pdf), "application/pdf") for pdf in _PDFS]
    sources = make_sources(documents)
    prepared = [
        (source, index_document(make_blob(), document))
        for source, document in zip(sources, documents, strict=True)
    ]
    told: list[dict[str, object]] = []
    for question, count, options in _ASKED:
        task = understand(make_prompt(question, sources[:count], options))
        if task.kind is TaskKind.NONE:
            text, cited = beyond_reading(task.beyond, task.language), []
        else:
            chunks = list(_TASKS[task.kind](task, prepared[:count], make_trace()))
            text = join(chunks)
            cited = [[c.page, c.quote, [*map(list, c.boxes)], c.score] for c in citations(chunks)]
        told.append({"kind": task.kind.value, "text": text, "citations": cited})
    return told


if __name__ == "__main__":
    json.dump(_ask_all() + _ask_all(), sys.stdout)
