import json

import pytest

from tests.unit.evidence.pages import make_source
from wasat.generation.chunk import Citation
from wasat.generation.prompt import JsonValue
from wasat.reader.comparison.filling import fill_comparison
from wasat.reader.comparison.side import MISSING, SideBySide
from wasat.reader.tables.tabular import TableCell

TITLES = ["heron.pdf", "vireo.pdf"]
NUMBER: JsonValue = {"type": ["number", "null"]}
TEXT: JsonValue = {"type": "string"}


def cell(text: str) -> TableCell:
    return TableCell(text=text, citations=(Citation(source=make_source(), quote=text, page=1),))


ROWS = [
    SideBySide(title="MATH", cells=(cell("1.5"), cell("2"), cell("+0.5")), scales=(0, 0)),
    SideBySide(title="DROP", cells=(cell("7"), MISSING, MISSING), scales=(0, 0)),
]


def rows_of(**properties: JsonValue) -> dict[str, JsonValue]:
    return {"type": "array", "items": {"type": "object", "properties": properties}}


def fill(schema: dict[str, JsonValue]) -> JsonValue:
    chunks = fill_comparison(schema, ROWS, TITLES)
    value: JsonValue = json.loads("".join(chunk.text for chunk in chunks)) if chunks else None
    return value


@pytest.mark.parametrize(
    ("first", "second"), [("first_paper", "second_paper"), ("paperA", "paperB"),
                          ("heron", "vireo"), ("x", "y"), ("paper1", "paper2")],
)  # fmt: skip
def test_properties_take_the_value_of_the_document_they_name(first: str, second: str) -> None:
    schema = rows_of(benchmark=TEXT, **{first: NUMBER, second: NUMBER, "difference": NUMBER})

    assert fill(schema) == [
        {"benchmark": "MATH", first: 1.5, second: 2.0, "difference": 0.5},
        {"benchmark": "DROP", first: 7.0, second: None, "difference": None},
    ]


def test_each_value_is_cited() -> None:
    chunks = fill_comparison(rows_of(name=TEXT, a=NUMBER, b=NUMBER), ROWS, TITLES)

    cited = [(chunk.text, chunk.citations[0].quote) for chunk in chunks if chunk.citations]
    assert cited == [("1.5", "1.5"), ("2.0", "2"), ("7.0", "7")]


def test_texts_are_as_printed_and_the_better_document_is_named() -> None:
    schema = rows_of(name=TEXT, first=TEXT, second={"type": ["string", "null"]}, winner=TEXT)

    assert fill(schema) == [
        {"name": "MATH", "first": "1.5", "second": "2", "winner": "vireo.pdf"},
        {"name": "DROP", "first": "7", "second": None, "winner": ""},
    ]


def test_a_row_may_tell_of_one_document() -> None:
    assert fill(rows_of(metric=TEXT, paper=TEXT, score=NUMBER)) == [
        {"metric": "MATH", "paper": "heron.pdf", "score": 1.5},
        {"metric": "MATH", "paper": "vireo.pdf", "score": 2.0},
        {"metric": "DROP", "paper": "heron.pdf", "score": 7.0},
    ]


def test_a_row_may_list_the_values_of_the_documents() -> None:
    schema = rows_of(benchmark=TEXT, scores=rows_of(paper=TEXT, score=NUMBER))

    assert fill({"type": "object", "properties": {"rows": schema, "note": TEXT}}) == {
        "rows": [
            {
                "benchmark": "MATH",
                "scores": [
                    {"paper": "heron.pdf", "score": 1.5},
                    {"paper": "vireo.pdf", "score": 2.0},
                ],
            },
            {"benchmark": "DROP", "scores": [{"paper": "heron.pdf", "score": 7.0}]},
        ],
        "note": "",
    }


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "object", "properties": {"total": NUMBER}},
        rows_of(count=NUMBER),
        {"type": "array", "items": TEXT},
        {**rows_of(name=TEXT, a=NUMBER, b=NUMBER), "minItems": 9},
        {"type": "string"},
    ],
)
def test_a_schema_without_room_for_rows_is_left_to_others(schema: dict[str, JsonValue]) -> None:
    assert fill(schema) is None


def test_a_list_of_other_things_stays_empty_and_whole_numbers_are_whole() -> None:
    schema = rows_of(
        name=TEXT, first={"type": "integer"}, second=NUMBER, tags={"type": "array", "items": TEXT}
    )

    assert fill(schema) == [
        {"name": "MATH", "first": 0, "second": 2.0, "tags": []},
        {"name": "DROP", "first": 7, "second": None, "tags": []},
    ]


def test_a_list_within_a_list_of_values_stays_empty_though_it_has_no_end() -> None:
    row = rows_of(name=TEXT, score=NUMBER, parts={"$ref": "#/$defs/rows"})

    filled = fill({"$ref": "#/$defs/rows", "$defs": {"rows": row}})

    assert isinstance(filled, list)
    assert filled[1] == {
        "name": "DROP",
        "score": None,
        "parts": [{"name": "heron.pdf", "score": 7.0, "parts": []}],
    }


def test_a_value_that_the_schema_does_not_allow_is_left_out() -> None:
    schema = rows_of(name=TEXT, first={"type": ["number", "null"], "maximum": 2}, second=NUMBER)

    assert fill(schema) == [
        {"name": "MATH", "first": 1.5, "second": 2.0},
        {"name": "DROP", "first": None, "second": None},
    ]


def test_whole_numbers_are_never_cut() -> None:
    schema = rows_of(name=TEXT, first={"type": ["integer", "null"]}, second={"type": "integer"})

    assert fill(schema) == [
        {"name": "MATH", "first": None, "second": 2},
        {"name": "DROP", "first": 7, "second": 0},
    ]
