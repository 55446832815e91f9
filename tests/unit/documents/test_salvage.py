import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping

import pytest

from wasat.blob import Blob
from wasat.documents.codec import decode_part, encode_part
from wasat.documents.document import Glance, Page, Summary
from wasat.documents.executor import Allowance, BrokenReaderError, Executor, Job, OverrunError
from wasat.documents.salvage import MOST_JOBS, OUT_OF_TIME, Overrun, Salvage, Terms
from wasat.status import DeadlineExceededError, StatusError, UnavailableError

CAUSE = OverrunError("It takes too much.")
TERMS = Terms(start_seconds=30.0, page_seconds=0.2, page_cpu_seconds=9.5)
JOB = Job(
    function="a.b",
    blob=Blob(project="p", sha256="0", mime_type="x/y", size_bytes=0, lend=lambda: None),  # type: ignore[arg-type,return-value]  # never lent
    arguments={"mime_type": "x/y"},
)


class FakeReader(Executor):
    """Reads pages as `load.iter_parts` does; some of them end the job instead.

    Args:
        count: How many pages there are.
        bad: What looking at a page raises.
        late: What giving out a page raises, after all were looked at.
        most: Looking at more pages than this in one job raises too.
    """

    def __init__(
        self,
        count: int,
        bad: Mapping[int, StatusError] | None = None,
        late: Mapping[int, StatusError] | None = None,
        most: int = 10_000,
    ) -> None:
        self.count = count
        self.bad = bad or {}
        self.late = late or {}
        self.most = most
        self.scans: tuple[int, ...] = ()
        self.summary: Callable[[], bytes] = self._summarise
        self.jobs: list[Job] = []
        self.seconds = 0.0

    @property
    def spans(self) -> list[tuple[object, object]]:
        return [(job.arguments["first_page"], job.arguments["last_page"]) for job in self.jobs]

    async def run(self, job: Job) -> AsyncGenerator[bytes, None]:
        self.jobs.append(job)
        first, last = job.arguments["first_page"], job.arguments["last_page"]
        assert isinstance(first, int)
        assert isinstance(last, int)
        assert job.allowance is not None
        numbers = range(first, min(last, self.count) + 1)
        for number in numbers:
            job.allowance.spend(self.seconds)
            if number in self.bad:
                raise self.bad[number]
            yield encode_part(Glance(number))
        if len(numbers) > self.most:
            raise CAUSE
        for number in numbers:
            if number in self.late:
                raise self.late[number]
            unread = "It is a scan." if number in self.scans else ""
            yield encode_part(Page(number=number, unread=unread))
        yield self.summary()

    async def close(self) -> None:
        pass

    def _summarise(self) -> bytes:
        return encode_part(Summary(mime_type="x/y", is_paged=True, page_count=self.count))


def read(
    reader: FakeReader, cause: Overrun = CAUSE, span: tuple[int, int | None] = (1, None)
) -> tuple[list[Page], Summary]:
    salvage = Salvage(reader, JOB, Allowance(JOB), TERMS, span)

    async def collect() -> list[bytes]:
        return [part async for part in salvage.read(cause)]

    parts = [decode_part(part) for part in asyncio.run(collect())]
    summary = parts[-1]
    assert isinstance(summary, Summary)
    return [part for part in parts if isinstance(part, Page)], summary


@pytest.mark.parametrize("bad", [1, 3, 6])
@pytest.mark.parametrize(
    "error",
    [OverrunError("It is a bomb."), DeadlineExceededError("It hangs."), BrokenReaderError("Ours.")],
)
def test_a_bad_page_costs_only_itself(bad: int, error: StatusError) -> None:
    pages, summary = read(FakeReader(6, {bad: error}))

    assert [page.number for page in pages] == [1, 2, 3, 4, 5, 6]
    assert {page.number: page.unread for page in pages if page.unread} == {bad: error.message}
    assert summary.unread == (bad,)
    assert summary.page_count == 6


def test_a_page_that_fails_when_it_is_given_out_costs_only_itself() -> None:
    pages, summary = read(FakeReader(6, late={4: OverrunError("It is a bomb.")}))

    assert [page.number for page in pages] == [1, 2, 3, 4, 5, 6]
    assert summary.unread == (4,)


def test_the_good_pages_around_a_bad_one_are_read_together() -> None:
    reader = FakeReader(600, {300: CAUSE})

    read(reader)

    assert reader.spans == [(1, 0), (1, 600), (1, 299), (300, 300), (301, 600)]


def test_what_is_too_much_together_is_read_in_halves() -> None:
    reader = FakeReader(8, most=3)

    _, summary = read(reader)

    assert summary.unread == ()
    assert reader.spans[1:] == [(1, 8), (1, 4), (1, 2), (3, 4), (5, 8), (5, 6), (7, 8)]


def test_no_other_pages_are_read_than_those_asked_for() -> None:
    reader = FakeReader(9, {5: CAUSE})

    pages, summary = read(reader, span=(4, 6))

    assert [page.number for page in pages] == [4, 5, 6]
    assert summary.unread == (5,)
    assert reader.spans == [(1, 0), (4, 6), (4, 4), (5, 5), (6, 6)]


def test_pages_unread_for_other_reasons_are_told_as_well() -> None:
    reader = FakeReader(4, {2: CAUSE})
    reader.scans = (3,)

    pages, summary = read(reader)

    assert summary.unread == (2, 3)
    assert [page.unread for page in pages] == ["", CAUSE.message, "It is a scan.", ""]


def test_where_nothing_can_be_read_the_first_cause_is_told() -> None:
    cause = DeadlineExceededError("First of all.")

    with pytest.raises(DeadlineExceededError, match="First of all"):
        read(FakeReader(3, dict.fromkeys((1, 2, 3), CAUSE)), cause)


def test_a_document_of_one_page_is_not_read_again() -> None:
    reader = FakeReader(1)

    with pytest.raises(OverrunError, match=CAUSE.message):
        read(reader)

    assert reader.spans == [(1, 0)]


def test_what_cannot_even_be_opened_is_not_read_again() -> None:
    reader = FakeReader(9)

    def refuse() -> bytes:
        raise DeadlineExceededError("Opening hangs.")

    reader.summary = refuse

    with pytest.raises(OverrunError, match=CAUSE.message):
        read(reader)


def test_a_trouble_of_the_server_is_told_as_such() -> None:
    with pytest.raises(UnavailableError):
        read(FakeReader(3, {2: UnavailableError("Closed.")}))


def test_pages_out_of_order_are_a_fault() -> None:
    class Shuffled(FakeReader):
        async def run(self, job: Job) -> AsyncGenerator[bytes, None]:
            if job.arguments["last_page"] != 0:
                yield encode_part(Page(number=2))
            yield self.summary()

    with pytest.raises(ValueError, match="page 1 was expected, not 2"):
        read(Shuffled(3))


def test_a_job_of_one_page_has_the_processor_time_of_one() -> None:
    reader = FakeReader(3, {2: CAUSE})

    read(reader)

    seconds = {span: job.cpu_seconds for span, job in zip(reader.spans, reader.jobs, strict=True)}
    assert seconds[2, 2] == 10
    assert seconds[1, 3] == JOB.cpu_seconds


def test_when_time_is_over_the_rest_is_given_up() -> None:
    reader = FakeReader(100, {50: CAUSE})
    reader.seconds = 0.5  # 100 pages may take 50 s

    pages, summary = read(reader)

    assert [page.number for page in pages] == list(range(1, 101))
    assert summary.unread == tuple(range(50, 101))
    assert pages[-1].unread == OUT_OF_TIME


def test_only_so_many_jobs_are_tried() -> None:
    reader = FakeReader(1_000, dict.fromkeys(range(2, 1_001, 2), CAUSE))

    _, summary = read(reader)

    assert len(reader.jobs) == MOST_JOBS
    assert summary.unread[-1] == 1_000
