"""generationConfig to Options: what shapes the answer, and what cannot be had."""

from collections import deque
from collections.abc import Iterator

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError
from referencing.exceptions import Unresolvable

from wasat.api.convert.checks import REQUEST
from wasat.api.convert.faults import Fault, echo, refuse
from wasat.generation.prompt import AnswerForm, JsonValue, Options
from wasat.status import InvalidArgumentError
from wasat.wire.generate import GenerationConfig
from wasat.wire.schema import JsonSchema, Type, find_faults, to_json_schema

MOST_STOPS = 5  # documented

_NAME = "generation_config"
_REFUSED = {  # settings of answers that are not text
    "speech_config": "speech",
    "image_config": "images",
    "audio_transcription_config": "transcription of audio",
    "translation_config": "translation of audio",
    "response_format": "responseFormat",
}


def to_options(config: GenerationConfig, model: str) -> Options:
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
        schema=_schema(config, form),
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
    )


def _find_faults(config: GenerationConfig) -> Iterator[Fault]:
    if len(config.stop_sequences) > MOST_STOPS:
        text = f"expected at most {MOST_STOPS}, not {len(config.stop_sequences)}"
        yield f"{_NAME}.stop_sequences", text
    if "" in config.stop_sequences:
        yield f"{_NAME}.stop_sequences", "stop_sequence must not be empty"
    if config.response_mime_type not in {"", *AnswerForm}:
        text = (
            "allowed mimetypes are `text/plain`, `application/json` and `text/x.enum`, not"
            f" `{echo(config.response_mime_type)}`"
        )
        yield f"{_NAME}.response_mime_type", text
    if config.logprobs is not None and not config.response_logprobs:
        yield f"{_NAME}.logprobs", "only allowed when response_logprobs is true"
    yield from _find_schema_faults(config)


def _find_schema_faults(config: GenerationConfig) -> Iterator[Fault]:
    schema, json_schema = config.response_schema, config.response_json_schema
    name = f"{_NAME}.{'response_json_schema' if schema is None else 'response_schema'}"
    if schema is None and json_schema is None:
        return
    if schema is not None and json_schema is not None:
        yield name, "must not be set together with response_json_schema"
    if config.response_mime_type in {"", AnswerForm.TEXT}:
        yield name, "only allowed when response_mime_type is 'application/json' or 'text/x.enum'"
    if schema is not None:
        yield from find_faults(schema, name)
        if config.response_mime_type == AnswerForm.ENUM and schema.type is not Type.STRING:
            yield f"{name}.type", "only STRING with enum is allowed for 'text/x.enum'"
    elif isinstance(json_schema, dict):
        yield from _find_json_schema_faults(json_schema, name)
    else:
        yield name, "expected an object"


def _find_json_schema_faults(schema: JsonSchema, name: str) -> Iterator[Fault]:
    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        yield f"{name}{error.json_path.removeprefix('$')}", echo(error.message)
        return
    outside = [each for each in _references(schema) if not _resolves(schema, each)]
    for reference in outside:
        yield name, f"$ref must point inside the schema, not to {echo(reference)}"
    if not outside and not _ends(schema):
        yield name, "$ref must not lead back to itself"


def _references(node: JsonValue) -> Iterator[str]:
    """Yield all references of a schema; nothing outside of it is ever looked at."""
    waiting = [node]
    while waiting:
        here = waiting.pop()
        if isinstance(here, list):
            waiting += here
        elif isinstance(here, dict):
            waiting += here.values()
            for key in ("$ref", "$dynamicRef"):
                if isinstance(reference := here.get(key), str):
                    yield reference


def _resolves(schema: JsonValue, reference: str) -> bool:
    """Return whether a JSON pointer of this schema leads anywhere."""
    if reference == "#":
        return True
    if not reference.startswith("#/"):
        return False
    here = schema
    for step in reference[2:].split("/"):
        key = step.replace("~1", "/").replace("~0", "~")
        if not isinstance(here, dict) or key not in here:
            return False
        here = here[key]
    return True


def _ends(schema: JsonSchema) -> bool:
    """Return whether checking values against it comes to an end, tried on one of each kind."""
    validator = Draft202012Validator(schema)
    kinds: tuple[JsonValue, ...] = ({}, [], "", 0, True, None)
    try:
        for value in kinds:
            deque(validator.iter_errors(value), maxlen=0)
    except (RecursionError, Unresolvable):
        return False
    return True


def _check_abilities(config: GenerationConfig, model: str) -> None:
    if config.response_logprobs:
        raise InvalidArgumentError(f"Logprobs is not enabled for models/{model}")
    for modality in config.response_modalities:
        if modality.upper() not in {"TEXT", "MODALITY_UNSPECIFIED"}:
            raise InvalidArgumentError(
                f"models/{model} answers with TEXT only, not with the modality {echo(modality)}."
            )
    for name, words in _REFUSED.items():
        if getattr(config, name) not in (None, ()):
            raise InvalidArgumentError(
                f"models/{model} does not support {words}: expected no {_NAME}.{name}."
            )


def _schema(config: GenerationConfig, form: AnswerForm) -> JsonSchema | None:
    if form is AnswerForm.TEXT:
        return None
    if config.response_schema is not None:
        return to_json_schema(config.response_schema)
    json_schema: JsonSchema | None = config.response_json_schema
    return json_schema
