"""countTokens and usageMetadata of one request: the same to the token, by modality, everywhere."""

import base64
import io

import pytest
from PIL import Image

from tests.api.reading import CHAT, READER, reading
from tests.make import office, pdf, picture

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ROWS = (
    '<row r="1"><c r="A1" t="str"><v>Item</v></c><c r="B1" t="str"><v>Cost</v></c></row>'
    '<row r="2"><c r="A2" t="str"><v>Rope</v></c><c r="B2"><f>3*4</f><v>12</v></c></row>'
)


def part(data: bytes, mime_type: str = "application/pdf", **modifiers: object) -> dict[str, object]:
    return {
        "inlineData": {"mimeType": mime_type, "data": base64.b64encode(data).decode()},
        **modifiers,
    }


def pages(first: int, last: int) -> dict[str, object]:
    return {"documentMetadata": {"startPage": first, "endPage": last}}


def cells(**chosen: object) -> dict[str, object]:
    return {"spreadsheetMetadata": chosen}


def scanned_page() -> bytes:
    page = Image.new("L", (850, 1100), 255)
    file = io.BytesIO()
    page.save(file, "PDF", resolution=100)
    return file.getvalue()


PDF = pdf.pages(["one"], ["two"], ["three"], ["four"], ["five"])
BOOK = office.xlsx({"Costs": ROWS, "Notes": ROWS})
TEXT = {"text": "What does it cost? Wie heißt es? 何ですか"}  # 46 bytes of UTF-8

PARTS: dict[str, tuple[list[dict[str, object]], dict[str, int | None]]] = {
    "text": ([TEXT], {"TEXT": 12}),
    "two texts": ([TEXT, {"text": "a"}], {"TEXT": 13}),
    "pdf": ([part(PDF)], {"DOCUMENT": 5 * 258}),
    "page range": ([part(PDF, **pages(2, 4))], {"DOCUMENT": 3 * 258}),
    "page range past the end": ([part(PDF, **pages(5, 99))], {"DOCUMENT": 258}),
    "layer": (
        [part(PDF, documentMetadata={"contentLayers": ["PAGE_TEXT"]})],
        {"DOCUMENT": 5 * 258},
    ),
    "scanned pdf": ([part(scanned_page())], {"DOCUMENT": 258}),
    "small picture": ([part(picture.png(64, 48), "image/png")], {"IMAGE": 258}),
    "large picture": ([part(picture.png(1600, 800), "image/png")], {"IMAGE": 6 * 258}),
    "resolution": (
        [part(PDF, mediaResolution={"level": "MEDIA_RESOLUTION_HIGH"})],
        {"DOCUMENT": 5 * 258},
    ),
    "plain text": ([part(b"x" * 403, "text/plain")], {"TEXT": 101}),
    "values": ([part(b"a,b\n1,2\n", "text/csv")], {"TEXT": 2}),
    "visible values": (
        [part(b"a,b\n1,22\n3,44\n", "text/csv", **cells(visibleCells="B2:B3"))],
        {"TEXT": 2},
    ),
    "markup": ([part(b"<h1>Title</h1><p>Words</p>", "text/html")], {"TEXT": None}),
    "workbook": ([part(BOOK, XLSX)], {"TEXT": None}),
    "sheet": ([part(BOOK, XLSX, **cells(sheetIndex=2))], {"TEXT": None}),
    "formulas": ([part(BOOK, XLSX, **cells(contentLayers=["FORMULAS"]))], {"TEXT": None}),
    "letter": ([part(office.docx(office.paragraph("Dear Ann")), DOCX)], {"TEXT": None}),
    "slides": ([part(office.pptx(office.shape(office.line("Plan"))), PPTX)], {"TEXT": None}),
    "mixed": (
        [
            TEXT,
            part(PDF, **pages(1, 2)),
            part(picture.png(), "image/png"),
            part(b"x" * 8, "text/plain"),
        ],
        {"TEXT": 14, "IMAGE": 258, "DOCUMENT": 2 * 258},
    ),
    "returned by a function": (
        [
            {"functionResponse": {"name": "f", "response": {"a": 1}, "parts": [part(PDF)]}},
            TEXT,
        ],
        {"TEXT": None, "DOCUMENT": 5 * 258},
    ),
}


@pytest.mark.parametrize("model", [READER, CHAT])
@pytest.mark.parametrize("name", PARTS)
async def test_a_prompt_costs_what_its_answer_says(name: str, model: str) -> None:
    parts, expected = PARTS[name]
    request = {"contents": [{"role": "user", "parts": parts}]}
    async with reading() as client:
        bare = await client.post(f"{model}:countTokens", json=request)
        whole = await client.post(f"{model}:countTokens", json={"generateContentRequest": request})
        answer = await client.post(f"{model}:generateContent", json=request)

    usage = answer.json()["usageMetadata"]
    found = {each["modality"]: each["tokenCount"] for each in usage["promptTokensDetails"]}
    assert found.keys() == expected.keys()
    assert {key: found[key] if value else None for key, value in expected.items()} == expected
    for counted in (bare.json(), whole.json()):
        assert counted["promptTokensDetails"] == usage["promptTokensDetails"]
        assert counted["totalTokens"] == usage["promptTokenCount"] == sum(found.values())


@pytest.mark.parametrize("model", [READER, CHAT])
async def test_all_that_surrounds_a_prompt_costs_the_same_both_times(model: str) -> None:
    request = {
        "systemInstruction": {"parts": [{"text": "Be brief."}, part(PDF)]},
        "contents": [
            {"role": "user", "parts": [part(picture.png(), "image/png"), TEXT]},
            {"role": "model", "parts": [{"text": "It is blue."}, {"functionCall": {"name": "f"}}]},
            {"role": "user", "parts": [{"functionResponse": {"name": "f", "response": {}}}]},
        ],
        "generationConfig": {"candidateCount": 2, "maxOutputTokens": 5},
    }
    async with reading() as client:
        counted = await client.post(
            f"{model}:countTokens", json={"generateContentRequest": {"model": "m", **request}}
        )
        answer = await client.post(f"{model}:generateContent", json=request)

    usage = answer.json()["usageMetadata"]
    assert counted.json()["promptTokensDetails"] == usage["promptTokensDetails"]
    assert counted.json()["totalTokens"] == usage["promptTokenCount"]
    assert usage["totalTokenCount"] == usage["promptTokenCount"] + usage["candidatesTokenCount"]


@pytest.mark.parametrize("model", [READER, CHAT])
async def test_a_stream_ends_with_the_same_ledger(model: str) -> None:
    request = {"contents": [{"parts": [part(PDF), TEXT]}]}
    async with reading() as client:
        counted = await client.post(f"{model}:countTokens", json=request)
        pieces = (await client.post(f"{model}:streamGenerateContent", json=request)).json()

    usage = [piece["usageMetadata"] for piece in pieces]
    assert len(usage) >= 3
    assert {each["promptTokenCount"] for each in usage} == {counted.json()["totalTokens"]}
    assert usage[-1]["promptTokensDetails"] == counted.json()["promptTokensDetails"]
