"""Pages and pictures as a model sees them: drawn in sealed processes, kept while wanted."""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence

import structlog

from wasat.blob import Blob
from wasat.chat.client import Picture
from wasat.chat.grid import PixelSize, TokenGrid
from wasat.chat.pages.shelf import Leaf, Opened
from wasat.documents.executor import Argument, Executor, Job
from wasat.generation.prompt import Source
from wasat.status import InvalidArgumentError, StatusError, UnavailableError

DRAW = "wasat.documents.render.draw_sheets"
KEPT_BYTES = 64_000_000  # pictures of about a thousand pages

# Tokens of a page by resolution. Source: documented prices of media_resolution for PDF pages.
PAGE_TOKENS = {
    "MEDIA_RESOLUTION_LOW": 280,
    "MEDIA_RESOLUTION_MEDIUM": 560,
    "MEDIA_RESOLUTION_HIGH": 1_120,
    "MEDIA_RESOLUTION_ULTRA_HIGH": 2_240,
}
LOW_TOKENS = PAGE_TOKENS["MEDIA_RESOLUTION_LOW"]
DEFAULT_TOKENS = PAGE_TOKENS["MEDIA_RESOLUTION_MEDIUM"]

_AS_THEY_ARE = ("image/png", "image/jpeg")  # what every server takes
_PAGE_SECONDS = 15.0  # wall clock; documented limit
_PAGE_CPU_SECONDS = 5

_Key = tuple[str, str, int, PixelSize]
_log = structlog.get_logger(__name__)


def choose_tokens(source: Source, leaf: Leaf) -> int:
    """Return what a page's picture may cost: as asked for, and more where it is all there is."""
    if source.resolution:
        return PAGE_TOKENS.get(source.resolution, DEFAULT_TOKENS)
    return DEFAULT_TOKENS if leaf.text_bytes else PAGE_TOKENS["MEDIA_RESOLUTION_HIGH"]


class Sight:
    """Draws pages for models.

    The same page at the same size is always the same bytes, whether it was kept or drawn again, so
    that what a server has read before it need not read again.

    Args:
        executor: Must have been told to import `wasat.documents.render`.
        kept_bytes: Pictures kept in memory, the latest used.
    """

    def __init__(self, executor: Executor, *, kept_bytes: int = KEPT_BYTES) -> None:
        self._executor = executor
        self._room = kept_bytes
        self._kept: OrderedDict[_Key, bytes] = OrderedDict()

    async def draw(
        self, opened: Opened, sheets: Sequence[tuple[Leaf, int]], grid: TokenGrid
    ) -> dict[int, Picture]:
        """Return the pictures of pages by their number; one that cannot be drawn is left out.

        Args:
            opened: The document.
            sheets: Pages, and the tokens that each picture may cost.
            grid: Of the model.
        """
        blob = opened.source.blob
        sizes = {leaf.number: grid.fit(leaf.width, leaf.height, cost) for leaf, cost in sheets}
        keys = {number: (blob.project, blob.sha256, number, size) for number, size in sizes.items()}
        drawn = {number: self._kept[key] for number, key in keys.items() if key in self._kept}
        drawn |= await self._draw(blob, {n: s for n, s in sizes.items() if n not in drawn})
        for number, data in drawn.items():
            self._keep(keys[number], data)
        return {
            number: Picture(data=data, mime_type="image/png", tokens=grid.count(sizes[number]))
            for number, data in drawn.items()
        }

    async def show(self, opened: Opened, grid: TokenGrid) -> Picture:
        """Return a picture of the prompt as it is.

        Raises:
            InvalidArgumentError: It is of a kind that models are not shown.
        """
        blob = opened.source.blob
        if blob.mime_type not in _AS_THEY_ARE:
            raise InvalidArgumentError(
                f"Models are shown PNG and JPEG pictures, not {blob.mime_type}."
                f" [{opened.source.title}]"
            )
        page = opened.prepared.document.pages[0]
        size = PixelSize(max(1, round(page.width)), max(1, round(page.height)))
        data = await asyncio.to_thread(_read, blob)
        return Picture(data=data, mime_type=blob.mime_type, tokens=grid.count(size))

    def forget(self, project: str, sha256: str) -> None:
        """Drop the pictures of a document."""
        for key in [key for key in self._kept if key[:2] == (project, sha256)]:
            self._room += len(self._kept.pop(key))

    async def _draw(self, blob: Blob, sizes: dict[int, PixelSize]) -> dict[int, bytes]:
        """Draw pages in one process; one that breaks it is left out, and the rest begun anew."""
        drawn: dict[int, bytes] = {}
        left = list(sizes)
        while left:
            try:
                async for data in self._executor.run(_job(blob, sizes, left)):
                    drawn[left.pop(0)] = data
                break
            except UnavailableError:
                raise
            except StatusError as error:
                _log.warning("page not drawn", page=left.pop(0), reason=error.message)
        return drawn

    def _keep(self, key: _Key, data: bytes) -> None:
        if key not in self._kept:
            self._kept[key] = data
            self._room -= len(data)
        self._kept.move_to_end(key)
        while self._room < 0:
            _, dropped = self._kept.popitem(last=False)
            self._room += len(dropped)


def _job(blob: Blob, sizes: dict[int, PixelSize], numbers: Sequence[int]) -> Job:
    sheets: list[Argument] = [[number, *sizes[number]] for number in numbers]
    return Job(
        function=DRAW,
        blob=blob,
        arguments={"sheets": sheets},
        seconds=_PAGE_SECONDS,
        earned_seconds=_PAGE_SECONDS,
        result_seconds=_PAGE_SECONDS,
        cpu_seconds=_PAGE_CPU_SECONDS,
        result_cpu_seconds=_PAGE_CPU_SECONDS,
    )


def _read(blob: Blob) -> bytes:
    with blob.lend() as file:
        return file.read()
