"""What clients know: all that was sent, all that was acknowledged, and what hangs in the air."""

import random
from dataclasses import dataclass, field
from enum import StrEnum

MIME_TYPE = "video/mp4"  # nobody reads it, so that the server's time goes into uploads
LARGEST = 3 << 20


class Stage(StrEnum):
    """How far an upload is, as its client knows; a name in -ING was asked for, not answered."""

    RUNNING = "running"
    FINALIZING = "finalizing"
    FINAL = "final"
    CANCELLING = "cancelling"
    CANCELLED = "cancelled"
    DELETING = "deleting"
    DELETED = "deleted"


@dataclass(kw_only=True, eq=False)
class Sent:
    """One upload.

    Attributes:
        url: Where its bytes go.
        content: All of them.
        is_declared: Whether the server was told their number.
        acknowledged: How many the server has promised to keep.
        sent: How many it may have.
        name: The file it became.
    """

    url: str
    content: bytes = field(repr=False)
    is_declared: bool
    acknowledged: int = 0
    sent: int = 0
    stage: Stage = Stage.RUNNING
    name: str = ""


@dataclass(kw_only=True, eq=False)
class Ledger:
    """All uploads of one client; no other client touches them.

    Attributes:
        chance: Decides everything that is not the server's to decide.
    """

    chance: random.Random
    uploads: list[Sent] = field(default_factory=list)

    def staged(self, *stages: Stage) -> list[Sent]:
        """Return uploads of these stages."""
        return [upload for upload in self.uploads if upload.stage in stages]

    def new_content(self) -> bytes:
        """Return what nobody else sends: often a little, at times more than one piece."""
        size = self.chance.choice([0, 1, 20_000, 300_000, LARGEST])
        return self.chance.randbytes(self.chance.randint(0, size))
