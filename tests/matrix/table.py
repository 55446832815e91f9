"""The cases: what a client does, and what it must see, stated once for all clients."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "cases"
DRIVERS = (
    *(
        f"python-{version}-{way}"
        for version in ("1.75.0", "2.34.0", "3.4.0")
        for way in ("sync", "httpx", "aiohttp")
    ),
    "javascript-1.24.0",
    "javascript-2.32.0",
    "go-1.77.0",
    "curl",
)


@dataclass(frozen=True, kw_only=True)
class Case:
    """One thing that a client does, and what it must see.

    Attributes:
        id: Its name, the same in every client's results.
        section: Of the protocol's reference, from which the expectation is taken.
        says: The rule in a sentence.
        steps: What to do, in order; see drivers/play.py.
        expect: What must be seen: from a path in what was seen to what is there; see judge.py.
        cannot: Clients that cannot express it (the first part of a driver's name, or all of it),
            and why.
        client: How the client is made, where it is not made as usual.
    """

    id: str
    section: str
    says: str
    steps: Sequence[dict[str, Any]]
    expect: Mapping[str, Any]
    cannot: Mapping[str, str] = field(default_factory=dict)
    client: Mapping[str, str] = field(default_factory=dict)

    def is_for(self, driver: str) -> bool:
        """Tell whether this client can express it."""
        return not any(is_of(driver, family) for family in self.cannot)

    def played(self, driver: str) -> Mapping[str, Any]:
        """What a driver is told of it."""
        key = self.key(driver)
        other = f"{key}.other"
        steps = [
            step | {"key": other} if step.get("key") == "other" else step for step in self.steps
        ]
        return {"id": self.id, "key": key, "client": self.client, "steps": steps}

    def key(self, driver: str) -> str:
        """The key under which a driver plays it: what lists or names files has its own project."""
        is_alone = any(
            step["do"] in ("list", "shell") or "key" in step or "name" in step.get("config", {})
            for step in self.steps
        )
        return f"{driver}.{self.id}" if is_alone else driver

    def keys(self, driver: str) -> Sequence[str]:
        """Every key that opens something in it."""
        own = self.key(driver)
        has_other = any(step.get("key") == "other" for step in self.steps)
        return [own, f"{own}.other"] if has_other else [own]


def is_of(driver: str, family: str) -> bool:
    """Tell whether a driver is the one named, or of the family named."""
    return driver == family or driver.startswith(f"{family}-")


def load_cases() -> Sequence[Case]:
    """Every case, in the order of files and of lines in them."""
    return [
        Case(**fields)
        for path in sorted(FOLDER.glob("*.json"))
        for fields in json.loads(path.read_text())
    ]
