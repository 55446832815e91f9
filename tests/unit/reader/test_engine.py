import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace

import pytest

from tests.unit.evidence.pages import make_block, make_document, make_heading, make_page
from tests.unit.reader.asking import Shelf, join, make_prompt, make_sources, make_trace
from wasat.blob import Blob
from wasat.documents.document import Document, Page, Summary
from wasat.evidence.prepare import Preparer
from wasat.generation.chunk import Chunk
from wasat.generation.prompt import AnswerForm, Options, Prompt, Role, Text, Turn
from wasat.reader.engine import ReaderEngine
from wasat.status import InvalidArgumentError, UnreadableDocumentError

DOCUMENT = make_document(
    *(
        make_page(make_heading(f"Part {n}"), make_block("Words.", top=20), number=n)
        for n in range(1, 400)
    )
)


class Broken:
    """A library that can read nothing."""

    async def load(self, blob: Blob) -> Document:
        raise UnreadableDocumentError(f"It is encrypted ({blob.mime_type}).")

    async def forget(self, project: str, sha256: str) -> None:
        raise AssertionError(f"nothing is forgotten here: {project} {sha256}")


BLANK = Document(
    summary=Summary(mime_type="image/png", is_paged=True, page_count=1), pages=[Page(number=1)]
)


@pytest.fixture
async def engine() -> AsyncIterator[ReaderEngine]:
    documents: Mapping[str, Document] = {"a" * 64: DOCUMENT, "b" * 64: DOCUMENT, "c" * 64: BLANK}
    reader = ReaderEngine(Preparer(Shelf(documents)))
    yield reader
    await reader.close()


async def answer(engine: ReaderEngine, prompt: Prompt) -> list[Chunk]:
    return [chunk async for chunk in engine.run(prompt, make_trace())]


def test_the_profile_is_deterministic_and_blind() -> None:
    profile = ReaderEngine(Preparer(Shelf({}))).profile

    assert profile.is_deterministic
    assert (profile.has_vision, profile.has_tools, profile.has_thoughts) == (False, False, False)
    assert profile.input_tokens >= 3_600 * 258


async def test_without_documents_it_says_what_it_answers_from(engine: ReaderEngine) -> None:
    turn = Turn(role=Role.USER, parts=(Text(text="Explain how AI works in a few words"),))

    (chunk,) = await answer(engine, Prompt(turns=(turn,)))

    assert chunk.text.startswith("This reader answers from documents")
    assert (chunk.citations, chunk.is_claim) == ((), False)


async def test_where_json_is_asked_for_a_refusal_is_json(engine: ReaderEngine) -> None:
    turn = Turn(role=Role.USER, parts=(Text(text="Explain how AI works"),))

    (chunk,) = await answer(engine, Prompt(turns=(turn,), options=Options(form=AnswerForm.JSON)))

    assert json.loads(chunk.text).startswith("This reader answers from documents")


@pytest.mark.parametrize("question", ["List three cookies", "Translate it into German"])
async def test_a_schema_is_filled_from_nothing_where_nothing_can_be_read(
    engine: ReaderEngine, question: str
) -> None:
    schema = {
        "type": "object",
        "required": ["count"],
        "properties": {"name": {"type": ["string", "null"]}, "count": {"type": "integer"}},
    }
    turn = Turn(role=Role.USER, parts=(Text(text=question),))
    options = Options(form=AnswerForm.JSON, schema=schema)

    chunks = await answer(engine, Prompt(turns=(turn,), options=options))

    assert json.loads(join(chunks)) == {"name": None, "count": 0}
    assert not any(chunk.citations for chunk in chunks)


async def test_a_choice_from_nothing_is_one_of_those_there_are(engine: ReaderEngine) -> None:
    turn = Turn(role=Role.USER, parts=(Text(text="Which is it?"),))
    options = Options(form=AnswerForm.ENUM, schema={"type": "string", "enum": ["a", "b"]})

    (chunk,) = await answer(engine, Prompt(turns=(turn,), options=options))

    assert (chunk.text, chunk.citations) == ("a", ())


async def test_a_translation_is_refused_in_the_language_asked(engine: ReaderEngine) -> None:
    prompt = make_prompt("Übersetze dieses Dokument ins Englische", make_sources([DOCUMENT]))

    (chunk,) = await answer(engine, prompt)

    assert chunk.text.endswith("er übersetzt nicht.")


async def test_a_picture_cannot_be_seen(engine: ReaderEngine) -> None:
    sources = make_sources([DOCUMENT, DOCUMENT, BLANK], mime_type="image/png")[2:]

    (chunk,) = await answer(engine, make_prompt("What is in this photo?", sources))

    assert "cannot see pictures" in chunk.text
    assert "c.pdf" in chunk.text


async def test_what_is_written_on_a_picture_is_answered_from(engine: ReaderEngine) -> None:
    sources = make_sources([DOCUMENT], mime_type="image/png")

    chunks = await answer(engine, make_prompt("How many headings?", sources))

    assert join(chunks) == "The document has 399 headings.\n"


async def test_a_picture_beside_a_document_does_not_stop_the_answer(engine: ReaderEngine) -> None:
    document, _, picture = make_sources([DOCUMENT, DOCUMENT, BLANK])
    picture = replace(picture, blob=replace(picture.blob, mime_type="image/png"))

    chunks = await answer(engine, make_prompt("How many headings?", [document, picture]))

    assert join(chunks) == "The document has 399 headings.\n"


@pytest.mark.parametrize(
    ("question", "start"),
    [
        ("List all headings", "- Part 1 [p. 1]\n"),
        ("Transcribe this document to HTML", "<h1>Part 1</h1>"),
        ("Summarize this document", "- Part 1 [p. 1]\n"),
    ],
)
async def test_each_task_has_its_module(engine: ReaderEngine, question: str, start: str) -> None:
    chunks = await answer(engine, make_prompt(question, make_sources([DOCUMENT])))

    assert join(chunks).startswith(start)


async def test_the_trace_says_what_was_understood(engine: ReaderEngine) -> None:
    trace = make_trace()
    prompt = make_prompt("List all headings", make_sources([DOCUMENT]))

    _ = [chunk async for chunk in engine.run(prompt, trace)]

    assert trace.steps[0] == ("task", {"kind": "list", "language": "en", "form": "prose"})


async def test_the_trace_names_unread_pages_among_those_asked_about() -> None:
    summary = replace(DOCUMENT.summary, unread=(1, 2))
    engine = ReaderEngine(Preparer(Shelf({"a" * 64: replace(DOCUMENT, summary=summary)})))
    trace = make_trace()
    (source,) = make_sources([DOCUMENT])
    prompt = make_prompt("List all headings", [replace(source, first_page=2)])

    _ = [chunk async for chunk in engine.run(prompt, trace)]

    assert ("unread", {"document": source.name, "pages": [2]}) in trace.steps
    await engine.close()


async def test_an_unreadable_document_is_named() -> None:
    engine = ReaderEngine(Preparer(Broken()))

    with pytest.raises(InvalidArgumentError, match=r"^It is encrypted .*\[a\.pdf\]$"):
        await answer(engine, make_prompt("Summarize", make_sources([DOCUMENT])))
    await engine.close()


async def test_leaving_early_ends_the_work(engine: ReaderEngine) -> None:
    prompt = make_prompt("Transcribe this document to HTML", make_sources([DOCUMENT]))
    stream = engine.run(prompt, make_trace())

    await anext(stream)
    await stream.aclose()

    assert [chunk async for chunk in stream] == []
