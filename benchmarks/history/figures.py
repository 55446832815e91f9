"""The figures of one run: kept for the next one, and shown beside the last one and the peers."""

import csv
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

FOLDER = Path(__file__).parent
MEASURES = (
    *("nid", "heads", "teds", "teds_s", "table_f1"),
    *("cer", "words", "fields", "checks", "math", "ok", "overall"),
)
_HEAD = ("day", "commit", "set", "measure", "value")

_TEXTS = ("typeset", "columns", "scripts")
_DIGITAL = {"nid": _TEXTS, "heads": _TEXTS, "teds": (*_TEXTS, "tables")}  # as docbench has it

Figures = dict[tuple[str, str], float]
"""By set and measure."""


def collect(rows: Iterable[Mapping[str, object]]) -> Figures:
    """Return the figures of a run, with the means over the sets that carry text as `digital`.

    Args:
        rows: One a set, as docbench sums them up.
    """
    figures = {
        (str(row["set"]), measure): float(str(row[measure]))
        for row in rows
        for measure in MEASURES
        if measure in row
    }
    return figures | {("digital", measure): mean for measure, mean in _means(figures).items()}


def _means(figures: Figures) -> dict[str, float]:
    """Return the headline; nothing unless all of its sets were run."""
    wanted = {measure: [(name, measure) for name in sets] for measure, sets in _DIGITAL.items()}
    if not all(key in figures for keys in wanted.values() for key in keys):
        return {}
    means = {
        measure: sum(figures[key] for key in keys) / len(keys) for measure, keys in wanted.items()
    }
    return means | {"overall": sum(means.values()) / len(means)}


def keep(figures: Figures, path: Path) -> None:
    """Add the figures of today's run to the history."""
    is_new = not path.exists()
    day, commit = f"{datetime.now(UTC):%Y-%m-%d}", _commit()
    with path.open("a", newline="", encoding="utf-8") as file:
        lines = csv.writer(file, lineterminator="\n")
        if is_new:
            lines.writerow(_HEAD)
        for (name, measure), value in figures.items():
            lines.writerow((day, commit, name, measure, f"{value:.3f}"))


def load_last(path: Path) -> Figures:
    """Return the last figure that was kept of each set and measure."""
    if not path.exists():
        return {}
    with path.open(newline="", encoding="utf-8") as file:
        return {(row["set"], row["measure"]): float(row["value"]) for row in csv.DictReader(file)}


def load_peers(path: Path) -> dict[str, Figures]:
    """Return the figures of each peer, by its name."""
    peers: dict[str, Figures] = {}
    with path.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            figures = peers.setdefault(row["engine"], {})
            figures[row["set"], row["measure"]] = float(row["value"])
    return peers


def draw(figures: Figures, before: Figures, peers: Mapping[str, Figures]) -> str:
    """Return a table: a line for each figure, with the one before and those of the peers."""
    lines: list[Sequence[str]] = [("set", "measure", "now", "before", *peers)]
    for key, value in figures.items():
        others = (before, *peers.values())
        shown = ["" if key not in each else f"{each[key]:.3f}" for each in others]
        lines.append((*key, f"{value:.3f}", *shown))
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True))
        for line in lines
    )


def _commit() -> str:
    """Return the short name of the commit that is checked out; empty where there is none."""
    asked = ["git", "-C", str(FOLDER), "rev-parse", "--short", "HEAD"]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
