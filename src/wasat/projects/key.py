"""A key as it is kept: never what would let anybody use it."""

import hashlib
import ipaddress
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from wasat.status import InvalidArgumentError

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

PREFIX = "wasat_"  # what programs that look for leaked secrets can know a key by
_RANDOM_BYTES = 32  # as many as its hash has, so that neither is easier to guess
_ID_LETTERS = 12  # 48 bits of a hash tell keys of one server apart, and help nobody to guess one


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What a key opens, for how long and from where.

    Attributes:
        digest: SHA-256 of the key in hexadecimal digits; a key is random, so it needs no salt.
        project: What it opens.
        created: In UTC.
        expires: In UTC; from then on it opens nothing. None is never.
        networks: Where callers must come from; none at all is anywhere.
    """

    digest: str
    project: str
    created: datetime
    expires: datetime | None = None
    networks: tuple[Network, ...] = ()

    @property
    def id(self) -> str:
        """A short name to list and revoke it by."""
        return self.digest[:_ID_LETTERS]

    def admits(self, address: str) -> bool:
        """Return whether a caller at this address may use it; an IPv4 address may come as IPv6."""
        if not self.networks:
            return True
        try:
            parsed = ipaddress.ip_address(address.partition("%")[0])
        except ValueError:
            return False
        plain = getattr(parsed, "ipv4_mapped", None) or parsed
        return any(plain in network for network in self.networks)


def digest_key(key: str) -> str:
    """Return what is kept of a key."""
    return hashlib.sha256(key.encode()).hexdigest()


def new_key() -> str:
    """Return a key that nobody can guess: 256 random bits behind our prefix."""
    return PREFIX + secrets.token_urlsafe(_RANDOM_BYTES)


def parse_networks(texts: Sequence[str]) -> tuple[Network, ...]:
    """Return networks of addresses such as `192.0.2.7` and blocks such as `2001:db8::/32`.

    Raises:
        InvalidArgumentError: One is neither; says which.
    """
    networks: list[Network] = []
    for text in texts:
        try:
            networks.append(ipaddress.ip_network(text.strip()))
        except ValueError as error:
            raise InvalidArgumentError(
                f"expected an address or a block such as 192.0.2.0/24, not {text[:60]!r}"
            ) from error
    return tuple(networks)
