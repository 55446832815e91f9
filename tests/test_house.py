"""The house rules that no linter knows."""

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TypeGuard

HOUSE = Path(__file__).parent.parent / "docs" / "concepts" / "house.md"
SOURCE = Path(__file__).parent.parent / "src" / "wasat"
MODULES = sorted(SOURCE.rglob("*.py"))
LONGEST_MODULE = 300
LONGEST_FUNCTION = 45
MOST_MODULES_IN_A_ROOM = 15


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def _name(path: Path) -> str:
    return str(path.relative_to(SOURCE))


def _is_public(
    node: ast.AST,
) -> TypeGuard[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and (
        not node.name.startswith("_")
    )


def _code_lines(node: ast.FunctionDef | ast.AsyncFunctionDef, module: list[str]) -> int:
    """Lines of a function without blanks, comments and docstring."""
    lines = module[node.lineno - 1 : node.end_lineno]
    documented = 0
    if ast.get_docstring(node) is not None:
        first = node.body[0]
        documented = (first.end_lineno or first.lineno) - first.lineno + 1
    return (
        sum(1 for line in lines if line.strip() and not line.lstrip().startswith("#")) - documented
    )


def test_a_module_stays_short() -> None:
    lengths = {_name(path): len(path.read_text().splitlines()) for path in MODULES}
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_a_function_stays_short() -> None:
    lengths = {
        f"{_name(path)}: {node.name}": _code_lines(node, lines)
        for path in MODULES
        for lines in [path.read_text().splitlines()]
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def test_every_module_says_what_belongs_in_it() -> None:
    assert [_name(path) for path in MODULES if not ast.get_docstring(_tree(path))] == []


def test_every_public_name_says_what_it_is() -> None:
    silent = [
        f"{_name(path)}: {child.name}"
        for path in MODULES
        for tree in [_tree(path)]
        for node in [tree, *(node for node in tree.body if isinstance(node, ast.ClassDef))]
        for child in node.body
        if _is_public(child) and not ast.get_docstring(child)
    ]
    assert silent == []


def test_a_room_opens_with_nothing_but_a_docstring() -> None:
    opening = {
        _name(path): [type(node).__name__ for node in _tree(path).body[1:]]
        for path in MODULES
        if path.name == "__init__.py" and path.parent != SOURCE
    }
    assert {name: nodes for name, nodes in opening.items() if nodes} == {}


def test_no_room_holds_more_than_it_should() -> None:
    rooms: dict[Path, int] = {}
    for path in MODULES:
        if path.name != "__init__.py":
            rooms[path.parent] = rooms.get(path.parent, 0) + 1
    crowded = {
        _name(room): count for room, count in rooms.items() if count > MOST_MODULES_IN_A_ROOM
    }
    assert crowded == {}


def test_every_room_within_a_room_is_named_where_the_house_is_described() -> None:
    block = HOUSE.read_text().partition("**Rooms within rooms.**")[2].split("```")[1]
    named = re.findall(r"(?:(?<=\| )|(?<=: )|(?<=  ))(\w+)(?= \||\n)", block)

    rooms = [path.parent.relative_to(SOURCE) for path in MODULES if path.name == "__init__.py"]

    assert sorted(named) == sorted(room.name for room in rooms if len(room.parts) == 2)


def test_no_module_reads_its_data_before_it_is_asked() -> None:
    rooms = [
        path for path in MODULES if path.relative_to(SOURCE).parts[0] in ("evidence", "reader")
    ]
    names = [".".join(path.relative_to(SOURCE.parent).with_suffix("").parts) for path in rooms]
    script = f"import tomllib; tomllib.loads = None; import {', '.join(names)}"

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")
