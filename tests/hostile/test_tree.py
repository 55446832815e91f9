import os
import subprocess
import sys

from tests.hostile.tree import Tree, descend, find_living

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


def test_nobody_descends_from_what_is_not_there() -> None:
    assert list(descend(2**30)) == [2**30]
