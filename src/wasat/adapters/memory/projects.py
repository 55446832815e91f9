"""Keys in memory."""

from collections.abc import Sequence

from wasat.projects.key import Key
from wasat.projects.store import KeyStore, key_is_taken


class MemoryKeyStore(KeyStore):
    """Keeps keys as long as it lives."""

    def __init__(self) -> None:
        self._keys: dict[str, Key] = {}

    async def add(self, key: Key) -> None:
        """Keep a key, unless it is there."""
        if key.digest in self._keys:
            raise key_is_taken()
        self._keys[key.digest] = key

    async def find(self, digest: str) -> Key | None:
        """Return a key."""
        return self._keys.get(digest)

    async def is_empty(self) -> bool:
        """Return whether there is none."""
        return not self._keys

    async def list(self) -> Sequence[Key]:
        """Return all keys, oldest first."""
        return sorted(self._keys.values(), key=lambda key: (key.created, key.digest))

    async def remove(self, digest: str) -> None:
        """Forget a key."""
        self._keys.pop(digest, None)
