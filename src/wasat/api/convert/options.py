"""generationConfig to Options: what shapes the answer, and what cannot be had."""

from collections.abc import Iterator

from wasat.api.convert.checks import REQUEST
from wasat.api.convert.faults import Fault, echo, refuse
from wasat.api.convert.schemas.check import find_schema_faults, to_schema
from wasat.api.details import fault
from wasat.generation.prompt import AnswerForm, Options
from wasat.generation.service import Model
from wasat.wire.generate import (
    GenerationConfig,
    GenerationConfig_Modality,
    ThinkingConfig,
    ThinkingConfig_ThinkingLevel,
)

MOST_STOPS = 5  # documented

_NAME = "generation_config"
_UNSPECIFIED = ThinkingConfig_ThinkingLevel.THINKING_LEVEL_UNSPECIFIED
_FORMS = frozenset({"", *AnswerForm})
_TEXTUAL = frozenset(
    {GenerationConfig_Modality.MODALITY_UNSPECIFIED, GenerationConfig_Modality.TEXT}
)
_REFUSED = {  # settings of answers that are not text
    "speech_config": "speech",
    "image_config": "images",
    "audio_transcription_config": "transcription of audio",
    "translation_config": "translation of audio",
    "response_format": "responseFormat",
}


def to_options(config: GenerationConfig, model: Model) -> Options:
    """Return the options of an answer.

    Raises:
        InvalidArgumentError: Something cannot be honoured, or does not go together; says what.
    """
    refuse([*_find_faults(config)], REQUEST)
    _check_abilities(config, model)
    form = AnswerForm(config.response_mime_type or AnswerForm.TEXT)
    thinking = config.thinking_config
    return Options(
        form=form,
        schema=to_schema(config, form),
        candidate_count=config.candidate_count,
        max_output_tokens=config.max_output_tokens,
        stop_sequences=config.stop_sequences,
        temperature=config.temperature,
        top_p=config.top_p,
        top_k=config.top_k or None,
        seed=config.seed,
        presence_penalty=config.presence_penalty,
        frequency_penalty=config.frequency_penalty,
        has_thoughts=thinking is not None and thinking.include_thoughts,
        thinking_budget=thinking.thinking_budget if thinking else None,
        thinking_level=_level(thinking),
        rivals=(config.logprobs or 0) if config.response_logprobs else None,
    )


def _level(thinking: ThinkingConfig | None) -> str:
    level = thinking.thinking_level if thinking else _UNSPECIFIED
    return "" if level is _UNSPECIFIED else level.value.lower()


def _find_faults(config: GenerationConfig) -> Iterator[Fault]:
    if len(config.stop_sequences) > MOST_STOPS:
        text = f"expected at most {MOST_STOPS}, not {len(config.stop_sequences)}"
        yield f"{_NAME}.stop_sequences", text
    if "" in config.stop_sequences:
        yield f"{_NAME}.stop_sequences", "stop_sequence must not be empty"
    if config.response_mime_type not in _FORMS:
        text = (
            "allowed mimetypes are `text/plain`, `application/json` and `text/x.enum`, not"
            f" `{echo(config.response_mime_type)}`"
        )
        yield f"{_NAME}.response_mime_type", text
    if config.logprobs is not None and not config.response_logprobs:
        yield f"{_NAME}.logprobs", "only allowed when response_logprobs is true"
    yield from _find_thinking_faults(config.thinking_config)
    yield from find_schema_faults(config, _NAME)


def _find_thinking_faults(thinking: ThinkingConfig | None) -> Iterator[Fault]:
    """Yield a fault where effort is told twice. Source: documentation of thinkingLevel."""
    if thinking is None or thinking.thinking_budget is None:
        return
    if thinking.thinking_level is not _UNSPECIFIED:
        yield f"{_NAME}.thinking_config.thinking_level", "not allowed beside thinking_budget"


def _check_abilities(config: GenerationConfig, model: Model) -> None:
    if config.response_logprobs and not model.profile.has_chances:
        message = f"Logprobs is not enabled for models/{model.name}"
        raise fault(f"{_NAME}.response_logprobs", message)
    for modality in config.response_modalities:
        if modality not in _TEXTUAL:
            raise fault(
                f"{_NAME}.response_modalities",
                f"models/{model.name} answers with TEXT only, not with the modality {modality}.",
            )
    for name, words in _REFUSED.items():
        if getattr(config, name) not in (None, ()):
            raise fault(
                f"{_NAME}.{name}",
                f"models/{model.name} does not support {words}: expected no {_NAME}.{name}.",
            )
