"""The service's table of errors: what provokes each row, and how it must be answered."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

import httpx

from tests.api.asking import ASK, HELLO, Asking, EchoEngine, ask, inline
from tests.api.uploading import UPLOAD, commanding, upload
from wasat.api.limits.keys import KeyLimits, Rates
from wasat.blob import Blob
from wasat.status import UnavailableError, UnreadableDocumentError

RULE = "* GenerateContentRequest."
SCHEMA = f"{RULE}generation_config.response_schema"
NO_ACCESS = "You do not have permission to access the File x or it may not exist."
INVALID = "Invalid JSON payload received."
KEY_INVALID = ("ErrorInfo", "LocalizedMessage")

Step = Callable[[Asking, httpx.AsyncClient], Awaitable[None]]


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row: what provokes it, and how it is answered.

    Attributes:
        body: JSON, or a text as it is.
        starts: How the message begins.
        kinds: Of the typed details, in any order.
        make: The service that is asked.
        before: What happens before.
    """

    verb: str = "POST"
    path: str = ASK
    body: object = None
    headers: Mapping[str, str] = field(default_factory=dict)
    status: int = 400
    code: str = "INVALID_ARGUMENT"
    starts: str
    kinds: tuple[str, ...] = ("BadRequest",)
    make: Callable[[], Asking] = Asking
    before: Step | None = None


def config(**fields: object) -> dict[str, object]:
    return {**HELLO, "generationConfig": fields}


def schema(**fields: object) -> dict[str, object]:
    return config(responseMimeType="application/json", responseSchema=fields)


def named(uri: str, **more: str) -> dict[str, object]:
    return ask({"fileData": {"fileUri": uri, **more}})


def failing(failure: Exception) -> Callable[[], Asking]:
    return lambda: Asking(engine=EchoEngine(failure=failure))


def starting(file: object, mime_type: str = "application/pdf", **more: object) -> dict[str, object]:
    """Return what begins an upload."""
    return {
        "path": UPLOAD,
        "headers": commanding("start", header_content_type=mime_type, **more),
        "body": {"file": file},
    }


async def _fail(blob: Blob) -> None:
    del blob
    raise UnreadableDocumentError("The document has no pages.")


async def _upload(asking: Asking, client: httpx.AsyncClient) -> None:
    del asking
    await upload(client, name="files/mine")


async def _ask(asking: Asking, client: httpx.AsyncClient) -> None:
    del asking
    await client.post(ASK, json=HELLO)


async def _let_the_key_expire(asking: Asking, client: httpx.AsyncClient) -> None:
    del client
    expires = asking.now + timedelta(seconds=1)
    await asking.context.projects.add("k1", "p", expires=expires)
    asking.now += timedelta(seconds=2)


GONE = {"status": 403, "code": "PERMISSION_DENIED", "starts": NO_ACCESS, "kinds": ("ErrorInfo",)}
ROWS: Mapping[str, Row] = {
    "file missing, got": Row(verb="GET", path="/v1beta/files/x", **GONE),
    "file missing, deleted": Row(verb="DELETE", path="/v1beta/files/x", **GONE),
    "file missing, downloaded": Row(verb="GET", path="/v1beta/files/x:download?alt=media", **GONE),
    "file missing, used": Row(body=named("files/x"), **GONE),
    "type unsupported, sent": Row(
        body=ask(inline(mime_type="bad")), starts="Unsupported MIME type: bad"
    ),
    "type unsupported, uploaded": Row(
        **starting({}, "bad/mime_type"), starts="Unsupported MIME type: bad/mime_type"
    ),
    "type empty": Row(
        body=named("https://host/a.pdf"),
        starts="Unable to submit request because it has an empty mimeType parameter in fileData.",
    ),
    "contents missing": Row(body={}, starts=f"{RULE}contents: contents is not specified\n"),
    "contents empty": Row(
        body={"contents": []}, starts=f"{RULE}contents: contents is not specified\n"
    ),
    "content without parts": Row(
        body=ask(), starts=f"{RULE}contents[0].parts: contents.parts must not be empty.\n"
    ),
    "part without data": Row(
        body=ask({}),
        starts=f"{RULE}contents[0].parts[0].data: required oneof field 'data' must have one"
        " initialized field\n",
    ),
    "empty tool": Row(
        body={**HELLO, "tools": [{"functionDeclarations": []}]},
        starts=f"{RULE}tools[0].tool_type: required one_of 'tool_type' must have one initialized"
        " field\n",
    ),
    "bad role": Row(
        body={"contents": [{"role": "robot", "parts": [{"text": "a"}]}]},
        starts="Please use a valid role: user, model.",
    ),
    "unknown field": Row(
        body=ask({"x": 1}),
        starts=f"{INVALID} Unknown name \"x\" at 'contents[0].parts[0]': Cannot find field.",
    ),
    "unknown field, top": Row(
        body={**HELLO, "x": 1, "y": 2},
        starts=f'{INVALID} Unknown name "x": Cannot find field.\n'
        f'{INVALID} Unknown name "y": Cannot find field.',
    ),
    "unknown parameter": Row(
        path=f"{ASK}?x=1",
        body=HELLO,
        starts=f"{INVALID} Unknown name \"x\": Cannot bind query parameter. Field 'x' could not be"
        " found in request message.",
    ),
    "wrong type": Row(
        body=config(temperature="abc"),
        starts="Invalid value at 'generation_config.temperature' (TYPE_FLOAT), \"abc\"",
    ),
    "bad enumeration": Row(
        body={**HELLO, "safetySettings": [{"category": "X"}]},
        starts="Invalid value at 'safety_settings[0].category' (type.googleapis.com/google.ai"
        '.generativelanguage.v1beta.HarmCategory), "X"',
    ),
    "bad base64": Row(
        body=ask(inline("a*b")),
        starts="Invalid value at 'contents[0].parts[0].inline_data.data' (TYPE_BYTES), Base64"
        ' decoding failed for "a*b"',
    ),
    "not JSON": Row(
        body='{"contents": [}',
        starts=f'{INVALID} Unexpected token.\n{{"contents": [}}\n              ^',
    ),
    "unknown model": Row(
        path="/v1beta/models/x:generateContent",
        body=HELLO,
        status=404,
        code="NOT_FOUND",
        starts="models/x is not found for API version v1beta, or is not supported for"
        " generateContent. Call ListModels to see the list of available models and their supported"
        " methods.",
        kinds=("ErrorInfo", "Help"),
    ),
    "unknown model, got": Row(
        verb="GET",
        path="/v1beta/models/x",
        status=404,
        code="NOT_FOUND",
        starts="Model is not found: models/x for api version v1beta",
        kinds=("ErrorInfo", "Help"),
    ),
    "malformed model": Row(
        path="/v1beta/models/a b:generateContent",
        body=HELLO,
        starts=f"{RULE}model: unexpected model name format\n",
    ),
    "no key": Row(
        body=HELLO,
        headers={"x-goog-api-key": ""},
        status=403,
        code="PERMISSION_DENIED",
        starts="Method doesn't allow unregistered callers (callers without established identity)."
        " Please use API Key or other form of API consumer identity to call this API.",
        kinds=("ErrorInfo",),
    ),
    "wrong key": Row(
        body=HELLO,
        starts="API key not valid. Please pass a valid API key.",
        kinds=KEY_INVALID,
        make=lambda: Asking(keys={"other": "p"}),
    ),
    "expired key": Row(
        body=HELLO,
        starts="API key expired. Please renew the API key.",
        kinds=KEY_INVALID,
        before=_let_the_key_expire,
    ),
    "file not active": Row(
        body=named("files/mine"),
        code="FAILED_PRECONDITION",
        starts="The File mine is not in an ACTIVE state and usage is not allowed.",
        kinds=("ErrorInfo",),
        make=lambda: Asking(inspect=_fail),
        before=_upload,
    ),
    "file name taken": Row(
        **starting({"name": "files/mine"}),
        status=409,
        code="ALREADY_EXISTS",
        starts="Requested entity already exists",
        kinds=("ErrorInfo",),
        before=_upload,
    ),
    "no pages": Row(
        body=ask(inline()),
        starts="The document has no pages.",
        make=failing(UnreadableDocumentError("The document has no pages.")),
    ),
    "too many tokens": Row(
        body=ask({"text": "a" * 40_004}),
        starts="The input token count (10001) exceeds the maximum number of tokens allowed"
        " (10000).",
        kinds=("ErrorInfo",),
    ),
    "body too large": Row(
        body=HELLO,
        starts="Request payload size exceeds the limit: 10 bytes.",
        kinds=("ErrorInfo",),
        make=lambda: Asking(settings={"max_request_bytes": 10}),
    ),
    "uri of a bucket": Row(body=named("gs://b/x"), starts="Unsupported file URI type: gs://b/x"),
    "uri of data": Row(body=named("data:a,b"), starts="Unsupported file URI type: data:a,b"),
    "uri without scheme": Row(body=named("x.pdf"), starts="Invalid or unsupported file uri: x.pdf"),
    "uri elsewhere": Row(
        body=named("https://host/a.pdf", mimeType="application/pdf"),
        starts="Cannot fetch content from the provided URL.",
    ),
    "file name bad": Row(
        **starting({"name": "files/-A"}),
        starts="* CreateFileRequest.file.name: File resource name may only contain lowercase"
        " alphanumeric characters or dashes (-) and cannot begin or end with a dash. You can set"
        " the display_name which is not constrained by this format.\n",
    ),
    "file name long": Row(
        **starting({"name": "files/" + "a" * 41}), starts="* CreateFileRequest.file.name: "
    ),
    "display name long": Row(
        **starting({"displayName": "a" * 513}), starts="* CreateFileRequest.file.display_name: "
    ),
    "page size": Row(
        verb="GET", path="/v1beta/files?pageSize=101", starts="* ListFilesRequest.page_size: "
    ),
    "page size, negative": Row(
        verb="GET", path="/v1beta/files?pageSize=-1", starts="* ListFilesRequest.page_size: "
    ),
    "page token": Row(
        verb="GET", path="/v1beta/files?pageToken=x", starts="* ListFilesRequest.page_token: "
    ),
    "page token of models": Row(
        verb="GET", path="/v1beta/models?pageToken=x", starts="Invalid page token: x"
    ),
    "schema without JSON": Row(
        body=config(responseSchema={"type": "STRING"}),
        starts=f"{SCHEMA}: only allowed when response_mime_type is 'application/json'",
    ),
    "object without properties": Row(
        body=schema(type="OBJECT", properties={"params": {"type": "OBJECT"}}),
        starts=f'{SCHEMA}.properties["params"].properties: should be non-empty for OBJECT type\n',
    ),
    "enumeration of numbers": Row(
        body=schema(type="OBJECT", properties={"x": {"type": "INTEGER", "enum": ["1"]}}),
        starts=f'{SCHEMA}.properties["x"].enum: only allowed for STRING type\n',
    ),
    "format": Row(
        body=schema(type="OBJECT", properties={"x": {"type": "STRING", "format": "y"}}),
        starts=f"{SCHEMA}.properties[\"x\"].format: only 'enum' and 'date-time' are supported for"
        " STRING type\n",
    ),
    "required": Row(
        body=schema(type="OBJECT", properties={"x": {"type": "STRING"}}, required=["y"]),
        starts=f"{SCHEMA}.required[0]: property is not defined\n",
    ),
    "array without items": Row(
        body=schema(type="OBJECT", properties={"x": {"type": "ARRAY"}}),
        starts=f'{SCHEMA}.properties["x"].items: missing field.\n',
    ),
    "functions in JSON mode": Row(
        body=config(responseMimeType="application/json")
        | {"tools": [{"functionDeclarations": [{"name": "f"}]}]},
        starts="Function calling with response mime type: 'application/json' is unsupported",
    ),
    "tools in JSON mode": Row(
        body=config(responseMimeType="application/json") | {"tools": [{"googleSearch": {}}]},
        starts="Tool use with response mime type: 'application/json' is unsupported",
    ),
    "cache missing": Row(
        body={**HELLO, "cachedContent": "cachedContents/x"},
        status=403,
        code="PERMISSION_DENIED",
        starts="CachedContent not found (or permission denied)",
        kinds=("ErrorInfo",),
    ),
    "storage quota": Row(
        **starting({}, header_content_length=60),
        status=429,
        code="RESOURCE_EXHAUSTED",
        starts="You exceeded your current quota",
        kinds=("QuotaFailure",),
        make=lambda: Asking(max_project_bytes=50),
    ),
    "overloaded": Row(
        body=HELLO,
        status=503,
        code="UNAVAILABLE",
        starts="The model is overloaded. Please try again later.",
        kinds=(),
        make=failing(UnavailableError("The model is overloaded. Please try again later.")),
    ),
    "rate limit": Row(
        body=HELLO,
        status=429,
        code="RESOURCE_EXHAUSTED",
        starts="You exceeded your current quota, please check your plan and billing details. ",
        kinds=("QuotaFailure", "Help", "RetryInfo"),
        make=lambda: Asking(settings={"limits": KeyLimits(Rates(requests_per_minute=1))}),
        before=_ask,
    ),
}
