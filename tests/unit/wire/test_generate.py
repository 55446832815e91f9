"""Requests as clients really send them."""

from wasat.wire.generate import (
    CountTokensRequest,
    FunctionCallingConfig_Mode,
    GenerateContentRequest,
)


def test_a_request_of_the_python_sdk_mixes_spellings() -> None:
    request = GenerateContentRequest.model_validate(
        {
            "contents": [
                {
                    "parts": [{"fileData": {"file_uri": "u", "mime_type": "application/pdf"}}],
                    "role": "user",
                }
            ],
            "generationConfig": {
                "topK": 5.0,
                "thinkingConfig": {"include_thoughts": True, "thinking_budget": 0},
            },
        }
    )

    assert request.contents[0].parts[0].file_data.file_uri == "u"
    assert request.generation_config.top_k == 5
    assert request.generation_config.thinking_config.thinking_budget == 0


def test_a_json_schema_is_left_untouched() -> None:
    schema = {"$defs": {"a_b": {"type": "string", "default": None}}, "$ref": "#/$defs/a_b"}
    request = GenerateContentRequest.model_validate(
        {"generationConfig": {"response_json_schema": schema}}
    )

    assert request.generation_config.response_json_schema == schema


def test_settings_that_are_empty_are_the_defaults() -> None:
    request = GenerateContentRequest.model_validate({"generationConfig": {}})

    assert request == GenerateContentRequest()
    assert request.generation_config.candidate_count == 1


def test_tools_of_the_sdks_are_known() -> None:
    request = GenerateContentRequest.model_validate(
        {
            "tools": {
                "functionDeclarations": {
                    "name": "f",
                    "parameters_json_schema": {"type": "object"},
                    "parameters": {"type": "OBJECT"},
                },
                "googleSearch": {},
            },
            "toolConfig": {"functionCallingConfig": {"mode": "ANY"}},
        }
    )

    assert request.tools[0].function_declarations[0].name == "f"
    assert request.tool_config.function_calling_config.mode is FunctionCallingConfig_Mode.ANY


def test_counting_takes_either_form() -> None:
    request = CountTokensRequest.model_validate(
        {"generateContentRequest": {"model": "models/m", "contents": {"parts": {"text": "a"}}}}
    )

    assert request.generate_content_request.contents[0].parts[0].text == "a"
