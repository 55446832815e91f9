"""What `wasat doctor` looks at, one function a concern; each says in a line what it found."""

import fcntl
import os
import secrets
import shutil
import socket
import time
from collections.abc import AsyncGenerator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

from wasat.app import open_projects
from wasat.blob import Blob
from wasat.documents.pdf.sample import SAMPLE
from wasat.rooms import Rooms
from wasat.settings import Settings
from wasat.status import StatusError

_EXPORTER = "opentelemetry.exporter"
_GIGABYTE = 1e9


class Mark(StrEnum):
    """How a finding is to be taken."""

    OK = "ok"
    NOTE = "note"
    FAIL = "FAIL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one check found.

    Attributes:
        mark: A failure keeps the server from its work; a note does not.
        name: What was looked at, a word.
        text: What was found, and for a failure what to do.
    """

    mark: Mark
    name: str
    text: str


def check_folder(settings: Settings) -> Finding:
    """Write, sync, rename and remove a file where the state lives, or will live."""
    folder = settings.data_dir.resolve()
    place = next(each for each in (folder, *folder.parents) if each.exists())
    probe = place / f".wasat-{secrets.token_hex(4)}"
    begun = time.perf_counter()
    try:
        with probe.open("wb") as file:
            file.write(b"probe")
            file.flush()
            os.fsync(file.fileno())
        probe = probe.rename(probe.with_suffix(".renamed"))
    except OSError as error:
        text = f"{place} cannot be written to: {error.strerror}"
        return Finding(mark=Mark.FAIL, name="folder", text=text)
    finally:
        with suppress(OSError):
            probe.unlink()
    milliseconds = (time.perf_counter() - begun) * 1000
    will = "" if place == folder else ", to be made"
    text = f"{folder}{will}; a sync takes {milliseconds:.0f} ms"
    return Finding(mark=Mark.OK, name="folder", text=text)


def check_disk(settings: Settings) -> Finding:
    """Compare the room on the disk with what the server keeps back, and with a largest file."""
    folder = settings.data_dir.resolve()
    place = next(each for each in (folder, *folder.parents) if each.exists())
    disk = shutil.disk_usage(place)
    headroom = max(64 << 20, disk.total // 100)  # as the store leaves aside
    text = f"{disk.free / _GIGABYTE:.1f} GB free, {headroom / _GIGABYTE:.1f} GB of it kept back"
    room = disk.free - headroom
    if room <= 0:
        text = f"only {text}: nothing can be uploaded; make room"
        return Finding(mark=Mark.FAIL, name="disk", text=text)
    if room < settings.max_file_bytes:
        return Finding(mark=Mark.NOTE, name="disk", text=f"{text}: less than one largest file")
    return Finding(mark=Mark.OK, name="disk", text=text)


async def check_database(settings: Settings) -> AsyncGenerator[Finding, None]:
    """Open the rows, beside a running server if there is one, and look for keys."""
    has_keys = bool(settings.key_projects)
    if not settings.data_dir.is_dir():
        yield Finding(mark=Mark.OK, name="database", text="none yet; it is made at the start")
    else:
        try:
            async with open_projects(settings.data_dir) as projects:
                has_keys = has_keys or await projects.has_keys()
        except (StatusError, OSError) as error:
            yield Finding(mark=Mark.FAIL, name="database", text=str(error))
            return
        yield Finding(mark=Mark.OK, name="database", text="opens, and is of this version")
    if settings.is_exposed and not has_keys:
        text = f"none, and {settings.host} is not loopback: `wasat keys create PROJECT`"
        yield Finding(mark=Mark.FAIL, name="keys", text=text)
    else:
        text = "there are some" if has_keys else "none: any key is a project of its own"
        yield Finding(mark=Mark.OK, name="keys", text=text)


def check_port(settings: Settings) -> Finding:
    """See whether the port is free, or held by a server on this folder."""
    where = f"{settings.host}, port {settings.port}"
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            if server := _find_server(settings.data_dir):
                text = f"{where}: a server runs on this folder, process {server}"
                return Finding(mark=Mark.OK, name="port", text=text)
            text = f"{where}: {error.strerror}; choose another with --port"
            return Finding(mark=Mark.FAIL, name="port", text=text)
    return Finding(mark=Mark.OK, name="port", text=f"{where}: free")


def check_sandbox(settings: Settings, rooms: Rooms) -> Finding:
    """Tell which layers hold the readers in, and which this system lacks."""
    missing = rooms.executor.missing_layers
    held = ", ".join(rooms.executor.layers)
    if settings.sandbox == "off":
        return Finding(mark=Mark.NOTE, name="sandbox", text=f"off by the settings: only {held}")
    if missing:
        text = f"{held}; this system lacks {', '.join(missing)}"
        return Finding(mark=Mark.NOTE, name="sandbox", text=text)
    return Finding(mark=Mark.OK, name="sandbox", text=held)


def check_workers(settings: Settings, rooms: Rooms) -> Finding:
    """Tell how many documents are read at a time."""
    gigabytes = settings.max_reader_memory_bytes / _GIGABYTE
    text = f"{rooms.executor.children} at a time, {gigabytes:.1f} GB each at most"
    return Finding(mark=Mark.OK, name="workers", text=text)


def check_scans() -> Finding:
    """Tell what reads scans and pictures."""
    from wasat.documents.ocr.job import load_engines  # noqa: PLC0415 - a server loads no reader

    names = [engine.name for engine in load_engines()]
    if not names:
        text = "nothing reads them: install the extra wasat[ocr], or Tesseract"
        return Finding(mark=Mark.NOTE, name="scans", text=text)
    return Finding(mark=Mark.OK, name="scans", text=f"read by {' and '.join(names)}")


async def check_engines(rooms: Rooms) -> AsyncGenerator[Finding, None]:
    """Have a page read in a sealed process, and name what answers."""
    blob = Blob(
        project="doctor",
        sha256="0" * 64,
        mime_type="application/pdf",
        size_bytes=len(SAMPLE),
        lend=_lend_sample,
    )
    begun = time.perf_counter()
    try:
        document = await rooms.library.load(blob)
    except StatusError as error:
        yield Finding(mark=Mark.FAIL, name="reader", text=f"cannot read a page: {error}")
        return
    seconds = time.perf_counter() - begun
    text = f"{document.summary.page_count} page read in {seconds:.1f} s"
    yield Finding(mark=Mark.OK, name="reader", text=text)
    names = sorted({model.engine for model in rooms.generator.models()})
    yield Finding(mark=Mark.OK, name="engines", text=", ".join(names))


async def check_models(rooms: Rooms) -> AsyncGenerator[Finding, None]:
    """Ask each chat model's server what it can do; a model file is loaded for that."""
    for name, chat in rooms.chats.items():
        try:
            await chat.check()
        except StatusError as error:
            yield Finding(mark=Mark.FAIL, name="model", text=f"{name}: {error.message}")
        else:
            text = f"{name}: {chat.profile.display_name} answers"
            yield Finding(mark=Mark.OK, name="model", text=text)


def _lend_sample() -> BinaryIO:
    file = TemporaryFile()  # noqa: SIM115 whoever asked closes it
    file.write(SAMPLE)
    file.seek(0)
    return file


def check_tracing(settings: Settings) -> Iterator[Finding]:
    """See whether traces can be sent, if they are to be."""
    if not settings.otlp_endpoint:
        return
    if find_spec(_EXPORTER) is None:
        text = "WASAT_OTLP_ENDPOINT needs the extra: pip install -e '.[otlp]'"
        yield Finding(mark=Mark.FAIL, name="traces", text=text)
    else:
        yield Finding(mark=Mark.OK, name="traces", text=f"go to {settings.otlp_endpoint}")


def _find_server(folder: Path) -> str:
    """Return the process that serves a folder, empty if there is none."""
    try:
        with (folder / "lock").open() as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return (folder / "lock").read_text().strip() or "unknown"
    except OSError:
        return ""
    return ""
