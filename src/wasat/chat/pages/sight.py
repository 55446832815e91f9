"""Pages and pictures as a model sees them: drawn in sealed processes, once."""

import asyncio
from collections import Counter
from collections.abc import Sequence

import structlog

from wasat.blob import Blob
from wasat.chat.client import Picture
from wasat.chat.grid import PixelSize, TokenGrid
from wasat.chat.pages.kept import KeptPictures, name_picture
from wasat.chat.pages.shelf import Leaf, Opened
from wasat.documents.executor import Argument, Executor, Job
from wasat.generation.prompt import Source
from wasat.status import InvalidArgumentError, StatusError, UnavailableError

DRAW = "wasat.documents.render.draw_sheets"

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
_LONGEST_SIDE = 3_072  # pixels; documented limit, also for models with one price a picture
_PAGE_SECONDS = 15.0  # wall clock; documented limit
_PAGE_CPU_SECONDS = 5  # of one page; documented limit

_log = structlog.get_logger(__name__)


def choose_tokens(source: Source, leaf: Leaf) -> int:
    """Return what a page's picture may cost: as asked for, and more where it is all there is."""
    if source.resolution:
        return PAGE_TOKENS.get(source.resolution, DEFAULT_TOKENS)
    return DEFAULT_TOKENS if leaf.text_bytes else PAGE_TOKENS["MEDIA_RESOLUTION_HIGH"]


def choose_picture_tokens(source: Source) -> int:
    """Return what a picture of the prompt may cost: nothing tells what it shows but itself."""
    return PAGE_TOKENS.get(source.resolution, PAGE_TOKENS["MEDIA_RESOLUTION_HIGH"])


class Sight:
    """Draws pages for models.

    The same page at the same size is always the same bytes, whether it was kept or drawn again, so
    that what a server has read before it need not read again.

    Args:
        executor: Must have been told to import `wasat.documents.render`.
        kept: What was drawn before.
    """

    def __init__(self, executor: Executor, kept: KeptPictures) -> None:
        self._executor = executor
        self._kept = kept
        self._drawing: Counter[tuple[str, str]] = Counter()
        self._forgotten: set[tuple[str, str]] = set()

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
        names = {number: name_picture(blob, number, size) for number, size in sizes.items()}
        kept = await self._kept.find(names.values())
        missing = {number: size for number, size in sizes.items() if names[number] not in kept}
        drawn = await self._draw_and_keep(blob, missing) if missing else {}
        pictures = {number: kept.get(name) or drawn.get(number) for number, name in names.items()}
        return {
            number: Picture(data=data, mime_type="image/png", tokens=grid.count(sizes[number]))
            for number, data in pictures.items()
            if data is not None
        }

    async def show(self, opened: Opened, grid: TokenGrid) -> tuple[Picture, ...]:
        """Return a picture of the prompt, of each of its pages one.

        One that every server takes, and that costs no more than it may, is shown as it is.

        Raises:
            InvalidArgumentError: It cannot be drawn.
        """
        blob, most_tokens = opened.source.blob, choose_picture_tokens(opened.source)
        pages = [opened.page(number) for number in opened.numbers]
        size = PixelSize(max(1, round(pages[0].width)), max(1, round(pages[0].height)))
        is_small = grid.count(size) <= most_tokens and max(size) <= _LONGEST_SIDE
        if len(pages) == 1 and is_small and blob.mime_type in _AS_THEY_ARE:
            data = await asyncio.to_thread(_read, blob)
            return (Picture(data=data, mime_type=blob.mime_type, tokens=grid.count(size)),)
        sheets = [
            (
                Leaf(number=page.number, text_bytes=0, width=page.width, height=page.height),
                most_tokens,
            )
            for page in pages
        ]
        drawn = await self.draw(opened, sheets, grid)
        if len(drawn) < len(sheets):
            raise InvalidArgumentError(f"The picture cannot be drawn. [{opened.source.title}]")
        return tuple(drawn[leaf.number] for leaf, _ in sheets)

    async def forget(self, project: str, sha256: str) -> None:
        """Drop the pictures of a document; those that are being drawn go when they are drawn."""
        if self._drawing[project, sha256]:
            self._forgotten.add((project, sha256))
        await self._kept.forget(project, sha256)

    async def _draw_and_keep(self, blob: Blob, sizes: dict[int, PixelSize]) -> dict[int, bytes]:
        key = (blob.project, blob.sha256)
        self._drawing[key] += 1
        try:
            drawn = await self._draw(blob, sizes)
            await self._kept.keep(
                {name_picture(blob, number, sizes[number]): data for number, data in drawn.items()}
            )
        finally:
            self._drawing[key] -= 1
            if not self._drawing[key]:
                del self._drawing[key]
                if key in self._forgotten:
                    self._forgotten.discard(key)
                    await self._kept.forget(*key)
        return drawn

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
