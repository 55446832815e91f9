"""The names of all metrics and spans, in one place, so that a dashboard can rely on them.

What is counted here never bears a key, a project, a file or a word of a document.
"""

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from time import perf_counter

from opentelemetry import trace
from prometheus_client import Counter, Gauge, Histogram

REQUEST = ContextVar("request", default="")  # id of the one that is answered, for every log line
TRACER = trace.get_tracer("wasat")  # its spans go nowhere unless the application starts tracing


def is_tracing() -> bool:
    """Return whether spans go anywhere; where not, it is not worth finding whose they are."""
    return not isinstance(trace.get_tracer_provider(), trace.ProxyTracerProvider)


REQUESTS = Counter("wasat_requests", "Requests answered.", ["call", "status"])
REQUEST_SECONDS = Histogram("wasat_request_seconds", "Time to the last byte.", ["call"])
RECEIVED_BYTES = Counter("wasat_received_bytes", "Bytes of requests' bodies.", ["call"])
SENT_BYTES = Counter("wasat_sent_bytes", "Bytes of answers' bodies.", ["call"])

UPLOADED_BYTES = Counter("wasat_uploaded_bytes", "Bytes received and kept.")
FILES = Gauge("wasat_files", "Files that are kept, by state.", ["state"])
FILE_BYTES = Gauge("wasat_file_bytes", "Bytes of all files.")
UPLOADS = Gauge("wasat_uploads", "Uploads that are not finished.")
PROMISED_BYTES = Gauge("wasat_promised_bytes", "Declared by uploads, still to come.")
QUOTA_BYTES = Gauge("wasat_quota_bytes", "What a project may hold.")
LARGEST_PROJECT_BYTES = Gauge(
    "wasat_largest_project_bytes", "What the project holds that holds most."
)
FREE_BYTES = Gauge("wasat_free_bytes", "Room on the disk, headroom left aside.")
SYNC_SECONDS = Histogram(
    "wasat_sync_seconds", "How long the device took to keep something, by what.", ["what"]
)

FILES_WAITING = Gauge("wasat_files_waiting", "Files that wait to be read.")
JOBS_WAITING = Gauge("wasat_jobs_waiting", "Pages and documents that wait for a sealed child.")
DOCUMENTS = Counter("wasat_documents", "Documents read, by google.rpc code; OK is 0.", ["code"])
DOCUMENT_SECONDS = Histogram("wasat_document_seconds", "Time from upload to a final state.")
PAGES = Counter("wasat_pages", "Pages of documents, by outcome: read or unread.", ["outcome"])
SCANS_READ = Counter("wasat_scans_read", "Pages read as pictures.")

PROMPT_TOKENS = Counter("wasat_prompt_tokens", "Public tokens asked with.", ["model"])
ANSWER_TOKENS = Counter("wasat_answer_tokens", "Public tokens answered with.", ["model"])
ENGINE_TOKENS = Counter(
    "wasat_engine_tokens", "A model's own tokens, as its server counts.", ["model", "kind"]
)

WORKERS_BUSY = Gauge("wasat_workers_busy", "Sealed children at work.")
WORKERS_ENDED = Counter("wasat_workers_ended", "Sealed children gone, by how.", ["how"])
CONNECTIONS_CUT = Counter("wasat_connections_cut", "Connections we ended, by why.", ["why"])
WORKER_DEATHS = Counter(
    "wasat_worker_deaths", "Sealed children that died before they were done, by cause.", ["cause"]
)
PARENTS_LOST = Counter("wasat_worker_parents_lost", "Warmed parents that had to be replaced.")


@contextmanager
def syncing(what: str) -> Generator[None]:
    """Note how long a sync takes, one that fails included.

    Args:
        what: `blob`, `folder` or `database`.
    """
    begun = perf_counter()
    try:
        yield
    finally:
        SYNC_SECONDS.labels(what=what).observe(perf_counter() - begun)
