"""What handlers are given: the trade's services, and the call they answer."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

import msgspec
from pydantic.alias_generators import to_camel
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

from wasat.api.details import fault
from wasat.api.http.fields import Mask
from wasat.api.http.urls import CANONICAL_BASE, base_url, file_url
from wasat.api.limits.keys import KeyLimits
from wasat.clock import Clock, now
from wasat.files.fetch import Fetcher
from wasat.files.service import Files
from wasat.generation.pages import PageView
from wasat.generation.service import Generator
from wasat.generation.traces import Traces
from wasat.projects.service import Project, Projects
from wasat.wire.base import Message

Reply = Message | Response

_NUMBER = re.compile(r"-?[0-9]{1,18}")  # longer ones would take ever longer to read


async def _nothing() -> None:
    return


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Everything the HTTP room works with, put together by app.

    Attributes:
        files: The Files API.
        projects: Keys and whose they are.
        generator: What answers.
        traces: What was considered for late answers.
        page_view: Draws pages; None where no drawing is possible.
        fetcher: Fetches documents from elsewhere; None where nothing is fetched.
        max_fetch_bytes: All that one request may have fetched.
        clock: The time.
        version: Of this server.
        public_url: Base of all URLs we hand out, without a slash at its end; empty takes the
            caller's Host.
        browser_origins: Of the pages in browsers that may call, such as `https://app.example`.
        canonical_uris: Whether files are named by Google's https address.
        max_request_bytes: Largest JSON body.
        max_file_bytes: Largest file.
        processing_wait_seconds: How long a request waits for a file that is still being read.
        download_uploaded: Whether uploaded files may be downloaded.
        measure: Brings what `/metrics` tells of the present up to date.
        limits: What each key may do.
        body_seconds: How long a body may bring too little before the request is refused.
        body_bytes_per_second: What is too little, on average over that time.
        is_ready: Whether requests can be answered now.
        facts: What stands behind that, by name, such as `{"store": "ok", "sandbox": [...]}`; of
            JSON values, told to anybody who asks.
    """

    files: Files
    projects: Projects
    generator: Generator
    traces: Traces
    page_view: PageView | None = None
    fetcher: Fetcher | None = None
    max_fetch_bytes: int = 104_857_600
    clock: Clock = now
    version: str = ""
    public_url: str = ""
    browser_origins: tuple[str, ...] = ()
    canonical_uris: bool = False
    max_request_bytes: int = 104_857_600
    max_file_bytes: int = 2_147_483_648
    processing_wait_seconds: float = 600
    download_uploaded: bool = False
    measure: Callable[[], Awaitable[None]] = _nothing
    limits: KeyLimits = field(default_factory=KeyLimits)
    body_seconds: float = 60
    body_bytes_per_second: int = 100
    is_ready: Callable[[], bool] = _always
    facts: Callable[[], Mapping[str, object]] = dict[str, object]

    def file_uri(self, request: HTTPConnection, file_id: str) -> str:
        """Return the `uri` of a file: on the caller's address, or Google's where that is set."""
        if self.canonical_uris:
            return file_url(CANONICAL_BASE, file_id)
        return file_url(base_url(request, self.public_url), file_id)


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """One call of one method, after the key was checked and unknown parameters were refused.

    Attributes:
        context: What to answer with.
        request: As Starlette has it; its body is read already where the method takes JSON.
        project: Whose call it is.
        mask: Which fields of the answer are wanted; empty for all.
    """

    context: Context
    request: Request
    project: Project
    mask: Mask = frozenset()

    @property
    def version(self) -> str:
        """`v1`, `v1beta` or `v1alpha`, as in the path."""
        return str(self.request.path_params["version"])

    def path(self, name: str) -> str:
        """Return a variable of the path, percent-decoded."""
        return str(self.request.path_params[name])

    def query(self, name: str) -> str:
        """Return a query parameter by its snake_case name, in either spelling; empty if missing."""
        parameters = self.request.query_params
        return parameters.get(to_camel(name), parameters.get(name, ""))

    def page_size(self) -> int:
        """Return how long a page of a list shall be; 0 if that is left to us.

        Raises:
            InvalidArgumentError: It is not a whole number; it may be negative.
        """
        text = self.query("page_size") or "0"
        if _NUMBER.fullmatch(text):
            return int(text)
        raise fault("page_size", f"Invalid value at 'page_size' (TYPE_INT32), \"{text[:60]}\"")
