"""Documents read in this process and scored one by one, to compare two versions in pairs.

    .venv/bin/python -m benchmarks.reading [--sets A,B] [--pictures] [--keep FOLDER]
                                           [--against FOLDER]

`--keep` writes every document's HTML and scores. `--against` prints for each set and measure how
many documents got better and worse than in a kept run, and which. `--pictures` reads pages that are
pictures as well, at seconds each; `--sets scanned,receipts` needs it. Without the bench: NOT RUN.
"""

import argparse
import importlib
import json
import mimetypes
import os
import sys
from collections import defaultdict
from pathlib import Path
from types import ModuleType

from benchmarks.quality import BENCH
from wasat.documents.export.html import export_page
from wasat.documents.export.join import join_tables
from wasat.documents.load import load_document
from wasat.status import UnreadableDocumentError

SETS = "typeset,columns,scripts,forms,tables,papers,checks,docling,robust"
SHOWN = 6  # documents named for each measure that moved
NOISE = 0.0005

Scores = dict[str, dict[str, float]]


def read(path: Path, *, has_pictures: bool) -> tuple[str, str]:
    """Return a document as the reader transcribes it, and why it could not be read."""
    mime_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    engines = None if has_pictures else ()
    try:
        with path.open("rb") as file:
            pages = load_document(file, mime_type, engines=engines).pages
            return "\n".join(export_page(page) for page in join_tables(pages)), ""
    except UnreadableDocumentError as error:
        return "", str(error)


def score_all(sets: set[str], keep: Path | None, *, has_pictures: bool) -> Scores:
    """Read and score every document of the chosen sets, without `has_pictures` every PDF."""
    data, engines, scorer = (docbench(name) for name in ("data", "engines", "score"))
    found: Scores = {}
    for item in data.load(BENCH / "documents", sets):
        if item.file.suffix != ".pdf" and not has_pictures:
            continue
        text, error = read(item.file, has_pictures=has_pictures)
        found[item.key] = scorer.score(item, engines.Outcome(text, 0.0, error))
        if keep is not None:
            target = keep / f"{item.key}.html"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text or error, encoding="utf-8")
    if keep is not None:
        (keep / "scores.json").write_text(json.dumps(found, indent=1), encoding="utf-8")
    return found


def docbench(name: str) -> ModuleType:
    """Return a module of the scorer, which lives beside the data."""
    if str(BENCH) not in sys.path:
        sys.path.append(str(BENCH))
    return importlib.import_module(f"docbench.{name}")


def print_means(scores: Scores) -> None:
    """Print the means of each set."""
    for name, rows in _by_set(scores).items():
        means = (f"{column} {sum(it.values()) / len(it):.4f}" for column, it in rows.items())
        print(f"{name:9}", "  ".join(means))


def print_pairs(scores: Scores, before: Scores) -> None:
    """Print what moved, document by document."""
    old = _by_set(before)
    for name, rows in _by_set(scores).items():
        for column, values in rows.items():
            moved = {
                key: values[key] - was
                for key, was in old.get(name, {}).get(column, {}).items()
                if key in values and abs(values[key] - was) > NOISE
            }
            if not moved:
                continue
            better = sum(step > 0 for step in moved.values())
            total = sum(moved.values()) / len(values)
            print(f"{name} {column}: {total:+.4f}, {better} better, {len(moved) - better} worse")
            for key in sorted(moved, key=lambda key: -abs(moved[key]))[:SHOWN]:
                print(f"    {moved[key]:+.3f} to {values[key]:.3f}  {key}")


def _by_set(scores: Scores) -> dict[str, dict[str, dict[str, float]]]:
    """Scores by set, then measure, then document."""
    found: dict[str, dict[str, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    for key, row in scores.items():
        for column, value in row.items():
            found[key.partition("/")[0]][column][key] = value
    return found


def main() -> None:
    """Score, and compare if there is something to compare with."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sets", default=SETS)
    parser.add_argument("--pictures", action="store_true")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--against", type=Path)
    chosen = parser.parse_args()
    if not BENCH.is_dir():
        print(f"NOT RUN: {BENCH} is not there")
        return
    os.environ["OMP_THREAD_LIMIT"] = "1"  # as sealed processes have it: threads only get in the way
    sets = set(chosen.sets.split(","))
    scores = score_all(sets, chosen.keep, has_pictures=chosen.pictures)
    print_means(scores)
    if chosen.against:
        before = json.loads((chosen.against / "scores.json").read_text(encoding="utf-8"))
        print_pairs(scores, before)


if __name__ == "__main__":
    main()
