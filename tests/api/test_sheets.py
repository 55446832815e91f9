"""spreadsheetMetadata over HTTP: sheets, cells and layers decide what is seen, by both engines."""

import base64

import httpx
import pytest

from tests.api.reading import CHAT, READER, Reading, said
from tests.make.office import xlsx
from tests.unit.chat.fakes import text_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COSTS = (
    '<row r="1"><c r="A1" t="str"><v>Item</v></c><c r="B1" t="str"><v>Cost</v></c></row>'
    '<row r="2"><c r="A2" t="str"><v>Rope</v></c><c r="B2"><v>12</v></c></row>'
    '<row r="3"><c r="A3" t="str"><v>Lamp</v></c><c r="B3"><f>B2*4</f><v>48</v></c></row>'
)
NOTES = '<row r="1"><c r="A1" t="str"><v>Ask Ann</v></c></row>'
DATA = base64.b64encode(xlsx({"Costs": COSTS, "Notes": NOTES})).decode()

SEEN: list[tuple[dict[str, object], set[str], set[str]]] = [
    ({}, {"Rope", "48", "Ask Ann"}, {"B2*4"}),
    ({"sheetIndex": 1}, {"Rope", "48"}, {"Ask Ann", "B2*4"}),
    ({"sheet_index": 2}, {"Ask Ann"}, {"Rope", "48"}),
    ({"sheetIndex": 1, "visible_cells": "A3:B3"}, {"Lamp", "48"}, {"Rope"}),
    ({"contentLayers": ["FORMULAS"]}, {"Rope", "=B2*4"}, {"48"}),
    ({"contentLayers": ["DATA", "FORMULAS"]}, {"48", "=B2*4"}, set()),
    ({"contentLayers": ["VISUAL"]}, set(), {"Rope", "48"}),
]


async def ask(
    chosen: dict[str, object], service: Reading | None = None, model: str = READER
) -> httpx.Response:
    document = {
        "inlineData": {"mimeType": XLSX, "data": DATA},
        "spreadsheetMetadata": chosen,
    }
    contents = [{"parts": [document, {"text": "Transcribe this document as Markdown"}]}]
    async with (service or Reading()).serve() as client:
        return await client.post(f"{model}:generateContent", json={"contents": contents})


@pytest.mark.parametrize(("chosen", "there", "not_there"), SEEN)
async def test_the_reader_sees_what_is_chosen_of_a_workbook(
    chosen: dict[str, object], there: set[str], not_there: set[str]
) -> None:
    text = said(await ask(chosen)).replace("\\", "")

    assert {words for words in there if words not in text} == set()
    assert {words for words in not_there if words in text} == set()


@pytest.mark.parametrize(("chosen", "there", "not_there"), SEEN)
async def test_a_chat_model_is_shown_what_is_chosen_of_a_workbook(
    chosen: dict[str, object], there: set[str], not_there: set[str]
) -> None:
    service = Reading()
    await ask(chosen, service, CHAT)

    shown = "\n".join(text_of(request) for request in service.client.requests)
    shown = shown.replace("\\", "")
    assert {words for words in there if words not in shown} == set()
    assert {words for words in not_there if words in shown} == set()


@pytest.mark.parametrize("model", [READER, CHAT])
async def test_a_sheet_that_is_not_there_is_told(model: str) -> None:
    answer = await ask({"sheetIndex": 7}, model=model)

    error = answer.json()["error"]
    assert (answer.status_code, error["status"]) == (400, "INVALID_ARGUMENT")
    assert error["message"].startswith("The document has no sheet 7: it has 2.")
    assert error["details"][0]["fieldViolations"][0]["field"] == "contents[0].parts[0]"
