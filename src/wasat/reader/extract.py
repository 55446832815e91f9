"""JSON from documents: any schema filled, or label and value pairs without one."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from wasat.evidence.prepare import Prepared
from wasat.evidence.task import Form, Task, TaskKind
from wasat.generation.chunk import Chunk, Citation
from wasat.generation.prompt import JsonValue, Source
from wasat.generation.traces import Trace
from wasat.reader import answer as answering
from wasat.reader.compare import compare
from wasat.reader.comparison.filling import fill_comparison
from wasat.reader.comparison.results import find_results
from wasat.reader.extraction.choices import choose_value
from wasat.reader.extraction.families import Field, describe
from wasat.reader.extraction.fill import Filler
from wasat.reader.extraction.pairs import find_pairs
from wasat.reader.extraction.schema import Resolver, Schema
from wasat.reader.facts.find import Facts
from wasat.reader.leaves.pages import Leaves
from wasat.reader.reading import Reading, open_readings, tell_unread
from wasat.reader.recognise.found import Found
from wasat.reader.refusal import not_stated

_EXAMPLE = re.compile(r"\{.*\}", re.DOTALL)
_IMPLIED = {TaskKind.ANSWER: "answer", TaskKind.SUMMARISE: "summary"}


def answer(task: Task, sources: Sequence[tuple[Source, Prepared]], trace: Trace) -> Iterator[Chunk]:
    """Fill the schema; without one, give the labels and values that the document prints."""
    readings = open_readings(task, sources)
    if compared := _compare(task, readings, sources):
        yield from compared
        return
    leaves = Leaves(readings, [prepared for _, prepared in sources])
    trace.note("extract", documents=len(readings), has_schema=task.schema is not None)
    schema = task.schema if task.schema is not None else imply_schema(task)
    if schema is None:
        yield from _write_pairs(task, leaves)
        return

    def ask(field: Field) -> Found | None:
        question = task.question or field.description
        return _ask(replace(task, kind=TaskKind.ANSWER, question=question), sources, trace)

    if task.form is Form.ENUM:
        yield _choose(task, leaves)
    else:
        facts = Facts(leaves)
        yield from Filler(schema, leaves, ask, facts.find, trace).fill()
        if facts.left <= 0:
            trace.note("the schema asks for more than is read in running text")


def _compare(
    task: Task, readings: Sequence[Reading], sources: Sequence[tuple[Source, Prepared]]
) -> list[Chunk]:
    """Fill a schema of rows with a comparison where one is asked for; none if it does not fit."""
    if task.aim is not TaskKind.COMPARE or task.schema is None or len(readings) < 2:
        return []
    wide = replace(task, asks_difference=True)
    results = find_results(task.question, readings)
    rows = compare(wide, readings, results, sources[0][1].index.language)
    return fill_comparison(task.schema, rows, [reading.source.title for reading in readings])


def imply_schema(task: Task) -> Schema | None:
    """Tell which JSON is meant where no schema says it.

    An example object in the question is filled; a summary or an answer is an object of that one
    property. None where everything is to be extracted, and where JSON is not asked for.
    """
    if task.form is not Form.JSON:
        return None
    example = _EXAMPLE.search(task.question)
    try:
        value = json.loads(example[0]) if example else None
    except ValueError:
        value = None
    if isinstance(value, dict):
        return _schema_like(value)
    name = _IMPLIED.get(task.aim)
    return {"type": "object", "properties": {name: {"type": ["string", "null"]}}} if name else None


def _schema_like(value: JsonValue) -> dict[str, JsonValue]:
    """Make the schema of values that look like an example; every leaf may be null."""
    if isinstance(value, dict):
        properties: dict[str, JsonValue] = {key: _schema_like(v) for key, v in value.items()}
        return {"type": "object", "properties": properties}
    if isinstance(value, list):
        return {"type": "array", "items": _schema_like(value[0] if value else "")}
    if isinstance(value, bool):
        return {"type": ["boolean", "null"]}
    is_number = isinstance(value, int | float) or value in ("number", "integer", "float", "int")
    return {"type": ["number" if is_number else "string", "null"]}


def _choose(task: Task, leaves: Leaves) -> Chunk:
    """Write one of the values as bare text."""
    schema = task.schema or {}
    found = choose_value(describe("", schema), leaves)
    if found is not None:
        return Chunk(text=str(found.value), citations=found.citations, is_claim=True)
    return Chunk(text=str(Resolver(schema).smallest(schema) or ""), is_claim=True)


def _ask(task: Task, sources: Sequence[tuple[Source, Prepared]], trace: Trace) -> Found | None:
    """Answer the prompt's question as one value; page marks stay out of it."""
    claims = [
        chunk
        for chunk in answering.answer(replace(task, form=Form.PROSE), sources, trace)
        if chunk.citations
    ]
    text = " ".join(chunk.text.strip() for chunk in claims)
    citations: tuple[Citation, ...] = tuple(c for chunk in claims for c in chunk.citations)
    return Found(value=text, printed=text, citations=citations) if text else None


def _write_pairs(task: Task, leaves: Leaves) -> Iterator[Chunk]:
    pairs = find_pairs(leaves)
    if task.form is Form.JSON:
        lead = "{\n  "
        for label, found in pairs.items():
            yield Chunk(text=f"{lead}{json.dumps(label, ensure_ascii=False)}: ")
            value = json.dumps(found.printed, ensure_ascii=False)
            yield Chunk(text=value, citations=found.citations, is_claim=True)
            lead = ",\n  "
        yield Chunk(text="\n}" if pairs else "{}")
        return
    for label, found in pairs.items():
        yield Chunk(text=f"- {label}: ")
        yield Chunk(text=found.printed, citations=found.citations, is_claim=True)
        yield Chunk(text="".join(leaves.readings[0].mark(c) for c in found.citations[:1]) + "\n")
    if not pairs:
        yield Chunk(text=not_stated(task.language))
    yield from tell_unread(leaves.readings, task.language)
