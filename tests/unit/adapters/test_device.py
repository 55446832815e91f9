import errno
import threading
from pathlib import Path

import pytest

from tests.unit.adapters.calls import Calls
from wasat.adapters.device import Device, SystemCalls
from wasat.status import InternalError

BROKEN = OSError(errno.EIO, "broken")
FULL = OSError(errno.ENOSPC, "full")


@pytest.fixture
def calls() -> Calls:
    return Calls()


@pytest.fixture
def device(calls: Calls) -> Device:
    return Device(calls.system)


def test_folders_are_made_durable_one_in_the_other(
    device: Device, calls: Calls, tmp_path: Path
) -> None:
    device.make_folder(tmp_path / "a" / "b")
    device.make_folder(tmp_path / "a" / "b")
    assert calls.made == [("sync_folder", tmp_path.name), ("sync_folder", "a")]


@pytest.mark.parametrize(("error", "kind"), [(BROKEN, InternalError), (FULL, OSError)])
def test_a_folder_whose_name_may_not_hold_is_not_left_behind(
    device: Device, calls: Calls, tmp_path: Path, error: OSError, kind: type[Exception]
) -> None:
    calls.failures["sync_folder"] = error
    with pytest.raises(kind):
        device.make_folder(tmp_path / "a")
    assert not (tmp_path / "a").exists()


def test_a_file_whose_name_may_not_hold_is_synced_when_it_is_begun_again(
    device: Device, calls: Calls, tmp_path: Path
) -> None:
    calls.failures["sync_folder"] = BROKEN
    with pytest.raises(InternalError):
        device.create(tmp_path / "a")
    calls.failures.clear()
    device.create(tmp_path / "a")
    assert calls.made == [("sync_folder", tmp_path.name)] * 2


@pytest.mark.parametrize("kind", ["truncate", "sync"])
def test_a_cut_that_may_not_hold_is_made_again(
    device: Device, calls: Calls, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"hello")
    calls.fail_at = (["truncate", "sync"].index(kind), BROKEN)
    with pytest.raises((InternalError, OSError)):
        device.truncate(path, 3)
    assert path.stat().st_size == 5
    calls.made.clear()
    calls.fail_at = None
    device.truncate(path, 3)
    assert calls.made == [("truncate", "a"), ("sync", "a")]
    assert path.read_bytes() == b"hel"


def test_a_cut_of_what_is_short_enough_or_not_there_does_nothing(
    device: Device, calls: Calls, tmp_path: Path
) -> None:
    (tmp_path / "a").write_bytes(b"hel")
    device.truncate(tmp_path / "a", 3)
    device.truncate(tmp_path / "b", 0)
    assert calls.made == []


def test_a_failed_sync_is_not_tried_again(device: Device, calls: Calls, tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    calls.fail_at = (0, BROKEN)
    with pytest.raises(InternalError, match="device failed"):
        device.sync(tmp_path / "a")
    assert calls.made == [("sync", "a")]


def test_a_file_that_may_not_hold_gets_no_name(
    device: Device, calls: Calls, tmp_path: Path
) -> None:
    (tmp_path / "aside").write_bytes(b"whole")
    calls.failures["sync"] = BROKEN
    with pytest.raises(InternalError):
        device.publish(tmp_path / "aside", tmp_path / "a")
    assert not (tmp_path / "a").exists()


def test_removing_what_is_not_there_is_no_fault(device: Device, tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    device.remove(tmp_path / "a")
    device.remove(tmp_path / "a")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_comes_to_be_while_its_name_is_removed_goes_too(tmp_path: Path) -> None:
    def unlink(path: Path) -> None:
        path.mkdir()
        path.unlink()

    Device(SystemCalls(unlink=unlink)).remove(tmp_path / "pages")

    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_not_removed_while_a_file_gets_its_name_in_it(tmp_path: Path) -> None:
    removals: list[threading.Thread] = []

    def rename(aside: Path, path: Path) -> None:
        removal = threading.Thread(target=device.remove, args=(path.parent,))
        removals.append(removal)
        removal.start()
        removal.join(0.1)  # more than enough, if nothing held it up
        aside.rename(path)

    device = Device(SystemCalls(rename=rename))
    (tmp_path / "aside").write_bytes(b"whole")

    device.publish(tmp_path / "aside", tmp_path / "pages" / "a")

    removals[0].join()
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_may_not_be_removed_is_told(tmp_path: Path) -> None:
    def unlink(path: Path) -> None:
        raise PermissionError(path)

    (tmp_path / "pages").touch()

    with pytest.raises(PermissionError):
        Device(SystemCalls(unlink=unlink)).remove(tmp_path / "pages")
