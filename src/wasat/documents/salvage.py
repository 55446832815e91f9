"""A document read once more in parts, so that a page that cannot be read costs only itself.

Each part is a job of its own, in a process of its own. Where one fails it is cut so that the page
at fault stands alone; a page that fails alone is given out empty, with the reason.
"""

import math
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, replace

from wasat.documents.codec import decode_part, encode_part
from wasat.documents.document import Glance, Page, Summary
from wasat.documents.executor import Allowance, BrokenReaderError, Executor, Job, OverrunError
from wasat.status import DeadlineExceededError, UnreadableDocumentError

MOST_JOBS = 100  # on one document; a bad page in the middle of many costs two or three
OUT_OF_TIME = "The time that the document may take is over."

Overrun = OverrunError | DeadlineExceededError | BrokenReaderError
OVERRUNS = (OverrunError, DeadlineExceededError, BrokenReaderError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What reading in parts may take.

    Attributes:
        start_seconds: Wall clock for the document, all jobs together, besides that of its pages.
        page_seconds: Wall clock that each page adds.
        page_cpu_seconds: Processor time of a job of one page.
    """

    start_seconds: float
    page_seconds: float
    page_cpu_seconds: float


@dataclass(slots=True, kw_only=True)
class _Part:
    """Pages that are read by one job.

    Attributes:
        first: Number of the first page that has not come.
        last: Number of the last one.
        has_given: Whether a page has come.
        looked: Number of the page that the reader looked at last.
    """

    first: int
    last: int
    has_given: bool = False
    looked: int = 0

    def cut(self) -> list["_Part"]:
        """Return what has not come, the page at fault alone; in halves where that is not known."""
        at_fault = self.first if self.has_given else max(self.looked + 1, self.first)
        if at_fault > self.last:
            middle = (self.first + self.last) // 2
            bounds = [(self.first, middle), (middle + 1, self.last)]
        else:
            bounds = [
                (self.first, at_fault - 1),
                (at_fault, at_fault),
                (at_fault + 1, self.last),
            ]
        return [_Part(first=first, last=last) for first, last in bounds if first <= last]


class Salvage:
    """One document that could not be read in one go.

    Args:
        executor: Does the reading.
        job: That failed; its function takes `first_page` and `last_page`.
        allowance: The job's; time spent stays spent.
        terms: What reading in parts may take.
        span: First and last page that are wanted; None is to the end.
    """

    def __init__(
        self,
        executor: Executor,
        job: Job,
        allowance: Allowance,
        terms: Terms,
        span: tuple[int, int | None] = (1, None),
    ) -> None:
        self._executor = executor
        self._job = replace(job, allowance=allowance)
        self._allowance = allowance
        self._terms = terms
        self._span = span
        self._unread: list[int] = []
        self._has_read = False
        self._jobs = 0

    async def read(self, cause: Overrun) -> AsyncGenerator[bytes, None]:
        """Yield its pages in order, those that cannot be read empty, the summary last.

        Args:
            cause: Why it could not be read in one go.

        Raises:
            StatusError: The cause, if no page can be read, or it has no pages that can be read
                alone; or what has nothing to do with the document.
        """
        summary = await self._survey(cause)
        first, last = self._span[0], min(self._span[1] or summary.page_count, summary.page_count)
        earned = max(last - first + 1, 0) * self._terms.page_seconds
        self._allowance.cap(self._terms.start_seconds + earned)
        parts = [_Part(first=first, last=last)]
        while parts:
            part = parts.pop()
            reason = OUT_OF_TIME
            if self._may_go_on:
                is_alone = part.first == part.last
                try:
                    async with aclosing(self._read(part, is_alone=is_alone)) as results:
                        async for result in results:
                            yield result
                except OVERRUNS as error:
                    reason = error.message
                    if not is_alone:
                        parts += reversed(part.cut())
                        continue
            for number in range(part.first, part.last + 1):
                self._unread.append(number)
                yield encode_part(Page(number=number, unread=reason))
        if not self._has_read:
            raise cause
        yield encode_part(replace(summary, unread=tuple(self._unread)))

    @property
    def _may_go_on(self) -> bool:
        return self._allowance.seconds > 0 and self._jobs < MOST_JOBS

    async def _survey(self, cause: Overrun) -> Summary:
        """Return what is known of the document without looking at a page.

        Raises:
            StatusError: The cause, where nothing can be read in parts.
        """
        try:
            async with aclosing(self._run(1, 0)) as results:
                summaries = [decode_part(result) async for result in results]
        except (UnreadableDocumentError, *OVERRUNS):
            raise cause from None
        match summaries:
            case [Summary(page_count=count) as summary] if count > 1:
                return summary
            case _:
                raise cause

    async def _read(self, part: _Part, *, is_alone: bool) -> AsyncGenerator[bytes, None]:
        """Yield pages and glances of one part, and note how far it came.

        Raises:
            ValueError: Its pages come in another order.
        """
        async with aclosing(self._run(part.first, part.last, is_alone=is_alone)) as results:
            async for result in results:
                match decode_part(result):
                    case Glance(page=page):
                        part.looked = page
                    case Page() as page:
                        self._note(part, page)
                    case Summary():
                        return
                yield result

    def _note(self, part: _Part, page: Page) -> None:
        if page.number != part.first:
            raise ValueError(f"page {part.first} was expected, not {page.number}")
        part.first += 1
        part.has_given = self._has_read = True
        if page.unread:
            self._unread.append(page.number)

    def _run(self, first: int, last: int, *, is_alone: bool = False) -> AsyncGenerator[bytes, None]:
        self._jobs += 1
        pages = {"first_page": first, "last_page": last}
        job = replace(self._job, arguments={**self._job.arguments, **pages})
        if is_alone:
            job = replace(job, cpu_seconds=math.ceil(self._terms.page_cpu_seconds))
        return self._executor.run(job)
