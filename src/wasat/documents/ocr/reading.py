"""Pages that are pictures, read one by one in sealed processes, and kept as they come."""

import math
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import asdict, dataclass

import structlog

from wasat.blob import Blob, BlobStore
from wasat.documents.executor import Executor, Job
from wasat.documents.limits import STANDARD, Limits
from wasat.documents.salvage import OVERRUNS
from wasat.documents.scan import Scan, decode_scans, encode_scans
from wasat.status import UnavailableError, UnreadableDocumentError
from wasat.telemetry import SCANS_READ

READ_SCAN = "wasat.documents.ocr.job.read_scan"

_FEWEST = 25  # pages between two times that all are written down; later a quarter of all
_PIECE_BYTES = 1 << 20
_FAULTS = (UnreadableDocumentError, *OVERRUNS)

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanPace:
    """What reading one page may take. Source: measured; a page takes 1.5 to 6 CPU seconds.

    Attributes:
        seconds: Wall clock. Far more than the processor time: a page that has to wait for a busy
            machine is not at fault. Beside ten others on two cores, one of 13 CPU seconds took 80.
        drawing_cpu_seconds: Processor time until there is a picture; a scan takes 0.1, the largest
            picture 2.8.
        cpu_seconds: Processor time from then on; a core that is shared with another busy thread
            counts double. A receipt of 138 words took 13 on a busy machine, 10 would lose it.
        memory_bytes: Address space over that of the warmed parent. The largest page, full of small
            print, takes 0.4 GiB; decoding the largest picture that may be uploaded 0.75 before, if
            it is transparent, else 0.3.
    """

    seconds: float = 60.0
    drawing_cpu_seconds: float = 5.0
    cpu_seconds: int = 15
    memory_bytes: int = 3 << 29


STANDARD_PACE = ScanPace()


class ScanReader:
    """Reads pages as pictures.

    Args:
        executor: Does it, one page a job.
        blobs: Keeps what was read.
        limits: Those of a drawn page count.
        most_at_once: Pages of a document that are read before it is ready.
        pace: What a page may take.
    """

    def __init__(
        self,
        executor: Executor,
        blobs: BlobStore,
        limits: Limits = STANDARD,
        *,
        most_at_once: int = 500,
        pace: ScanPace = STANDARD_PACE,
    ) -> None:
        self._executor = executor
        self._blobs = blobs
        self._limits = limits
        self._pace = pace
        self.most_at_once = most_at_once

    def load(self, name: str) -> dict[int, Scan]:
        """Return what was read of a document, by number of page; blocks for a moment."""
        try:
            with self._blobs.open(_name(name)) as file:
                return decode_scans(file.read())
        except FileNotFoundError:
            return {}
        except ValueError as error:
            _log.warning("kept scans are damaged", blob=name, reason=str(error))
            return {}

    async def close(self) -> None:
        """Release every process; nothing is read afterwards."""
        await self._executor.close()

    async def iter_scans(
        self, name: str, blob: Blob, numbers: Sequence[int], scans: dict[int, Scan]
    ) -> AsyncGenerator[int, None]:
        """Read pages in order, put each into `scans`, and yield its number.

        Ends early where nothing can be read at the moment; what is not read may be read later.

        Args:
            name: Of the document; what is read is kept beside it.
            blob: Its bytes.
            numbers: Which pages.
            scans: What was read before.
        """
        kept = len(scans)
        try:
            for number in numbers:
                scans[number] = await self._read(blob, number)
                SCANS_READ.inc()
                if len(scans) - kept >= max(_FEWEST, kept // 4):
                    await self._keep(name, scans)
                    kept = len(scans)
                yield number
        except UnavailableError as error:
            _log.warning("scans are not read at the moment", reason=error.message)
        if len(scans) > kept:
            await self._keep(name, scans)

    async def _read(self, blob: Blob, number: int) -> Scan:
        """Read one page; one that costs too much or breaks its reader costs itself only."""
        try:
            return await self._read_once(blob, number)
        except _FAULTS as error:
            return Scan(number=number, unread=error.message)

    async def _read_once(self, blob: Blob, number: int) -> Scan:
        async with aclosing(self._executor.run(self._make_job(blob, number))) as results:
            found = [result async for result in results]
        return decode_scans(found[-1])[number]

    def _make_job(self, blob: Blob, number: int) -> Job:
        pace = self._pace
        return Job(
            function=READ_SCAN,
            blob=blob,
            arguments={"mime_type": blob.mime_type, "page": number, **asdict(self._limits)},
            seconds=pace.seconds,
            cpu_seconds=math.ceil(pace.drawing_cpu_seconds) + pace.cpu_seconds,
            first_cpu_seconds=pace.drawing_cpu_seconds,
            memory_bytes=pace.memory_bytes,
        )

    async def _keep(self, name: str, scans: dict[int, Scan]) -> None:
        data = encode_scans(list(scans.values()))

        async def pieces() -> AsyncIterator[bytes]:
            for start in range(0, len(data), _PIECE_BYTES):
                yield data[start : start + _PIECE_BYTES]

        await self._blobs.put(_name(name), pieces())


def _name(document: str) -> str:
    return f"{document}-scans"
