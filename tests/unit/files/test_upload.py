from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.files.fakes import DAY, NEW, NOW
from wasat.files.file import State
from wasat.files.upload import (
    NewFile,
    Upload,
    UploadState,
    cancel_upload,
    finalize_upload,
    make_file,
    place,
    receive,
    start_upload,
)
from wasat.status import FailedPreconditionError, InvalidArgumentError

MOST = 1000


def start(new: NewFile = NEW) -> Upload:
    return start_upload(new, now=NOW, ttl=DAY, max_file_bytes=MOST)


def standing_at(received: int, *, size_bytes: int | None = 100) -> Upload:
    return receive(start(replace(NEW, size_bytes=size_bytes)), received)


def fit(upload: Upload, offset: int, length: int) -> int:
    return place(upload, offset=offset, length=length, max_file_bytes=MOST)


def test_an_upload_starts_empty_and_active_for_a_day() -> None:
    upload = start()
    assert (upload.state, upload.received) == (UploadState.ACTIVE, 0)
    assert (upload.created, upload.expires) == (NOW, NOW + DAY)


def test_an_upload_keeps_what_was_said_of_the_file() -> None:
    upload = start(
        NewFile(
            project="acme",
            file_id="files/my-file",
            display_name="Mine",
            upload_name="a.txt",
            mime_type="Text/Plain; charset=utf-8",
            size_bytes=7,
        )
    )
    assert (upload.project, upload.file_id, upload.size_bytes) == ("acme", "my-file", 7)
    assert (upload.display_name, upload.upload_name) == ("Mine", "a.txt")
    assert upload.mime_type == "text/plain"


def test_names_nobody_chose_are_random() -> None:
    first, second = start(), start()
    assert first.file_id != second.file_id
    assert first.blob != second.blob
    assert first.id != second.id
    assert len(first.id) >= 43
    assert first.blob.startswith("files/")


@pytest.mark.parametrize("size_bytes", [-1, MOST + 1])
def test_a_size_no_file_may_have_is_refused(size_bytes: int) -> None:
    with pytest.raises(InvalidArgumentError, match=f"0 to 1000 bytes, not {size_bytes}"):
        start(replace(NEW, size_bytes=size_bytes))


@pytest.mark.parametrize("size_bytes", [None, 0, MOST])
def test_a_size_may_be_unknown_nothing_or_the_most(size_bytes: int | None) -> None:
    assert start(replace(NEW, size_bytes=size_bytes)).size_bytes == size_bytes


def test_new_bytes_go_to_the_end() -> None:
    assert fit(standing_at(40), 40, 60) == 0


def test_bytes_sent_again_are_to_be_compared() -> None:
    assert fit(standing_at(40), 10, 20) == 20


def test_of_an_overlap_only_the_beginning_is_to_be_compared() -> None:
    assert fit(standing_at(40), 30, 50) == 10


def test_nothing_at_the_end_is_taken() -> None:
    assert fit(standing_at(100), 100, 0) == 0


@pytest.mark.parametrize("offset", [41, 8192, -1])
def test_an_offset_that_leaves_a_gap_is_refused(offset: int) -> None:
    with pytest.raises(InvalidArgumentError) as raised:
        fit(standing_at(40), offset, 1)
    assert raised.value.message == f"upload stands at 40, not {offset}"


def test_more_than_was_declared_is_refused() -> None:
    with pytest.raises(InvalidArgumentError, match="declared with 100 bytes, not 101 or more"):
        fit(standing_at(40), 40, 61)


def test_of_unknown_size_there_may_be_as_much_as_of_any_file() -> None:
    assert fit(standing_at(40, size_bytes=None), 40, 960) == 0
    with pytest.raises(InvalidArgumentError, match="0 to 1000 bytes, not 1001 or more"):
        fit(standing_at(40, size_bytes=None), 40, 961)


def test_after_the_end_only_old_bytes_are_heard() -> None:
    final = finalize_upload(standing_at(100))
    assert fit(final, 90, 10) == 10
    assert fit(final, 100, 0) == 0
    with pytest.raises(FailedPreconditionError, match="ended at 100 bytes, not 101"):
        fit(final, 100, 1)


def test_after_cancelling_nothing_is_taken() -> None:
    with pytest.raises(FailedPreconditionError, match="cancelled"):
        fit(cancel_upload(standing_at(40)), 40, 0)


def test_finalizing_needs_every_declared_byte() -> None:
    with pytest.raises(InvalidArgumentError, match="declared with 100 bytes, not 99"):
        finalize_upload(standing_at(99))
    assert finalize_upload(standing_at(100)).state is UploadState.FINAL


def test_an_unknown_size_is_known_at_the_end() -> None:
    assert finalize_upload(standing_at(40, size_bytes=None)).size_bytes == 40


def test_an_empty_upload_may_be_finalized() -> None:
    assert finalize_upload(standing_at(0, size_bytes=0)).state is UploadState.FINAL


def test_finalizing_again_changes_nothing() -> None:
    final = finalize_upload(standing_at(100))
    assert finalize_upload(final) == final


def test_cancelling_again_changes_nothing() -> None:
    cancelled = cancel_upload(standing_at(40))
    assert cancel_upload(cancelled) == cancelled


def test_what_was_cancelled_cannot_be_finalized() -> None:
    with pytest.raises(FailedPreconditionError, match="cancelled"):
        finalize_upload(cancel_upload(standing_at(100)))


def test_what_was_finalized_cannot_be_cancelled() -> None:
    with pytest.raises(FailedPreconditionError, match="delete the file"):
        cancel_upload(finalize_upload(standing_at(100)))


@pytest.mark.parametrize(
    ("size_bytes", "received", "reserved", "promised"),
    [(100, 0, 100, 100), (100, 40, 100, 60), (None, 0, 0, 0), (None, 40, 40, 0)],
)
def test_a_declared_size_is_reserved_and_an_unknown_one_grows(
    size_bytes: int | None, received: int, reserved: int, promised: int
) -> None:
    upload = standing_at(received, size_bytes=size_bytes)
    assert (upload.reserved, upload.promised) == (reserved, promised)


def test_a_file_takes_over_what_the_upload_knew() -> None:
    upload = finalize_upload(standing_at(100))
    file = make_file(upload, sha256="ab", now=NOW + DAY, ttl=2 * DAY)
    assert (file.project, file.id, file.blob) == (upload.project, upload.file_id, upload.blob)
    assert (file.size_bytes, file.sha256, file.state) == (100, "ab", State.PROCESSING)
    assert (file.created, file.updated, file.expires) == (NOW + DAY, NOW + DAY, NOW + 3 * DAY)


@given(
    received=st.integers(0, MOST), offset=st.integers(-5, MOST + 5), length=st.integers(0, MOST + 5)
)
def test_what_fits_never_leaves_a_gap_or_goes_too_far(
    received: int, offset: int, length: int
) -> None:
    upload = standing_at(received, size_bytes=None)
    try:
        resent = fit(upload, offset, length)
    except InvalidArgumentError:
        assert offset > received or offset < 0 or offset + length > MOST
    else:
        after = receive(upload, length - resent)
        assert 0 <= resent <= length
        assert after.received == max(received, offset + length) <= MOST
