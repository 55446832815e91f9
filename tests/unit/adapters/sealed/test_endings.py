import io
import signal

import pytest

from wasat.adapters.sealed import messages
from wasat.adapters.sealed.endings import explain, name_cause
from wasat.blob import Blob
from wasat.documents.executor import Job, OverrunError

JOB = Job(
    function="a.b",
    blob=Blob(project="p", sha256="0", mime_type="text/plain", size_bytes=0, lend=io.BytesIO),  # type: ignore[arg-type]  # never lent
    cpu_seconds=60,
    result_cpu_seconds=2.5,
    memory_bytes=1 << 20,
)


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (messages.NOT_STARTED, "The system has no room for another process."),
        (messages.EXIT_OUT_OF_MEMORY, "Reading takes more than 1048576 bytes of memory."),
        (-signal.SIGXCPU, "Reading takes more than 60 seconds of processor time."),
        (
            -signal.SIGPROF,
            "Reading one part takes more than 2.5 seconds of processor time.",
        ),
        (
            -signal.SIGKILL,
            "The process that read it was killed, most likely for want of memory.",
        ),
        (-signal.SIGSEGV, "The process that read it crashed (SIGSEGV)."),
        (-signal.SIGABRT, "The process that read it crashed (SIGABRT)."),
        (-63, "The process that read it crashed (signal 63)."),
        (3, "The process that read it ended early (3)."),
        (0, "The process that read it ended early (0)."),
    ],
)
def test_each_ending_has_its_sentence(status: int, sentence: str) -> None:
    error = explain(status, JOB)

    assert error is not None
    assert error.message == sentence
    assert isinstance(error, OverrunError) == (status != messages.NOT_STARTED)


def test_a_time_nobody_set_does_not_break_the_sentence() -> None:
    job = Job(function="a.b", blob=JOB.blob)

    error = explain(-signal.SIGPROF, job)

    assert error is not None
    assert "processor time" in error.message


def test_a_lost_zygote_is_no_fault_of_the_document() -> None:
    assert explain(None, JOB) is None


@pytest.mark.parametrize(
    ("status", "cause"),
    [
        (None, "parent_lost"),
        (messages.NOT_STARTED, "not_started"),
        (messages.EXIT_OUT_OF_MEMORY, "memory"),
        (-signal.SIGXCPU, "processor_time"),
        (-signal.SIGPROF, "processor_time"),
        (-signal.SIGKILL, "killed"),
        (-signal.SIGSEGV, "crashed"),
        (-63, "crashed"),
        (3, "exited"),
    ],
)
def test_a_death_is_counted_by_one_of_few_causes(status: int | None, cause: str) -> None:
    assert name_cause(status) == cause
