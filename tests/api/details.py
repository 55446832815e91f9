"""Typed details: what each kind must hold, so that a program can act without reading prose."""

from collections.abc import Mapping, Sequence

PREFIX = "type.googleapis.com/google.rpc."
# Source: google/rpc/error_details.proto; what a client needs of each to act on it.
NEEDED: Mapping[str, Sequence[str]] = {
    "BadRequest": ("fieldViolations",),
    "ErrorInfo": ("reason", "domain"),
    "Help": ("links",),
    "LocalizedMessage": ("locale", "message"),
    "QuotaFailure": ("violations",),
    "RetryInfo": ("retryDelay",),
}
ACTIONABLE = {f"{PREFIX}{kind}" for kind in ("BadRequest", "ErrorInfo", "QuotaFailure")}


def find_faults(error: Mapping[str, object]) -> list[str]:
    """Return a sentence for everything that the details of a caller's failure lack."""
    details = error.get("details")
    if not isinstance(details, list) or not details:
        return [f"expected details, found none: {error}"]
    faults = [fault for detail in details for fault in _find_lacks(detail)]
    if not any(detail.get("@type") in ACTIONABLE for detail in details):
        faults.append(f"expected a field, a reason or a quota: {details}")
    return faults


def _find_lacks(detail: Mapping[str, object]) -> list[str]:
    kind = str(detail.get("@type", "")).removeprefix(PREFIX)
    if kind not in NEEDED:
        return [f"expected a type of google.rpc, found {detail}"]
    return [f"{kind} lacks {name}" for name in NEEDED[kind] if not detail.get(name)]
