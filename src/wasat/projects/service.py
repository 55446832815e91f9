"""Who is asking: from a key to its project."""

import hmac
import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import msgspec

from wasat.clock import Clock
from wasat.projects.key import Key, Network, digest_key, new_key
from wasat.projects.refusal import blocked_address, expired_key, no_key, wrong_key
from wasat.projects.store import KeyStore
from wasat.status import FailedPreconditionError, InvalidArgumentError, NotFoundError

# A key that another process revoked opens nothing after this; asking each time costs 0.2 ms.
TRUST = timedelta(seconds=1)

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,62}")
_OWN_PROJECT_LETTERS = 16  # 64 bits of a hash: no two keys that anybody uses share a project


class Project(msgspec.Struct, frozen=True, kw_only=True):
    """Whose files and quota they are.

    Attributes:
        name: At most 63 lower-case letters, digits, dots, dashes and underscores, since names of
            blobs contain it.
    """

    name: str


class Caller(msgspec.Struct, frozen=True, kw_only=True):
    """Who asks.

    Attributes:
        project: What the key opens.
        key: Digest of the key, by which its rates are counted.
    """

    project: Project
    key: str


def parse_project(name: str) -> Project:
    """Return the project of that name.

    Raises:
        InvalidArgumentError: A project cannot be named so.
    """
    if not _NAME.fullmatch(name):
        raise InvalidArgumentError(
            "a project's name has 1 to 63 lower-case letters, digits, dots, dashes or underscores"
            f" and begins with a letter or digit, not {name[:80]!r}"
        )
    return Project(name=name)


class Projects:
    """Knows which key opens which project; with no keys at all, each key opens one of its own.

    Keys are found by their hash. How long that takes tells of the hash of what somebody tried, not
    of any key, and only whole hashes are compared, in constant time.

    Args:
        keys: From key to name of project, as settings have it.
        store: Keys that were made by command; another process may change them.
        clock: The time.

    Raises:
        InvalidArgumentError: A project is named in a way that none may be.
    """

    def __init__(self, *, keys: Mapping[str, str], store: KeyStore, clock: Clock) -> None:
        created = clock()
        self._fixed = {
            digest: Key(digest=digest, project=parse_project(name).name, created=created)
            for digest, name in ((digest_key(key), name) for key, name in keys.items())
        }
        self._store = store
        self._clock = clock
        self._trusted: dict[str, tuple[datetime, Key]] = {}
        self._is_open = not self._fixed
        self._open_until = created

    async def authenticate(self, key: str, address: str = "") -> Caller:
        """Return who asks.

        Args:
            key: As it came.
            address: Where the caller is.

        Raises:
            PermissionDeniedError: There is no key, or it may not be used from that address.
            InvalidArgumentError: It opens nothing, or nothing any more.
        """
        if not key:
            raise no_key()
        digest = digest_key(key)
        if await self._accepts_any():
            return Caller(project=Project(name=digest[:_OWN_PROJECT_LETTERS]), key=digest)
        found = await self._find(digest)
        if found is None or not hmac.compare_digest(found.digest, digest):
            raise wrong_key()
        if found.expires is not None and found.expires <= self._clock():
            raise expired_key()
        if not found.admits(address):
            raise blocked_address(address, found.project)
        return Caller(project=Project(name=found.project), key=digest)

    async def create(
        self, project: str, *, expires: datetime | None = None, networks: Sequence[Network] = ()
    ) -> tuple[str, Key]:
        """Make a key, and return it together with what is kept of it.

        Raises:
            InvalidArgumentError: A project cannot be named so, or the time is over already.
        """
        key = new_key()
        return key, await self.add(key, project, expires=expires, networks=networks)

    async def add(
        self,
        key: str,
        project: str,
        *,
        expires: datetime | None = None,
        networks: Sequence[Network] = (),
    ) -> Key:
        """Let a key open a project from now on.

        Raises:
            AlreadyExistsError: It opens one already.
            InvalidArgumentError: A project cannot be named so, or the time is over already.
        """
        now = self._clock()
        if expires is not None and expires <= now:
            raise InvalidArgumentError(
                f"expected a time to come, not {expires.isoformat(timespec='seconds')}"
            )
        kept = Key(
            digest=digest_key(key),
            project=parse_project(project).name,
            created=now,
            expires=expires,
            networks=tuple(networks),
        )
        await self._store.add(kept)
        self._is_open = False
        return kept

    async def list(self) -> Sequence[Key]:
        """Return the keys that were made by command, oldest first; expired ones too."""
        return await self._store.list()

    async def revoke(self, name: str) -> Key:
        """Let a key open nothing any more; what it opened stays.

        Args:
            name: Its id, or the beginning of it, or the key itself.

        Raises:
            NotFoundError: There is no such key.
            FailedPreconditionError: Several begin so.
        """
        digest = digest_key(name)
        keys = await self._store.list()
        found = [key for key in keys if key.digest == digest]
        found = found or [key for key in keys if name and key.id.startswith(name)]
        if not found:
            raise NotFoundError("There is no such key; `wasat keys list` shows the ids of all.")
        if len(found) > 1:
            raise FailedPreconditionError(f"{len(found)} keys have ids that begin with {name!r}.")
        await self._store.remove(found[0].digest)
        self._trusted.pop(found[0].digest, None)
        return found[0]

    async def has_keys(self) -> bool:
        """Return whether there is a key at all, expired or not."""
        return bool(self._fixed) or not await self._store.is_empty()

    async def _find(self, digest: str) -> Key | None:
        """Return a key of settings or one that was made, as it was at most a moment ago."""
        if digest in self._fixed:
            return self._fixed[digest]
        now = self._clock()
        until, trusted = self._trusted.get(digest, (now, None))
        if until > now:
            return trusted
        found = await self._store.find(digest)
        if found is None:
            self._trusted.pop(digest, None)
        else:
            self._trusted[digest] = (now + TRUST, found)
        return found

    async def _accepts_any(self) -> bool:
        """Return whether there are no keys; a server that had one stays closed until it ends."""
        if self._is_open and self._open_until <= self._clock():
            self._is_open = await self._store.is_empty()
            self._open_until = self._clock() + TRUST
        return self._is_open
