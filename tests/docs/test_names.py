"""Settings, metrics and headers that the pages name are those that there are."""

import re
import tomllib
from pathlib import Path

from prometheus_client import REGISTRY

from tests.docs.test_snippets import PAGES, ROOT
from wasat import telemetry
from wasat.settings import Settings

SOURCES = sorted((ROOT / "src").rglob("*.py"))


def named(pattern: str, pages: list[Path]) -> set[str]:
    return {name for page in pages for name in re.findall(pattern, page.read_text())}


def test_every_variable_that_is_named_is_a_setting() -> None:
    settings = {f"WASAT_{name.upper()}" for name in Settings.model_fields}

    assert named(r"WASAT_[A-Z_]*[A-Z]", PAGES) <= settings


def test_every_metric_is_told_and_every_one_told_is_there() -> None:
    assert telemetry.REQUESTS is not None  # what is imported is registered
    kept = {metric.name for metric in REGISTRY.collect() if metric.name.startswith("wasat_")}
    told = named(r"`(wasat_[a-z_]+)`", [ROOT / "docs" / "guides" / "operate.md"])

    assert {name.removesuffix("_total") for name in told} == kept


def test_every_header_is_told_and_every_one_told_is_there() -> None:
    sent = {name.lower() for name in named(r"(?i)\bx-wasat-[a-z-]*[a-z]", SOURCES)}
    told = {name.lower() for name in named(r"(?i)\bx-wasat-[a-z-]*[a-z]", PAGES)}

    assert told == sent


def test_whoever_is_told_to_install_is_told_what_works_from_a_checkout() -> None:
    """Nothing is published: by its name alone, an index would give something else or nothing."""
    told = named(r"pip install [^\n`]*", [*PAGES, *SOURCES])

    assert told
    assert [line for line in told if re.search(r"(?<![\w/.-])wasat\b", line)] == []


def test_every_extra_that_is_named_is_there() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

    assert named(r"(?:\.|wasat)\[(\w+)\]", [*PAGES, *SOURCES]) <= {
        *project["optional-dependencies"]
    }
