"""Names of functions as every server takes them, and back again."""

import re
from collections.abc import Iterable

_FOREIGN = re.compile(r"[^A-Za-z0-9_-]")
_LONGEST = 64  # characters. Source: chat completions' documented pattern of names


class Names:
    """A reversible map; a name that fits stays as it is.

    Args:
        names: All that a prompt knows, declared or called before.
    """

    def __init__(self, names: Iterable[str]) -> None:
        wanted = list(dict.fromkeys(names))
        self._by_caller: dict[str, str] = {}
        fitting = {name for name in wanted if _fit(name) == name}
        for name in wanted:
            taken = fitting | set(self._by_caller.values())
            self._by_caller[name] = name if name in fitting else _find_free(_fit(name), taken)
        self._by_model = {model: caller for caller, model in self._by_caller.items()}

    def to_model(self, name: str) -> str:
        """Return the name that the model is told."""
        return self._by_caller.get(name, name)

    def to_caller(self, name: str) -> str:
        """Return the name that the caller knows; what the model made up stays as it is."""
        return self._by_model.get(name, name)


def _fit(name: str) -> str:
    return _FOREIGN.sub("_", name)[:_LONGEST]


def _find_free(name: str, taken: set[str]) -> str:
    number = 2
    free = name
    while free in taken:
        end = f"_{number}"
        free = name[: _LONGEST - len(end)] + end
        number += 1
    return free
