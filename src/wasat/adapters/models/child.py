"""One run of the process that serves a model file: started, heard, ended."""

import asyncio
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from wasat.adapters.models.failures import lost
from wasat.adapters.models.llama import MISSING, UNSERVABLE
from wasat.status import FailedPreconditionError, StatusError

CHILD = "wasat.adapters.models.llama"
START_SECONDS = 300.0  # a large file is read from a slow disk
STOP_SECONDS = 5.0  # to end when asked; nothing of it has to be saved


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalModel:
    """A model file.

    Attributes:
        gguf: The file.
        mmproj: The file by which it sees, if there is one.
        threads: That it computes with.
        context_tokens: Its window; None is what it was made for.
    """

    gguf: Path
    mmproj: Path | None = None
    threads: int = 1
    context_tokens: int | None = None

    def command(self) -> list[str]:
        """Return the command of the child."""
        command = [sys.executable, "-m", CHILD, "--gguf", str(self.gguf)]
        command += ["--threads", str(self.threads), "--context", str(self.context_tokens or 0)]
        return [*command, "--mmproj", str(self.mmproj)] if self.mmproj else command


async def start(model: LocalModel) -> tuple[Process, str]:
    """Start a child; return it, and its address once the model is loaded.

    Raises:
        FailedPreconditionError: A file is missing or no model, or the extra is not installed.
        UnavailableError: The child does not start in time, or ends while it starts.
    """
    for path in filter(None, (model.gguf, model.mmproj)):
        if not path.is_file():
            raise FailedPreconditionError(f"expected a model file at {path}, found none")
    process = await asyncio.create_subprocess_exec(
        *model.command(), stdin=PIPE, stdout=PIPE, stderr=DEVNULL
    )
    try:
        return process, await _hear(process, model)
    except BaseException:
        await end(process)
        raise


async def end(process: Process) -> None:
    """End a child: asked first, then made to."""
    if process.returncode is not None:
        return
    process.terminate()
    with suppress(TimeoutError):
        await asyncio.wait_for(process.wait(), STOP_SECONDS)
        return
    process.kill()
    await process.wait()


async def _hear(process: Process, model: LocalModel) -> str:
    """Wait until the child says where it listens."""
    if process.stdout is None:
        raise lost("The local model cannot be heard.")
    try:
        line = await asyncio.wait_for(process.stdout.readline(), START_SECONDS)
    except TimeoutError as error:
        raise lost("The model file is not loaded in time.") from error
    if not line:
        raise _explain(await process.wait(), model)
    return line.decode().strip()


def _explain(status: int, model: LocalModel) -> StatusError:
    """Return why a child ended while it started; a negative status is a signal."""
    if status == MISSING:
        return FailedPreconditionError(
            'serving a model file needs the extra `local`: pip install --editable ".[local]"'
        )
    if status == UNSERVABLE:
        files = f"{model.gguf} with {model.mmproj}" if model.mmproj else str(model.gguf)
        return FailedPreconditionError(
            f"expected a whole GGUF model at {files}, found one that is damaged or of another kind"
        )
    return lost(f"The local model ended with status {status} while it was loaded.")
