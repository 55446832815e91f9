"""generationConfig to Options."""

from collections.abc import Mapping
from types import MappingProxyType

import pytest

from tests.unit.generation.fakes import make_model
from wasat.api.convert.options import to_options
from wasat.generation.prompt import AnswerForm, Options
from wasat.status import InvalidArgumentError
from wasat.wire.generate import GenerationConfig


def convert(abilities: Mapping[str, bool] = MappingProxyType({}), **fields: object) -> Options:
    return to_options(GenerationConfig.model_validate(fields), make_model(**abilities))


def test_nothing_said_is_the_default() -> None:
    assert convert() == Options()


@pytest.mark.parametrize("modality", ["TEXT", "text", "MODALITY_UNSPECIFIED"])
def test_text_may_be_asked_for(modality: str) -> None:
    assert convert(responseModalities=[modality]) == Options()


def test_what_only_samples_is_taken() -> None:
    options = convert(temperature=0, topP=0.0, topK=0, enableEnhancedCivicAnswers=True)

    assert (options.temperature, options.top_p, options.top_k) == (0.0, 0.0, None)


def test_plain_text_has_no_schema() -> None:
    assert convert(responseMimeType="text/plain").form is AnswerForm.TEXT


def test_thoughts_may_be_wanted_without_a_budget() -> None:
    options = convert(thinkingConfig={"includeThoughts": True})

    assert (options.has_thoughts, options.thinking_budget) == (True, None)


@pytest.mark.parametrize(
    "fields",
    [
        {"imageConfig": {}},
        {"audioTranscriptionConfig": {}},
        {"translationConfig": {}},
        {"responseFormat": [{}]},
        {"speechConfig": {}},
        {"responseModalities": "AUDIO"},
        {"responseLogprobs": True},
    ],
)
def test_other_answers_than_text_are_refused(fields: dict) -> None:
    with pytest.raises(InvalidArgumentError, match="models/m"):
        convert(**fields)


@pytest.mark.parametrize(("fields", "rivals"), [({}, 0), ({"logprobs": 3}, 3)])
def test_a_model_that_tells_chances_may_be_asked_for_them(fields: dict, rivals: int) -> None:
    options = convert({"has_chances": True}, responseLogprobs=True, **fields)

    assert options.rivals == rivals


def test_a_level_of_thinking_is_taken() -> None:
    assert convert(thinkingConfig={"thinkingLevel": "LOW"}).thinking_level == "low"
