import os
import subprocess
import sys
from pathlib import Path

import pytest

from wasat.adapters.database.lock import FolderLock
from wasat.status import FailedPreconditionError

HOLD = """
import sys
from pathlib import Path
from wasat.adapters.database.lock import FolderLock
lock = FolderLock(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_a_folder_is_made_and_held(tmp_path: Path) -> None:
    lock = FolderLock(tmp_path / "new" / "data")
    assert (tmp_path / "new" / "data" / "lock").read_text() == f"{os.getpid()}\n"
    lock.release()


def test_a_folder_in_use_is_refused_and_its_holder_named(tmp_path: Path) -> None:
    lock = FolderLock(tmp_path)
    with pytest.raises(FailedPreconditionError) as raised:
        FolderLock(tmp_path)
    assert str(tmp_path) in raised.value.message
    assert f"process {os.getpid()}" in raised.value.message
    lock.release()


def test_a_released_folder_can_be_held_again(tmp_path: Path) -> None:
    FolderLock(tmp_path).release()
    FolderLock(tmp_path).release()


def test_a_folder_is_free_when_its_holder_was_killed(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(FailedPreconditionError, match=f"process {holder.pid}"):
            FolderLock(tmp_path)
        holder.kill()
    FolderLock(tmp_path).release()
