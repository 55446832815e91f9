"""JSON by schema over HTTP: what is found has its evidence; what is not is small, without any."""

import base64
import io
import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from tests.api.reading import READER, reading
from tests.make.pdf import pages

PDF = "application/pdf"
BILL = pages(
    ["Bill of the harbour"],
    ["Invoice number: A-17", "Paid: yes", "Total: 11.00", "Due date: 3 August 2014"],
)
LEAVES: list[tuple[dict[str, Any], object]] = [
    ({"type": "string"}, ""),
    ({"type": "number"}, 0),
    ({"type": "integer"}, 0),
    ({"type": "boolean"}, False),
    ({"type": "string", "enum": ["sea", "land"]}, "sea"),
    ({"enum": [7, 3]}, 7),
    ({"const": "fixed"}, "fixed"),
    ({"type": "integer", "minimum": 4}, 4),
    ({"type": "number", "exclusiveMaximum": -1}, -1.001),
    ({"type": "string", "minLength": 2}, "  "),
    ({"type": "string", "pattern": r"^[A-Z]{2}-\d+$"}, "AA-0"),
    ({"type": "string", "format": "date"}, "0001-01-01"),
    ({"type": "string", "format": "date-time"}, "0001-01-01T00:00:00Z"),
    ({"type": "string", "format": "email"}, "a@b.c"),
    ({"type": ["string", "null"]}, None),
    ({"type": ["number", "null"]}, None),
    ({"type": ["boolean", "null"]}, None),
    ({"type": ["string", "null"], "format": "date"}, None),
    ({"enum": ["sea", None]}, None),
    ({"anyOf": [{"type": "integer"}, {"type": "null"}]}, None),
    ({"type": "array", "items": {"type": "string"}}, []),
    ({"type": "array", "items": {"type": "object", "properties": {"zyx": {"type": "string"}}}}, []),
]
SURE = [(schema, small) for schema, small in LEAVES if small not in (None, [])]


def obj(**properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": [*properties]}


async def ask(schema: dict[str, Any], data: bytes = BILL) -> dict[str, Any]:
    document = {"inlineData": {"mimeType": PDF, "data": base64.b64encode(data).decode()}}
    body = {
        "contents": [{"parts": [document, {"text": "Extract the data"}]}],
        "generationConfig": {
            "responseMimeType": "application/json",
            "responseJsonSchema": schema,
        },
    }
    async with reading() as client:
        response: httpx.Response = await client.post(f"{READER}:generateContent", json=body)
    candidate: dict[str, Any] = response.json()["candidates"][0]
    return candidate


def answer(candidate: dict[str, Any]) -> Any:  # noqa: ANN401 - JSON
    return json.loads(candidate["content"]["parts"][0]["text"])


def supports(candidate: dict[str, Any]) -> list[tuple[str, list[int], list[float]]]:
    """The words of each segment, which chunks bear it, and how surely."""
    metadata = candidate.get("groundingMetadata", {})
    return [
        (
            entry["segment"]["text"],
            entry.get("groundingChunkIndices", []),
            entry["confidenceScores"],
        )
        for entry in metadata.get("groundingSupports", [])
    ]


@pytest.mark.parametrize(("schema", "small"), LEAVES)
async def test_what_is_not_found_is_the_smallest_value_without_evidence(
    schema: dict[str, Any], small: object
) -> None:
    candidate = await ask(obj(zyx=schema))

    assert answer(candidate) == {"zyx": small}
    assert "groundingChunks" not in candidate.get("groundingMetadata", {})
    if small in (None, []):
        assert supports(candidate) == []
    else:
        assert supports(candidate) == [(json.dumps(small), [], [0])]


@pytest.mark.parametrize(("schema", "small"), SURE)
async def test_so_it_is_within_objects_and_arrays(schema: dict[str, Any], small: object) -> None:
    nested = obj(
        inner=obj(deeper=obj(zyx=schema)),
        items={"type": "array", "minItems": 2, "items": obj(wvu=schema)},
    )

    candidate = await ask(nested)

    assert answer(candidate) == {
        "inner": {"deeper": {"zyx": small}},
        "items": [{"wvu": small}, {"wvu": small}],
    }
    assert "groundingChunks" not in candidate["groundingMetadata"]
    assert {(tuple(chunks), *scores) for _, chunks, scores in supports(candidate)} == {((), 0)}


async def test_what_is_found_stands_beside_what_is_not_with_its_own_page_box_and_quote() -> None:
    schema = obj(
        invoice_number={"type": "string"},
        zyx={"type": "string"},
        paid={"type": "boolean"},
        amounts=obj(total={"type": "number"}, wvu={"type": "number"}),
        due_date={"type": "string", "format": "date"},
        order_date={"type": "string", "format": "date"},
    )

    candidate = await ask(schema)

    assert answer(candidate) == {
        "invoice_number": "A-17",
        "zyx": "",
        "paid": True,
        "amounts": {"total": 11.0, "wvu": 0},
        "due_date": "2014-08-03",
        "order_date": "0001-01-01",
    }
    assert [text for text, chunks, scores in supports(candidate) if not chunks] == [
        '""',
        "0",
        '"0001-01-01"',
    ]
    found = dict(quoted(candidate))
    assert {text: chunk["text"] for text, chunk in found.items()} == {
        '"A-17"': "A-17",
        "true": "yes",
        "11.0": "11.00",
        '"2014-08-03"': "3 August 2014",
    }
    assert {chunk["pageNumber"] for chunk in found.values()} == {2}
    assert len({box_of(chunk) for chunk in found.values()}) == len(found)


async def test_each_cell_of_a_row_has_its_own_box() -> None:
    data = io.BytesIO()
    style = getSampleStyleSheet()["BodyText"]
    table = Table([["Description", "Qty", "Price"], ["Rope", "2", "3.50"], ["Rope", "4", "9.25"]])
    table.setStyle([("GRID", (0, 0), (-1, -1), 0.5, "black")])
    SimpleDocTemplate(data, pagesize=A4, invariant=1).build([Paragraph("Harbour", style), table])
    item = obj(
        description={"type": "string"},
        qty={"type": "integer"},
        price={"type": "number"},
        zyx={"type": "string"},
    )

    candidate = await ask(obj(items={"type": "array", "items": item}), data.getvalue())

    assert answer(candidate)["items"] == [
        {"description": "Rope", "qty": 2, "price": 3.5, "zyx": ""},
        {"description": "Rope", "qty": 4, "price": 9.25, "zyx": ""},
    ]
    found = [chunk for _, chunk in quoted(candidate)]
    assert [chunk["text"] for chunk in found] == ["Rope", "2", "3.50", "Rope", "4", "9.25"]
    assert len({box_of(chunk) for chunk in found}) == 6
    assert [scores for _, chunks, scores in supports(candidate) if not chunks] == [[0], [0]]


def quoted(candidate: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each leaf that rests on something with its one chunk, sure to more than nothing."""
    chunks = candidate["groundingMetadata"]["groundingChunks"]
    for text, indices, scores in supports(candidate):
        if indices:
            (index,), (score,) = indices, scores
            assert 0 < score <= 1
            yield text, chunks[index]["retrievedContext"]


def box_of(chunk: dict[str, Any]) -> str:
    entries = {entry["key"]: entry["stringValue"] for entry in chunk["customMetadata"]}
    assert len(entries["wasat.box"].split(",")) == 4
    return f"{chunk['pageNumber']}: {entries['wasat.box']}"
