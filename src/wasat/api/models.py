"""models.*: which there are, what a prompt costs, and answers, whole or in pieces."""

import base64
from collections.abc import Sequence

from starlette.exceptions import HTTPException
from starlette.responses import Response

from wasat.api.context import Call
from wasat.api.convert.answer import Composer, to_details
from wasat.api.convert.checks import asks_documents, check_last_turn
from wasat.api.convert.faults import echo, refusal, refuse
from wasat.api.convert.prompt import to_plain_prompt, to_prompt
from wasat.api.convert.route import route_headers
from wasat.api.convert.unread import unread_headers
from wasat.api.details import DOMAIN, explaining, fault
from wasat.api.http.presence import while_present
from wasat.api.http.urls import base_url
from wasat.api.reply import answer
from wasat.api.stream import ARRAY, EVENTS, stream
from wasat.generation.prompt import Prompt
from wasat.generation.service import Model
from wasat.status import Detail, ErrorInfo, HelpLink, InvalidArgumentError, NotFoundError
from wasat.wire import models as wire
from wasat.wire.answer import CountTokensResponse
from wasat.wire.generate import CountTokensRequest, GenerateContentRequest

DEFAULT_PAGE = 50  # documented
LARGEST_PAGE = 1000  # documented; more is taken for this
METHODS = ("generateContent", "countTokens")
_REQUESTS = {  # the names of what models are asked
    "generateContent": "GenerateContentRequest",
    "streamGenerateContent": "GenerateContentRequest",
    "countTokens": "CountTokensRequest",
}
_BLAMING_CONTENTS = explaining(at="contents")
# Source: methods of models in the v1beta discovery document that no model here supports.
UNSUPPORTED = frozenset(
    {
        "asyncBatchEmbedContent",
        "batchEmbedContents",
        "batchGenerateContent",
        "embedContent",
        "generateAnswer",
        "predict",
        "predictLongRunning",
    }
)


async def generate_content(call: Call, body: GenerateContentRequest) -> Response:
    """Answer a prompt, whole."""
    composer = await _ask(call, body, "generateContent")
    with _BLAMING_CONTENTS:
        whole = await while_present(call.request, composer.whole())
    response = answer(call.request, whole, call.mask)
    response.headers.update(_told(call, composer))
    return response


async def stream_generate_content(call: Call, body: GenerateContentRequest) -> Response:
    """Answer a prompt, piece by piece: as events with `alt=sse`, else as one JSON array."""
    composer = await _ask(call, body, "streamGenerateContent")
    framing = EVENTS if call.query("alt").lower() == "sse" else ARRAY
    with _BLAMING_CONTENTS:
        begun = stream(composer.pieces(), framing, call.mask)
        response = await while_present(call.request, begun)
    response.headers.update(_told(call, composer))
    return response


async def count_tokens(call: Call, body: CountTokensRequest) -> CountTokensResponse:
    """Count what a prompt costs, the same as its answer will say."""
    asked = body.generate_content_request
    model = _find(call, "countTokens", has_documents=asked is None or asks_documents(asked))
    prompt = await _counted(call, body, model)
    with _BLAMING_CONTENTS:
        usage = await call.context.generator.count(model.name, prompt)
    return CountTokensResponse(
        total_tokens=usage.prompt_tokens,
        cached_content_token_count=usage.cached_tokens,
        prompt_tokens_details=to_details(usage.prompt),
    )


async def list_models(call: Call) -> wire.ListModelsResponse:
    """List the models that can be asked."""
    models = call.context.generator.models()
    first = _parse_page_token(call.query("page_token"), models)
    last = first + _page_size(call)
    token = base64.urlsafe_b64encode(models[last].name.encode()) if last < len(models) else b""
    return wire.ListModelsResponse(
        models=tuple(_to_wire(model) for model in models[first:last]),
        next_page_token=token.decode().rstrip("="),
    )


async def get_model(call: Call) -> wire.Model:
    """Get a model by its name.

    Raises:
        NotFoundError: Nothing answers to it.
        HTTPException: The path is a method's, which is not got.
    """
    name = call.path("model")
    if ":" in name:
        raise HTTPException(404)
    try:
        return _to_wire(call.context.generator.get_model(name))
    except InvalidArgumentError as error:
        raise refusal([("name", error.message)], "GetModelRequest") from error
    except NotFoundError as error:
        raise NotFoundError(
            f"Model is not found: models/{echo(name)} for api version {call.version}",
            details=_missing(call, name),
        ) from error


async def get_tuned_model(call: Call) -> wire.Model:
    """Get a model that the caller tuned, of which there are none.

    Raises:
        NotFoundError: Always.
    """
    name = f"tunedModels/{call.path('model')}"
    raise NotFoundError(
        f"Model is not found: {echo(name)} for api version {call.version}",
        details=_missing(call, name),
    )


async def list_tuned_models(call: Call) -> wire.ListTunedModelsResponse:
    """List models that the caller tuned: there are none."""
    del call
    return wire.ListTunedModelsResponse()


async def refuse_method(call: Call) -> Response:
    """Refuse a method of models that no model here supports.

    Raises:
        NotFoundError: The service knows the method.
        HTTPException: It does not.
    """
    method = call.path("method")
    if method not in UNSUPPORTED:
        raise HTTPException(404)
    raise not_found(call, method)


async def refuse_tuned_model(call: Call) -> Response:
    """Refuse to ask a model that the caller tuned: there are none.

    Raises:
        NotFoundError: The service knows the method.
        HTTPException: It does not.
    """
    raise _other_not_found(call, "tunedModels")


async def refuse_dynamic_model(call: Call) -> Response:
    """Refuse to ask a model of the service's own making: there are none.

    Raises:
        NotFoundError: The service knows the method.
        HTTPException: It does not.
    """
    raise _other_not_found(call, "dynamic")


async def _ask(call: Call, body: GenerateContentRequest, method: str) -> Composer:
    model = _find(call, method, has_documents=asks_documents(body))
    check_last_turn(body.contents)
    prompt = await to_prompt(call, body, model)
    with _BLAMING_CONTENTS:
        answering = await call.context.generator.run(model.name, prompt, project=call.project.name)
    return Composer(
        answering,
        shows_thoughts=prompt.options.has_thoughts,
        is_rated=bool(body.safety_settings),
    )


def _told(call: Call, composer: Composer) -> dict[str, str]:
    """Tell what an engine notes before the first word of its answer: unread pages, its route."""
    trace = call.context.traces.find(call.project.name, composer.response_id)
    return unread_headers(trace) | route_headers(trace)


async def _counted(call: Call, body: CountTokensRequest, model: Model) -> Prompt:
    request = body.generate_content_request
    if request is None:
        return await to_plain_prompt(call, body.contents, "CountTokensRequest")
    if body.contents:
        text = "expected either contents or generate_content_request, not both"
        refuse([("contents", text)], "CountTokensRequest")
    return await to_prompt(call, request, model)


def _find(call: Call, method: str, *, has_documents: bool) -> Model:
    try:
        return call.context.generator.get_model(call.path("model"), has_documents=has_documents)
    except InvalidArgumentError as error:
        raise refusal([("model", error.message)], _REQUESTS[method]) from error
    except NotFoundError as error:
        raise not_found(call, method) from error


def not_found(call: Call, method: str, name: str = "") -> NotFoundError:
    """Return the refusal of a method by a model that is not there, or does not support it.

    Args:
        call: Which version was asked, and by whom.
        method: Such as `generateContent`.
        name: Of the model with its collection; empty for the one in the path.
    """
    name = name or f"models/{call.path('model').removeprefix('models/')}"
    return NotFoundError(
        f"{echo(name)} is not found for API version {call.version}, or is not supported for"
        f" {method}. Call ListModels to see the list of available models and their supported"
        " methods.",
        details=_missing(call, name),
    )


def _other_not_found(call: Call, collection: str) -> Exception:
    method = call.path("method")
    if method not in _REQUESTS:
        return HTTPException(404)
    return not_found(call, method, f"{collection}/{call.path('model')}")


def _missing(call: Call, name: str) -> Sequence[Detail]:
    """Say which model is not there, and where those are listed that are."""
    base = base_url(call.request, call.context.public_url)
    return (
        ErrorInfo(reason="MODEL_NOT_FOUND", domain=DOMAIN, metadata={"model": echo(name)}),
        HelpLink(description="Models that can be asked", url=f"{base}/{call.version}/models"),
    )


def _to_wire(model: Model) -> wire.Model:
    profile = model.profile
    writer = model.writer
    also = f" Prompts without documents are answered by {writer.display_name}." if writer else ""
    return wire.Model(
        name=f"models/{model.name}",
        base_model_id=model.name,
        version=profile.version,
        display_name=profile.display_name,
        description=profile.description + also,
        input_token_limit=profile.input_tokens,
        output_token_limit=profile.output_tokens,
        supported_generation_methods=METHODS,
        thinking=profile.has_thoughts,
    )


def _page_size(call: Call) -> int:
    """Return the length of a page; 0 is the default, too much is the most there is.

    Raises:
        InvalidArgumentError: It is no number, or negative.
    """
    size = call.page_size()
    if size < 0:
        refuse([("page_size", f"must not be negative, as {size} is")], "ListModelsRequest")
    return min(size or DEFAULT_PAGE, LARGEST_PAGE)


def _parse_page_token(token: str, models: Sequence[Model]) -> int:
    """Return the place of the model that a token names.

    Raises:
        InvalidArgumentError: It names none.
    """
    if not token:
        return 0
    for place, model in enumerate(models):
        if base64.urlsafe_b64encode(model.name.encode()).decode().rstrip("=") == token:
            return place
    raise fault("page_token", f"Invalid page token: {echo(token)}")
