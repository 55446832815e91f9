"""What goes wrong at a model's server, as the caller should hear of it.

Source: bodies seen from llama.cpp and vLLM; those of Ollama and others as their documentation,
code and issues show them. Overflow is told by type and code first; words alone are the second net.
"""

import re

import msgspec
import structlog

from wasat.chat.client import MalformedAnswerError, SystemRefusedError, WindowExceededError
from wasat.status import (
    Detail,
    ErrorInfo,
    InvalidArgumentError,
    ResourceExhaustedError,
    RetryInfo,
    StatusError,
    UnavailableError,
)

DOMAIN = "wasat"
SOON = 1.0  # seconds
_MOST_ECHOED = 200  # characters of a server's words that a sentence repeats
_OVERFLOW = re.compile(
    r"exceed\w* (?:the )?(?:available |maximum |model'?s? )?context"
    r"|maximum context length|context (?:length|window|size)|longer than the (?:maximum )?model"
    r"|prompt is too long|input (?:is|length|tokens?).{0,40}too long",
    re.IGNORECASE,
)
_TOO_LONG = frozenset({"input_tokens", "input_text"})  # vLLM's, counted and too long to count
_MALFORMED = re.compile(r"does not match the expected", re.IGNORECASE)

# Source: exceptions of the chat templates of Gemma 2 and Mistral 7B, which servers pass on.
_NO_SYSTEM = re.compile(
    r"system role not supported|only user and assistant roles are supported", re.IGNORECASE
)

_MESSAGES = {
    401: "The model's server does not take this server's key.",
    403: "The model's server does not take this server's key.",
    404: "The model's server does not have this model.",
    503: "The model is overloaded. Please try again later. Its server answered with status 503.",
}

_log = structlog.get_logger(__name__)


class Fault(msgspec.Struct, frozen=True):
    """What a server says of a failure, whichever way it writes it."""

    message: str = ""
    type: str = ""
    param: str = ""
    prompt_tokens: int = 0

    @property
    def is_overflow(self) -> bool:
        """Whether the prompt was too long."""
        return (
            self.type == "exceed_context_size_error"
            or self.param in _TOO_LONG
            or bool(_OVERFLOW.search(self.message))
        )


def read_fault(body: bytes) -> Fault:
    """Read a failure's body: nested, flat, or a text in `error`, JSON itself or bare; never fails.

    Ollama hands on what its runner said: JSON, in a text.
    """
    try:
        whole = msgspec.json.decode(body)
    except msgspec.DecodeError:
        return Fault(message=body.decode(errors="replace").strip())
    inner = whole.get("error", whole) if isinstance(whole, dict) else whole
    if isinstance(inner, str) and inner.startswith("{"):
        return read_fault(inner.encode())
    if not isinstance(inner, dict):
        return Fault(message=str(inner))
    tokens = inner.get("n_prompt_tokens")
    return Fault(
        message=str(inner.get("message") or inner.get("detail") or ""),
        type=str(inner.get("type") or ""),
        param=str(inner.get("param") or ""),
        prompt_tokens=tokens if isinstance(tokens, int) else 0,
    )


def to_error(status: int, body: bytes, *, retry_after: str = "") -> StatusError:
    """Return the failure of a request.

    Args:
        status: Of HTTP.
        body: As the server wrote it.
        retry_after: That header, if there is one.
    """
    fault = read_fault(body)
    wait = RetryInfo(delay_seconds=_seconds(retry_after))
    if status == 429:
        return ResourceExhaustedError("The model's server has too much to do.", details=[wait])
    if status in (400, 413, 422):
        return _refusal(fault)
    if _MALFORMED.search(fault.message):
        return MalformedAnswerError("The model's answer does not fit the schema.")
    if fault.is_overflow:
        return WindowExceededError(fault.prompt_tokens)
    _log.warning("model server failed", status=status, reason=fault.message[:_MOST_ECHOED])
    message = _MESSAGES.get(status, f"The model's server failed with HTTP status {status}.")
    return _unavailable(message, wait)


def lost(reason: str, *, wait_seconds: float = SOON) -> UnavailableError:
    """Return the failure of a server that does not answer, or stops in the middle."""
    return _unavailable(reason, RetryInfo(delay_seconds=wait_seconds))


def _refusal(fault: Fault) -> StatusError:
    if fault.is_overflow:
        return WindowExceededError(fault.prompt_tokens)
    words = fault.message[:_MOST_ECHOED] or "it does not say why"
    kind = SystemRefusedError if _NO_SYSTEM.search(fault.message) else InvalidArgumentError
    return kind(f"The model's server refuses the request: {words}")


def _unavailable(message: str, *details: Detail) -> UnavailableError:
    info = ErrorInfo(reason="MODEL_UNAVAILABLE", domain=DOMAIN)
    return UnavailableError(message, details=[*details, info])


def _seconds(retry_after: str) -> float:
    """Read the header where it counts seconds; a date is as good as none."""
    return float(retry_after) if retry_after.isdecimal() else SOON
