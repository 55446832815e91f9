import json

import pytest

from tests.unit.evidence.pages import (
    make_block,
    make_document,
    make_heading,
    make_page,
    make_table,
)
from tests.unit.reader.asking import ask, cited, join, make_prompt, make_trace, prepare
from wasat.documents.document import Document
from wasat.evidence.task import understand
from wasat.generation.chunk import Chunk
from wasat.generation.prompt import AnswerForm, JsonValue, Options
from wasat.reader.extract import answer

INVOICE = make_document(
    make_page(
        make_block("Invoice Number: A-17"),
        make_block("The tower was built in 1889 by a company of engineers.", top=40),
    )
)
NOTHING = make_document(make_page(make_block("Only words.")))


def ask_in(
    form: AnswerForm,
    schema: dict[str, JsonValue] | None,
    document: Document,
    question: str = "Extract all data",
) -> list[Chunk]:
    prepared = prepare([document])
    options = Options(form=form, schema=schema)
    prompt = make_prompt(question, [source for source, _ in prepared], options)
    return list(answer(understand(prompt), prepared, make_trace()))


def test_a_schema_is_filled() -> None:
    schema: dict[str, JsonValue] = {
        "type": "object",
        "properties": {"invoice_number": {"type": "string"}},
    }

    chunks = ask(answer, "Extract the fields.", INVOICE, schema=schema)

    assert json.loads(join(chunks)) == {"invoice_number": "A-17"}
    assert cited(chunks) == [('"A-17"', ["A-17"])]


@pytest.mark.parametrize("word", ["a", "9", "aB3", "1,", "Aa-", "12 "])
def test_a_word_without_end_is_gone_through_once(word: str) -> None:
    endless = make_document(
        make_page(make_block("Fees: see below."), make_block(word * (60_000 // len(word))))
    )
    names = ("notice_period", "hourly_rate", "daily_rate", "email", "address", "order_number")
    schema: dict[str, JsonValue] = {
        "type": "object",
        "properties": {
            **{name: {"type": "string"} for name in names},
            "items": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {"description": {"type": "string"}, "amount": {"type": "number"}},
                },
            },
        },
    }

    assert json.loads(join(ask(answer, "Extract.", endless, schema=schema)))["items"] == []


def test_what_prose_states_is_filled_in_with_its_sentence() -> None:
    schema: dict[str, JsonValue] = {
        "type": "object",
        "properties": {"towerBuiltIn": {"type": ["integer", "null"], "title": "Year of building"}},
    }
    report = make_document(
        make_page(make_block("At the year's end 31 people worked for the mill."))
    )
    staff: dict[str, JsonValue] = {"type": "object", "properties": {"staff": {"type": "integer"}}}

    assert json.loads(join(ask(answer, "Extract.", report, schema=staff))) == {"staff": 31}
    assert cited(ask(answer, "Extract.", report, schema=staff)) == [
        ("31", ["At the year's end 31 people worked for the mill."])
    ]
    assert json.loads(join(ask(answer, "Extract.", report, schema=schema))) == {
        "towerBuiltIn": None
    }


def test_an_answer_field_answers_the_question_of_the_prompt() -> None:
    schema: dict[str, JsonValue] = {
        "type": "object",
        "properties": {"answer": {"type": ["string", "null"]}},
    }

    chunks = ask(answer, "When was the tower built?", INVOICE, schema=schema)

    assert "1889" in json.loads(join(chunks))["answer"]
    assert "[p." not in join(chunks)


def test_a_question_that_is_not_answered_is_null() -> None:
    schema: dict[str, JsonValue] = {
        "type": "object",
        "properties": {"answer": {"type": ["string", "null"]}},
    }

    chunks = ask(answer, "Who painted the Mona Lisa?", NOTHING, schema=schema)

    assert json.loads(join(chunks)) == {"answer": None}


def test_json_without_a_schema_is_labels_and_values() -> None:
    chunks = ask_in(AnswerForm.JSON, None, INVOICE)

    assert json.loads(join(chunks)) == {"Invoice Number": "A-17"}
    assert cited(chunks) == [('"A-17"', ["A-17"])]


def test_json_without_a_schema_answers_a_question() -> None:
    chunks = ask_in(AnswerForm.JSON, None, INVOICE, "When was the tower built?")

    assert "1889" in json.loads(join(chunks))["answer"]


def test_json_without_a_schema_summarises() -> None:
    chunks = ask_in(AnswerForm.JSON, None, INVOICE, "Summarize this document")

    assert "tower" in json.loads(join(chunks))["summary"]


def test_an_example_in_the_question_is_filled() -> None:
    question = 'Answer like {"invoice_number": "X", "total": 5, "paid": true, "tags": [], "a": {}}'

    chunks = ask_in(AnswerForm.JSON, None, INVOICE, question)

    assert json.loads(join(chunks)) == {
        "invoice_number": "A-17",
        "total": None,
        "paid": None,
        "tags": [],
        "a": {},
    }


def test_an_example_that_is_no_json_is_no_example() -> None:
    chunks = ask_in(AnswerForm.JSON, None, INVOICE, "Extract all data like {name: str}")

    assert json.loads(join(chunks)) == {"Invoice Number": "A-17"}


def test_json_without_anything_is_an_empty_object() -> None:
    assert join(ask_in(AnswerForm.JSON, None, NOTHING)) == "{}"


def test_an_enum_is_chosen_by_evidence_as_bare_text() -> None:
    schema: dict[str, JsonValue] = {"type": "string", "enum": ["contract", "invoice"]}

    chunks = ask_in(AnswerForm.ENUM, schema, INVOICE)

    assert join(chunks) == "invoice"
    assert cited(chunks) == [("invoice", ["Invoice"])]


def test_an_enum_without_evidence_is_valid_and_unsupported() -> None:
    schema: dict[str, JsonValue] = {"type": "string", "enum": ["contract", "invoice"]}

    (chunk,) = ask_in(AnswerForm.ENUM, schema, NOTHING)

    assert (chunk.text, chunk.citations, chunk.is_claim) == ("contract", (), True)


def test_text_is_a_list_of_labels_and_values_with_marks() -> None:
    chunks = ask(answer, "Extract all data", INVOICE)

    assert join(chunks) == "- Invoice Number: A-17 [p. 1]\n"


def test_text_without_labels_is_refused() -> None:
    assert join(ask(answer, "Extract all data", NOTHING)) == "The document does not state this."


def test_a_comparison_fills_a_schema_of_rows() -> None:
    heads = ["Model", "MATH", "DROP"]
    first, second = (
        make_document(make_page(make_heading(name), make_table(heads, [name, value, "2"])))
        for name, value in (("Heron", "1"), ("Vireo", "4"))
    )
    row = {"name": {"type": "string"}, "a": {"type": "number"}, "b": {"type": "number"}}
    schema = {"type": "array", "items": {"type": "object", "properties": row}}

    chunks = ask(answer, "Compare the papers.", first, second, schema=schema)

    assert json.loads(join(chunks)) == [
        {"name": "MATH", "a": 1.0, "b": 4.0},
        {"name": "DROP", "a": 2.0, "b": 2.0},
    ]
