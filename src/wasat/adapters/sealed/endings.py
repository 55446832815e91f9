"""Why a child ended before it was done, in a sentence."""

import signal

from wasat.adapters.sealed import messages
from wasat.documents.executor import Job, OverrunError
from wasat.status import ResourceExhaustedError

LOST = "The process that read the document was lost twice."


def explain(status: int | None, job: Job) -> ResourceExhaustedError | None:
    """Return what to tell the caller, or None if the zygote was lost with its children.

    Args:
        status: The exit status, or minus the signal; None with the zygote.
        job: What was to be done.
    """
    if status is None:
        return None
    if status == messages.NOT_STARTED:
        return ResourceExhaustedError("The system has no room for another process.")
    sentence = _SENTENCES.get(status, _crashed(status))
    part = job.result_cpu_seconds or job.first_cpu_seconds
    return OverrunError(sentence.format(job=job, part=part))


def name_cause(status: int | None) -> str:
    """Return in a word why a child died, for whoever counts.

    Args:
        status: As for `explain`.
    """
    if status is None:
        return "parent_lost"
    return _CAUSES.get(status, "crashed" if status < 0 else "exited")


_CAUSES = {
    messages.NOT_STARTED: "not_started",
    messages.EXIT_OUT_OF_MEMORY: "memory",
    -signal.SIGXCPU: "processor_time",
    -signal.SIGPROF: "processor_time",
    -signal.SIGKILL: "killed",
}
_SENTENCES = {
    messages.EXIT_OUT_OF_MEMORY: "Reading takes more than {job.memory_bytes} bytes of memory.",
    -signal.SIGXCPU: "Reading takes more than {job.cpu_seconds} seconds of processor time.",
    -signal.SIGPROF: "Reading one part takes more than {part} seconds of processor time.",
    -signal.SIGKILL: ("The process that read it was killed, most likely for want of memory."),
}


def _crashed(status: int) -> str:
    if status < 0:
        known = {each.value: each.name for each in signal.Signals}
        name = known.get(-status, f"signal {-status}")
        return f"The process that read it crashed ({name})."
    return f"The process that read it ended early ({status})."
