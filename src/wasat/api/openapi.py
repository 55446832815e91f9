"""The surface as OpenAPI 3.1, made from the same table; and a page to read it on."""

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
from wasat.generation.prompt import JsonValue

Mode = Literal["validation", "serialization"]
Schemas = dict[tuple[object, str], dict[str, JsonValue]]

_VARIABLE = re.compile(r"{(\w+)(?::\w+)?}")
_KEY: JsonValue = {"type": "apiKey", "in": "header", "name": "x-goog-api-key"}


def create_document_routes(table: Sequence[Method], version: str) -> list[Route]:
    """Return the routes of the document and of its page; neither needs a key."""

    @cache
    def document() -> str:
        return json.dumps(describe_api(table, version), indent=2) + "\n"

    async def openapi(request: Request) -> Response:
        del request
        return Response(document(), media_type=JSON_TYPE)

    async def docs(request: Request) -> Response:
        del request
        return HTMLResponse(files("wasat.api").joinpath("docs.html").read_text())

    return [
        Route("/openapi.json", openapi, name="openapi"),
        Route("/docs", docs, name="docs"),
    ]


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
    answer: dict[str, JsonValue] = {"description": "OK"}
    if row.answer:
        answer |= _content(schemas[row.answer, "serialization"])
    operation: dict[str, JsonValue] = {
        "operationId": row.name,
        "summary": row.summary,
        "parameters": [
            *(_path_parameter(name) for name in _VARIABLE.findall(path)),
            *(_query_parameter(name) for name in row.parameters),
        ],
        "responses": {"200": answer},
    }
    if row.body:
        operation["requestBody"] = _content(schemas[row.body, "validation"])
    return operation


def _content(schema: dict[str, JsonValue]) -> dict[str, JsonValue]:
    return {"content": {"application/json": {"schema": schema}}}


def _path_parameter(name: str) -> JsonValue:
    schema: dict[str, JsonValue] = {"type": "string"}
    if name == "version":
        schema["enum"] = [*sorted(VERSIONS)]
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _query_parameter(name: str) -> JsonValue:
    return {"name": to_camel(name), "in": "query", "schema": {"type": "string"}}
