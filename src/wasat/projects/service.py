"""Who is asking: from a key to its project."""

import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass

from wasat.clock import Clock
from wasat.projects.store import Key, KeyStore, digest_key
from wasat.status import ErrorInfo, InvalidArgumentError, PermissionDeniedError

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,62}")
_NO_KEY = (
    "Method doesn't allow unregistered callers (callers without established identity). Please use"
    " API Key or other form of API consumer identity to call this API."
)
_WRONG_KEY = "API key not valid. Please pass a valid API key."
_SERVICE = "generativelanguage.googleapis.com"


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """Whose files and quota they are.

    Attributes:
        name: At most 63 lower-case letters, digits, dots, dashes and underscores, since names of
            blobs contain it.
    """

    name: str


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

    Args:
        keys: From key to name of project, as settings have it.
        store: Keys that were made while running.
        clock: The time.

    Raises:
        InvalidArgumentError: A project is named in a way that none may be.
    """

    def __init__(self, *, keys: Mapping[str, str], store: KeyStore, clock: Clock) -> None:
        self._fixed = {digest_key(key): parse_project(name) for key, name in keys.items()}
        self._store = store
        self._clock = clock
        self._known: dict[str, Project] | None = None
        self._is_open = True

    async def authenticate(self, key: str) -> Project:
        """Return the project that a key opens.

        Raises:
            PermissionDeniedError: There is no key.
            InvalidArgumentError: It opens nothing.
        """
        if not key:
            raise PermissionDeniedError(_NO_KEY)
        digest = digest_key(key)
        known = await self._load()
        if self._is_open:
            return Project(name=digest[:16])
        for other, project in known.items():
            if hmac.compare_digest(digest, other):
                return project
        raise InvalidArgumentError(
            _WRONG_KEY,
            details=[ErrorInfo(reason="API_KEY_INVALID", metadata={"service": _SERVICE})],
        )

    async def add(self, key: str, name: str) -> Key:
        """Let a key open a project from now on.

        Raises:
            AlreadyExistsError: It opens one already.
            InvalidArgumentError: A project cannot be named so.
        """
        project = parse_project(name)
        kept = Key(digest=digest_key(key), project=project.name, created=self._clock())
        await self._store.add(kept)
        self._known = None
        return kept

    async def remove(self, digest: str) -> None:
        """Close what a key of that digest opens; gladly, if there is none."""
        await self._store.remove(digest)
        self._known = None

    async def _load(self) -> Mapping[str, Project]:
        """Return projects by digest; a server that had a key stays closed until it ends."""
        if self._known is None:
            made = {key.digest: Project(name=key.project) for key in await self._store.list()}
            self._known = made | self._fixed
            self._is_open = self._is_open and not self._known
        return self._known
