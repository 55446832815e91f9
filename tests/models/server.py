"""The tiny model behind llama.cpp's own server, as a child that ends with the block."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tests.models.tiny import TinyModel
from wasat.adapters.models.child import CHILD, LocalModel


@contextmanager
def serve_tiny(model: TinyModel) -> Iterator[str]:
    """Lend the base URL of a running server."""
    local = LocalModel(gguf=model.gguf, mmproj=model.mmproj)
    command = [sys.executable, "-m", CHILD, *local.command()[3:]]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield f"{process.stdout.readline().decode().strip()}/v1"
    finally:
        process.stdin.close()
        process.wait(30)
        process.stdout.close()
