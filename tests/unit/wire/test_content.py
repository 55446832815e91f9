"""Every kind of part, as clients really send it."""

import pytest

from wasat.wire.content import Content, MediaResolution_Level, Part


@pytest.mark.parametrize(
    "part",
    [
        {"text": ""},
        {"inlineData": {"mimeType": "application/pdf", "data": "-__-"}},
        {"fileData": {"file_uri": "files/x", "mime_type": "application/pdf"}},
        {"functionCall": {"name": "f", "args": {}, "id": "1"}},
        {"functionResponse": {"name": "f", "response": {"a": 1}, "scheduling": "SILENT"}},
        {"executableCode": {"language": "PYTHON", "code": "1"}},
        {"codeExecutionResult": {"outcome": "OUTCOME_OK", "output": "1"}},
        {"toolCall": {"toolType": "GOOGLE_SEARCH", "args": {}}},
        {"toolResponse": {"toolType": "GOOGLE_SEARCH", "response": {}}},
        {"text": "a", "thought": True, "thoughtSignature": "-__-"},
        {"text": "a", "videoMetadata": {"startOffset": "1s", "endOffset": "5s", "fps": 2.0}},
        {"text": "a", "documentMetadata": {"start_page": 2, "content_layers": ["PAGE_TEXT"]}},
        {"text": "a", "spreadsheetMetadata": {"visible_cells": "A1:D10", "sheet_index": 1}},
        {"text": "a", "partMetadata": {"k": 1}, "audioMetadata": {}, "speechMetadata": {}},
        {"text": "a", "mediaProcessing": "AGENTIC", "audioTranscription": {}},
    ],
)
def test_every_part_of_the_sdks_is_known(part: dict) -> None:
    assert Content.model_validate({"parts": part, "role": "user"}).parts == (
        Part.model_validate(part),
    )


def test_inline_bytes_stay_text_until_they_are_wanted() -> None:
    part = Part.model_validate({"inlineData": {"mimeType": "a/b", "data": "-__-"}})

    assert part.inline_data.data == "-__-"


def test_a_resolution_stands_in_an_object() -> None:
    part = Part.model_validate({"mediaResolution": {"level": "MEDIA_RESOLUTION_ULTRA_HIGH"}})

    assert part.media_resolution.level is MediaResolution_Level.MEDIA_RESOLUTION_ULTRA_HIGH


def test_an_empty_text_goes_out() -> None:
    assert Content(parts=(Part(text=""),), role="model").to_json() == (
        '{"parts":[{"text":""}],"role":"model"}'
    )
