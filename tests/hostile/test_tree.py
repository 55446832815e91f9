import os
import socket
import subprocess
import sys

from tests.hostile.tree import Tree, descend, find_grandchildren, find_living, find_owner

SLEEP = [sys.executable, "-c", "input()"]
FORK = [sys.executable, "-c", "import os; print(os.fork() and 'parent', flush=True); input()"]


def test_children_are_seen_and_weighed_until_they_end() -> None:
    tree = Tree(os.getpid())
    with subprocess.Popen(SLEEP, stdin=subprocess.PIPE) as child:
        tree.sample()
        living = find_living(tree.seen)
        assert child.pid in set(descend(os.getpid()))
        assert child.pid in {process for process, _ in living}
    gone = living - find_living(tree.seen)

    assert {process for process, _ in gone} == {child.pid}
    assert tree.peak_bytes > 1_000_000


def test_a_child_is_no_grandchild_and_its_own_child_is() -> None:
    pipe = subprocess.PIPE
    with subprocess.Popen(FORK, stdin=pipe, stdout=pipe) as child:
        assert child.stdout is not None
        child.stdout.readline()
        child.stdout.readline()
        found = find_grandchildren(os.getpid())
        below = set(descend(child.pid)) - {child.pid}
        child.communicate(b"\n\n")

    assert found >= below
    assert len(below) == 1
    assert child.pid not in found


def test_the_owner_of_a_connection_is_found() -> None:
    server = socket.create_server(("127.0.0.1", 0))
    with server, socket.create_connection(server.getsockname()) as client:
        assert find_owner(client.getsockname()[1]) == os.getpid()


def test_nobody_descends_from_what_is_not_there() -> None:
    assert list(descend(2**30)) == [2**30]
