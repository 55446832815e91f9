"""Prepares what tests need beyond the development environment: `python -m tests.prepare`.

Older releases of the official SDK, each in an environment of its own under `.venvs`, and system
programs where we may install them. What cannot be had is said, and its tests are skipped with that
reason.
"""

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).parent.parent
ENVIRONMENTS = ROOT / ".venvs"
SDK_VERSIONS = ("1.75.0", "2.34.0")
SDK_TOOLS = ("httpx", "pytest", "pytest-asyncio", "reportlab", "pikepdf")
PROGRAMS = {"curl": "curl"}


def python_of(version: str) -> Path:
    """Return the interpreter of the environment with this release of the SDK."""
    return ENVIRONMENTS / f"genai-{version}" / "bin" / "python"


def prepare_sdk(version: str) -> None:
    """Make the environment unless it is there."""
    python = python_of(version)
    folder = python.parent.parent
    if (folder / "complete").exists():
        return
    shutil.rmtree(folder, ignore_errors=True)
    venv.create(folder, with_pip=True)
    constraints = str(ROOT / "requirements-dev.txt")
    run(str(python), "-m", "pip", "install", "--quiet", f"google-genai=={version}")
    run(str(python), "-m", "pip", "install", "--quiet", "-c", constraints, *SDK_TOOLS)
    (folder / "complete").touch()


def prepare_programs() -> None:
    """Install missing system programs where we are root and the system is Debian's."""
    missing = [package for name, package in PROGRAMS.items() if not shutil.which(name)]
    if not missing:
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        print(f"not installed, and may not be by us: {', '.join(missing)}")
        return
    run("apt-get", "update", "-qq")
    run("apt-get", "install", "-y", "-qq", *missing)


def run(*command: str) -> None:
    """Run a command and fail with it."""
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def main() -> None:
    """Prepare everything, saying what it does."""
    prepare_programs()
    for version in SDK_VERSIONS:
        print(f"google-genai {version}", flush=True)
        prepare_sdk(version)


if __name__ == "__main__":
    sys.exit(main())
