"""Keys as they are kept, and the port to where."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from wasat.status import AlreadyExistsError


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key, without what would let anybody use it.

    Attributes:
        digest: SHA-256 of the key in hexadecimal digits; a key is random, so it needs no salt.
        project: What it opens.
        created: In UTC.
    """

    digest: str
    project: str
    created: datetime


def digest_key(key: str) -> str:
    """Return what is kept of a key."""
    return hashlib.sha256(key.encode()).hexdigest()


class KeyStore(Protocol):
    """Keys by digest; every method is one transaction, durable at return."""

    async def add(self, key: Key) -> None:
        """Keep a key.

        Raises:
            AlreadyExistsError: It is there, for this or another project.
        """
        ...

    async def list(self) -> Sequence[Key]:
        """Return all keys, oldest first."""
        ...

    async def remove(self, digest: str) -> None:
        """Forget a key; gladly, if it is not there."""
        ...


def key_is_taken() -> AlreadyExistsError:
    """Return what a store says when a key is there already."""
    return AlreadyExistsError("The key opens a project already.")
