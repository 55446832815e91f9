"""A folder with very many files and sessions is put in order in a moment."""

import time
from pathlib import Path

import pytest

from tests.crash.crowd import CONTENT, RECEIVED, Crowd, populate
from tests.crash.server import Server, read_rows, read_sizes, running

FEW = Crowd(files=500, sessions=50, orphans=50)
MANY = Crowd()
MOST_SECONDS = 30  # the goal is 5; see benchmarks/recovery.py


def check_recovery(folder: Path, crowd: Crowd) -> None:
    populate(folder, crowd)
    begun = time.monotonic()
    with running(Server(folder=folder)):
        seconds = time.monotonic() - begun
        files, uploads = read_rows(folder)
        sizes = read_sizes(folder)
    assert len(files) == crowd.files
    assert len(uploads) == crowd.sessions
    assert sizes == dict.fromkeys(files, len(CONTENT)) | dict.fromkeys(uploads, RECEIVED)
    assert seconds < MOST_SECONDS


def test_a_folder_is_put_in_order_before_anybody_is_served(tmp_path: Path) -> None:
    check_recovery(tmp_path / "data", FEW)


@pytest.mark.long
def test_a_hundred_thousand_files_are_put_in_order_in_time(tmp_path: Path) -> None:
    check_recovery(tmp_path / "data", MANY)
