"""The names of all metrics, in one place, so that a dashboard can rely on them."""

from prometheus_client import Counter, Gauge, Histogram

REQUESTS = Counter("wasat_requests", "Requests answered.", ["call", "status"])
REQUEST_SECONDS = Histogram("wasat_request_seconds", "Time to the last byte.", ["call"])
UPLOADED_BYTES = Counter("wasat_uploaded_bytes", "Bytes received and kept.")
DOCUMENTS = Counter("wasat_documents", "Documents read, by google.rpc code; OK is 0.", ["code"])
DOCUMENT_SECONDS = Histogram("wasat_document_seconds", "Time from upload to a final state.")
PAGES_READ = Counter("wasat_pages_read", "Pages read.")
PROMPT_TOKENS = Counter("wasat_prompt_tokens", "Public tokens asked with.", ["model"])
ANSWER_TOKENS = Counter("wasat_answer_tokens", "Public tokens answered with.", ["model"])
WORKERS_BUSY = Gauge("wasat_workers_busy", "Sealed children at work.")
WORKERS_ENDED = Counter("wasat_workers_ended", "Sealed children gone, by how.", ["how"])
