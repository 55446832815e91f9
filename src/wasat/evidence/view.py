"""The drawn page, made in a sealed process."""

from collections.abc import Sequence

from wasat.blob import Blob
from wasat.box import Box
from wasat.documents.executor import Argument, Executor, Job
from wasat.documents.formats import sniff
from wasat.documents.limits import STANDARD, Limits
from wasat.generation.pages import PageView
from wasat.status import InvalidArgumentError, UnreadableDocumentError

DRAW = "wasat.documents.render.draw_page"
_SECONDS = 15.0  # wall clock a page; documented limit
_CPU_SECONDS = 5
_MEMORY_BYTES = 1 << 30


class SealedPageView(PageView):
    """Draws pages of PDFs and pictures through an executor, whoever else is waiting.

    Args:
        executor: Must have been told to import `wasat.documents.render`.
        limits: How large a picture may be.
        seconds: Wall clock for one.
        cpu_seconds: Processor time for one.
        memory_bytes: Address space for one.
    """

    def __init__(
        self,
        executor: Executor,
        *,
        limits: Limits = STANDARD,
        seconds: float = _SECONDS,
        cpu_seconds: int = _CPU_SECONDS,
        memory_bytes: int = _MEMORY_BYTES,
    ) -> None:
        self._executor = executor
        self._limits = limits
        self._seconds = seconds
        self._cpu_seconds = cpu_seconds
        self._memory_bytes = memory_bytes

    async def draw(self, blob: Blob, page: int, boxes: Sequence[Box]) -> bytes:
        """Return the page as a PNG with the boxes marked.

        Raises:
            InvalidArgumentError: There is no such page, or the document has none to show.
            DeadlineExceededError: Drawing took too long.
            ResourceExhaustedError: Drawing took too much memory.
        """
        declared = sniff.normalize_type(blob.mime_type)
        if declared not in (sniff.PDF, sniff.ANY, *sniff.IMAGE_TYPES):
            raise InvalidArgumentError(
                f"pages of PDF documents and pictures can be shown, not of {declared}"
            )
        marks: list[Argument] = [[*map(float, box)] for box in boxes]
        job = Job(
            function=DRAW,
            blob=blob,
            arguments={
                "page": page,
                "boxes": marks,
                "side_pixels": self._limits.side_pixels,
                "area_pixels": self._limits.area_pixels,
            },
            seconds=self._seconds,
            cpu_seconds=self._cpu_seconds,
            memory_bytes=self._memory_bytes,
        )
        try:
            return b"".join([part async for part in self._executor.run(job)])
        except UnreadableDocumentError as error:
            raise InvalidArgumentError(error.message) from error
