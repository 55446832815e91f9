import os
import socket
import subprocess
import sys

from tests.hostile.tree import Tree, descend, find_living, find_owner

SLEEP = [sys.executable, "-c", "input()"]


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


def test_the_owner_of_a_connection_is_found() -> None:
    server = socket.create_server(("127.0.0.1", 0))
    with server, socket.create_connection(server.getsockname()) as client:
        assert find_owner(client.getsockname()[1]) == os.getpid()


def test_nobody_descends_from_what_is_not_there() -> None:
    assert list(descend(2**30)) == [2**30]
