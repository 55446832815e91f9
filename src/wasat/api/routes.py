"""The table: every method, its path and its handler; the whole surface on one screen."""

from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Lifespan

from wasat.api import files, models, operations, pages
from wasat.api.absent.collections import UPLOAD_TO_STORE, create_absent_methods
from wasat.api.context import Context
from wasat.api.errors import ErrorBoundary
from wasat.api.http.browsers import let_browsers_in
from wasat.api.http.expect import RefuseEarly
from wasat.api.http.log import RequestLog
from wasat.api.limits.bodies import PacedBody
from wasat.api.limits.visit import Visits
from wasat.api.method import Method, create_route, method, method_with_body
from wasat.api.openapi import create_document_routes
from wasat.api.reply import StandardHeaders
from wasat.api.upload import upload_endpoint
from wasat.wire import files as wire_files
from wasat.wire import models as wire_models
from wasat.wire.answer import CountTokensResponse, GenerateContentResponse
from wasat.wire.base import Empty
from wasat.wire.generate import CountTokensRequest, GenerateContentRequest

_UPLOADING = ("POST", "PUT", "DELETE")
_UPLOAD_PREFIXES = ("/upload", "/resumable/upload")
_PAGED = ("page_size", "page_token")


def create_methods() -> tuple[Method, ...]:
    """Return the table; of two paths that fit, the first counts.

    Models come first, since every row before the one that fits is tried for every request; but
    for the name of one, which what is below a model might be taken for.
    """
    get_model = method(
        "models.get", "GET models/{model:path}", models.get_model, answer=wire_models.Model
    )
    return (
        *_model_methods(),
        *_other_model_methods(),
        *create_absent_methods(),
        get_model,
        *_file_methods(),
    )


def _model_methods() -> tuple[Method, ...]:
    return (
        method_with_body(
            "models.generateContent",
            "POST models/{model:path}:generateContent",
            models.generate_content,
            body=GenerateContentRequest,
            answer=GenerateContentResponse,
        ),
        method_with_body(
            "models.streamGenerateContent",
            "POST models/{model:path}:streamGenerateContent",
            models.stream_generate_content,
            body=GenerateContentRequest,
            answer=GenerateContentResponse,
            media_type="text/event-stream",
        ),
        method_with_body(
            "models.countTokens",
            "POST models/{model:path}:countTokens",
            models.count_tokens,
            body=CountTokensRequest,
            answer=CountTokensResponse,
        ),
        method("models.unsupported", "POST models/{model:path}:{method}", models.refuse_method),
        method(
            "models.list",
            "GET models",
            models.list_models,
            answer=wire_models.ListModelsResponse,
            parameters=_PAGED,
        ),
        method("responses.trace", "GET responses/{response}/trace", pages.get_trace),
    )


def _other_model_methods() -> tuple[Method, ...]:
    """Return what the service has beside its own models: it is known, and there is nothing."""
    return (
        method(
            "tunedModels.list",
            "GET tunedModels",
            models.list_tuned_models,
            answer=wire_models.ListTunedModelsResponse,
            parameters=(*_PAGED, "filter"),
        ),
        method("tunedModels.unsupported", "GET tunedModels/{model:path}", models.get_tuned_model),
        method(
            "tunedModels.unsupported",
            "POST tunedModels/{model:path}:{method}",
            models.refuse_tuned_model,
        ),
        method(
            "dynamic.unsupported", "POST dynamic/{model:path}:{method}", models.refuse_dynamic_model
        ),
    )


def _file_methods() -> tuple[Method, ...]:
    return (
        method_with_body(
            "files.create",
            "POST files",
            files.create_file,
            body=wire_files.CreateFileRequest,
            answer=wire_files.CreateFileResponse,
        ),
        method(
            "files.list",
            "GET files",
            files.list_files,
            answer=wire_files.ListFilesResponse,
            parameters=_PAGED,
        ),
        method("files.register", "POST files:register", files.register_files, answer=Empty),
        method(
            "files.download",
            "GET files/{file:path}:download",
            files.download_file,
            media_type="application/octet-stream",
        ),
        method(
            "files.page",
            "GET files/{file}/pages/{page}.png",
            pages.draw_page,
            parameters=("box",),
            media_type="image/png",
        ),
        method("files.get", "GET files/{file:path}", files.get_file, answer=wire_files.File),
        method("files.delete", "DELETE files/{file:path}", files.delete_file, answer=Empty),
        method(
            "generatedFiles.list",
            "GET generatedFiles",
            files.list_generated_files,
            answer=wire_files.ListGeneratedFilesResponse,
            parameters=_PAGED,
        ),
    )


def _store_upload_routes(context: Context) -> list[Route]:
    """Return uploads to file search stores, which are no more there than the stores are."""
    row = create_route(UPLOAD_TO_STORE, context)
    return [
        Route(f"{prefix}{row.path}", row.endpoint, methods=["POST"], name=row.name)
        for prefix in _UPLOAD_PREFIXES
    ]


def create_routes(context: Context) -> list[Route]:
    """Return every route: the table, uploads, and what needs no key."""
    table = create_methods()
    upload = upload_endpoint(context)
    return [
        *(create_route(row, context) for row in table),
        *(
            Route(f"{prefix}/{{version}}/files", upload, methods=_UPLOADING, name="media.upload")
            for prefix in _UPLOAD_PREFIXES
        ),
        *_store_upload_routes(context),
        *(
            _open_route(path, handler, context)
            for path, handler in (
                ("/livez", operations.livez),
                ("/readyz", operations.readyz),
                ("/metrics", operations.metrics),
            )
        ),
        *create_document_routes(table, context.version),
    ]


def create_asgi(context: Context, *, lifespan: Lifespan[Starlette] | None = None) -> Starlette:
    """Return the application, failures and standard headers included.

    Args:
        context: What the handlers work with.
        lifespan: What begins and ends with the application.
    """
    return _Application(
        routes=create_routes(context),
        middleware=[
            Middleware(RequestLog),
            *let_browsers_in(context.browser_origins),
            Middleware(RefuseEarly),
            Middleware(StandardHeaders),
            Middleware(Visits, limits=context.limits),
            Middleware(
                PacedBody,
                seconds=context.body_seconds,
                bytes_per_second=context.body_bytes_per_second,
            ),
            Middleware(ErrorBoundary),
        ],
        lifespan=lifespan,
    )


class _Application(Starlette):
    """Starlette without the layers by which it catches failures: ErrorBoundary does."""

    def build_middleware_stack(self) -> ASGIApp:
        """Return the router within our layers."""
        app: ASGIApp = self.router
        for layer, arguments, named in reversed(self.user_middleware):
            app = layer(app, *arguments, **named)
        return app


def _open_route(
    path: str, handler: Callable[[Request, Context], Awaitable[Response]], context: Context
) -> Route:
    async def endpoint(request: Request) -> Response:
        return await handler(request, context)

    return Route(path, endpoint, name=handler.__name__)
