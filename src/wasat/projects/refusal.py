"""What is said of a key that opens nothing, in the service's words.

Source: public reports of its answers; reasons as in google/api/error_reason.proto.
"""

from wasat.status import ErrorInfo, InvalidArgumentError, PermissionDeniedError

_SERVICE = "generativelanguage.googleapis.com"


def no_key() -> PermissionDeniedError:
    """Return the refusal of a call without a key."""
    return PermissionDeniedError(
        "Method doesn't allow unregistered callers (callers without established identity). Please"
        " use API Key or other form of API consumer identity to call this API."
    )


def wrong_key() -> InvalidArgumentError:
    """Return the refusal of a key that is none."""
    return _invalid("API key not valid. Please pass a valid API key.")


def expired_key() -> InvalidArgumentError:
    """Return the refusal of a key whose time is over; its reason is the same as a wrong key's."""
    return _invalid("API key expired. Please renew the API key.")


def blocked_address(address: str, project: str) -> PermissionDeniedError:
    """Return the refusal of a key that may not be used from there."""
    return PermissionDeniedError(
        "The provided API key has an IP address restriction. The originating IP address of the call"
        f" ({address or 'unknown'}) violates this restriction.",
        details=[
            ErrorInfo(
                reason="API_KEY_IP_ADDRESS_BLOCKED",
                metadata={"service": _SERVICE, "consumer": f"projects/{project}"},
            )
        ],
    )


def _invalid(message: str) -> InvalidArgumentError:
    info = ErrorInfo(reason="API_KEY_INVALID", metadata={"service": _SERVICE})
    return InvalidArgumentError(message, details=[info])
