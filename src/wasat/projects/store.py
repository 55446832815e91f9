"""The port to where keys are kept."""

from collections.abc import Sequence
from typing import Protocol

from wasat.projects.key import Key
from wasat.status import AlreadyExistsError


class KeyStore(Protocol):
    """Keys by digest; every method is one transaction, durable at return.

    Another process may change what is kept at any time.
    """

    async def add(self, key: Key) -> None:
        """Keep a key.

        Raises:
            AlreadyExistsError: It is there, for this or another project.
        """
        ...

    async def find(self, digest: str) -> Key | None:
        """Return the key of that digest, expired or not; None if there is none."""
        ...

    async def is_empty(self) -> bool:
        """Return whether there is no key at all."""
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
