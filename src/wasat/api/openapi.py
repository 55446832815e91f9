"""The surface as OpenAPI 3.1, made from the same table; and a page to read it on."""

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel
from pydantic.alias_generators import to_camel
from pydantic.json_schema import models_json_schema
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from wasat.api.errors import JSON_TYPE
from wasat.api.method import VERSIONS, Method
from wasat.api.reply import INERT
from wasat.generation.prompt import JsonValue

Mode = Literal["validation", "serialization"]
Schemas = dict[tuple[object, str], dict[str, JsonValue]]

_VARIABLE = re.compile(r"{(\w+)(?::\w+)?}")
_EVERYWHERE = ("fields", "pretty_print")
_STATUS: JsonValue = {
    "type": "object",
    "required": ["code", "message", "status", "details"],
    "properties": {
        "code": {"type": "integer"},
        "message": {"type": "string"},
        "status": {"type": "string"},
        "details": {
            "type": "array",
            "items": {"type": "object", "required": ["@type"]},
            "minItems": 1,
        },
    },
}
_ERROR: JsonValue = {"type": "object", "required": ["error"], "properties": {"error": _STATUS}}
# A stream that was asked for as an array is refused as one.
_ENVELOPE: dict[str, JsonValue] = {"anyOf": [_ERROR, {"type": "array", "items": _ERROR}]}
_KEY: JsonValue = {"type": "apiKey", "in": "header", "name": "x-goog-api-key"}


def create_document_routes(table: Sequence[Method], version: str) -> list[Route]:
    """Return the routes of the document and of its page; neither needs a key."""

    @cache
    def document() -> str:
        return json.dumps(describe_api(table, version), indent=2) + "\n"

    @cache
    def page() -> str:
        return files("wasat.api").joinpath("docs.html").read_text()

    async def openapi(request: Request) -> Response:
        del request
        return Response(document(), media_type=JSON_TYPE)

    async def docs(request: Request) -> Response:
        del request
        text = page()
        return HTMLResponse(text, headers={"content-security-policy": own_parts_alone(text)})

    return [
        Route("/openapi.json", openapi, name="openapi"),
        Route("/docs", docs, name="docs"),
    ]


def own_parts_alone(page: str) -> str:
    """Return a policy under which a page may run its own script and style, as they are, alone."""
    sources = [f"{kind}-src {' '.join(_hash_inner(page, kind))}" for kind in ("script", "style")]
    return "; ".join([*sources, "connect-src 'self'", INERT])


def _hash_inner(page: str, element: str) -> list[str]:
    """Return hashes of what elements hold. Source: Content Security Policy Level 3, 2.3.1."""
    inner = re.findall(f"<{element}>(.*?)</{element}>", page, re.DOTALL)
    digests = (hashlib.sha256(text.encode()).digest() for text in inner)
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


def describe_api(table: Iterable[Method], version: str) -> dict[str, JsonValue]:
    """Return the OpenAPI document of a table."""
    rows = [row for row in table if not row.name.endswith(".unsupported")]
    wanted: list[tuple[type[BaseModel], Mode]] = [
        *((row.answer, "serialization") for row in rows if row.answer),
        *((row.body, "validation") for row in rows if row.body),
    ]
    found, definitions = models_json_schema(
        list(dict.fromkeys(wanted)), ref_template="#/components/schemas/{model}"
    )
    schemas: Schemas = {(model, mode): schema for (model, mode), schema in found.items()}
    paths: dict[str, dict[str, JsonValue]] = {}
    for row in rows:
        path = _VARIABLE.sub(r"{\1}", f"/{{version}}/{row.path}")
        paths.setdefault(path, {})[row.verb.lower()] = _operation(row, path, schemas)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Wasat", "version": version, "summary": "The Gemini API for documents"},
        "security": [{"key": []}],
        "paths": {**paths},
        "components": {
            "schemas": definitions.get("$defs", {}),
            "securitySchemes": {"key": _KEY},
        },
    }


def _operation(row: Method, path: str, schemas: Schemas) -> JsonValue:
    schema = schemas[row.answer, "serialization"] if row.answer else {}
    operation: dict[str, JsonValue] = {
        "operationId": row.name,
        "summary": row.summary,
        "parameters": [
            *(_path_parameter(name) for name in _VARIABLE.findall(path)),
            *(_query_parameter(name) for name in (*row.parameters, *_EVERYWHERE)),
        ],
        "responses": {
            "200": {"description": "OK", **_answer_content(row, schema)},
            "4XX": {"description": "Refused", **_content(_ENVELOPE)},
            "404": {
                "description": "Not found; a page where the path itself is unknown",
                "content": {"application/json": {"schema": _ENVELOPE}, "text/html": {}},
            },
        },
    }
    if row.body:
        operation["requestBody"] = _content(schemas[row.body, "validation"])
    return operation


def _answer_content(row: Method, schema: dict[str, JsonValue]) -> dict[str, JsonValue]:
    """Describe what is answered; a stream is events, or one array of the same."""
    if row.media_type == "text/event-stream":
        array: JsonValue = {"schema": {"type": "array", "items": schema}}
        return {"content": {row.media_type: {}, "application/json": array}}
    return {"content": {row.media_type: {"schema": schema} if schema else {}}}


def _content(schema: dict[str, JsonValue]) -> dict[str, JsonValue]:
    return {"content": {"application/json": {"schema": schema}}}


def _path_parameter(name: str) -> JsonValue:
    schema: dict[str, JsonValue] = {"type": "string"}
    if name == "version":
        schema["enum"] = [*sorted(VERSIONS)]
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _query_parameter(name: str) -> JsonValue:
    return {"name": to_camel(name), "in": "query", "schema": {"type": "string"}}
