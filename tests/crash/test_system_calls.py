"""What kill -9 cannot show: that bytes and rows are on the device before anybody hears of it."""

from collections.abc import Mapping, Sequence

import pytest

from tests.crash.clients import command, send, start
from tests.crash.server import Server, running
from tests.crash.trace import Event, parse_trace, tracer, why_not_traced

pytestmark = pytest.mark.skipif(bool(why_not_traced()), reason=why_not_traced())

LOG = "wasat.sqlite3-wal"
Segments = Mapping[str, Sequence[Event]]


def split(events: Sequence[Event], names: Sequence[str]) -> Segments:
    """Return what was done for each of the last answers, each answer included."""
    answers = [number for number, event in enumerate(events) if event.is_answer]
    edges = answers[-len(names) - 1 :]
    return {
        name: events[edges[number] + 1 : edges[number + 1] + 1] for number, name in enumerate(names)
    }


@pytest.fixture(scope="module")
def segments(tmp_path_factory: pytest.TempPathFactory) -> Segments:
    folder = tmp_path_factory.mktemp("traced")
    output = folder / "trace"
    server = Server(folder=folder / "data", before=tracer(output))
    with running(server), server.client() as client:
        client.get("/livez")
        sent = start(client, b"hello world, more", is_declared=False)
        send(client, sent, 5, is_last=False)
        send(client, sent, 6, is_last=False)
        send(client, sent, 6, is_last=True)
        client.delete(f"/v1beta/{sent.name}")
        empty = start(client, b"", is_declared=True)
        command(client, empty, "finalize")
        given_up = start(client, b"", is_declared=True)
        command(client, given_up, "cancel")
    names = ("start", "first", "second", "last", "delete", "start empty", "empty")
    return split(parse_trace(output.read_text()), (*names, "start given up", "given up"))


def find(events: Sequence[Event], call: str, path: str) -> Event:
    """Return the last call on a path that ends so."""
    found = [event for event in events if event.call == call and event.path.endswith(path)]
    assert found, f"no {call} of {path} in {[(event.call, event.path) for event in events]}"
    assert found[-1].result >= 0
    return found[-1]


def blob_of(events: Sequence[Event]) -> str:
    """Return the name of the file that was written to."""
    [path] = {
        event.path for event in events if event.call == "pwrite64" and "/files/" in event.path
    }
    return path


def check_row(events: Sequence[Event]) -> Event:
    """Check that a row was written, synced, and only then answered for; return its first write."""
    answer = events[-1]
    writes = [event for event in events if event.call == "pwrite64" and event.path.endswith(LOG)]
    synced = find(events, "fdatasync", LOG)
    assert answer.is_answer
    assert "200 OK" in answer.text
    assert writes[-1].ended < synced.began <= synced.ended < answer.began
    return writes[0]


@pytest.mark.parametrize("name", ["first", "second", "last"])
def test_bytes_then_row_are_synced_before_the_answer(segments: Segments, name: str) -> None:
    events = segments[name]
    blob = blob_of(events)
    written = find(events, "pwrite64", blob)
    synced = find(events, "fdatasync", blob)
    row = check_row(events)
    assert written.ended < synced.began <= synced.ended < row.began


def test_the_name_of_a_new_blob_is_synced_before_its_row(segments: Segments) -> None:
    events = segments["first"]
    folder = find(events, "fsync", "/blobs/files")
    assert folder.ended < check_row(events).began


def test_an_empty_file_is_synced_like_any_other(segments: Segments) -> None:
    events = segments["empty"]
    folder = find(events, "fsync", "/blobs/files")
    assert folder.ended < check_row(events).began


@pytest.mark.parametrize("name", ["start", "start empty", "start given up", "given up"])
def test_a_session_is_synced_before_the_answer(segments: Segments, name: str) -> None:
    check_row(segments[name])


def test_the_end_of_an_upload_is_one_commit(segments: Segments) -> None:
    """Rows of upload and file go together; the next commit is the reader's, who found it so."""
    events = segments["empty"]
    folder = find(events, "fsync", "/blobs/files")
    syncs = [event for event in events if event.is_sync and event.path.endswith(LOG)]
    assert len([event for event in syncs if event.began > folder.ended]) <= 2


def test_a_row_is_gone_for_good_before_its_bytes_are(segments: Segments) -> None:
    events = segments["delete"]
    check_row(events)
    unlinked = [event for event in events if event.call == "unlink" and "/files/" in event.path]
    assert len(unlinked) == 1
    assert unlinked[0].result == 0
    assert find(events, "fdatasync", LOG).ended < unlinked[0].began < events[-1].began
