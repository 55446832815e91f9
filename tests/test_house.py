"""The house rules that no linter knows."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "wasat"
MODULES = sorted(SOURCE.rglob("*.py"))
LONGEST_MODULE = 300
LONGEST_FUNCTION = 45
MOST_MODULES_IN_A_ROOM = 15


def _name(path: Path) -> str:
    return str(path.relative_to(SOURCE))


def _is_public(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and (
        not node.name.startswith("_")
    )


def _code_lines(node: ast.FunctionDef | ast.AsyncFunctionDef, text: str) -> int:
    """Lines of a function without blanks, comments and docstring."""
    lines = text.splitlines()[node.lineno - 1 : node.end_lineno]
    documented = 0
    if ast.get_docstring(node) is not None:
        first = node.body[0]
        documented = (first.end_lineno or first.lineno) - first.lineno + 1
    return (
        sum(1 for line in lines if line.strip() and not line.lstrip().startswith("#")) - documented
    )


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_stays_short(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_function_stays_short(path: Path) -> None:
    text = path.read_text()
    long = {
        node.name: _code_lines(node, text)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and _code_lines(node, text) > LONGEST_FUNCTION
    }
    assert long == {}


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_every_public_name_says_what_it_is(path: Path) -> None:
    tree = ast.parse(path.read_text())
    assert ast.get_docstring(tree), "the module has no docstring"
    nodes = [tree, *(node for node in tree.body if isinstance(node, ast.ClassDef))]
    silent = [
        child.name
        for node in nodes
        for child in node.body
        if _is_public(child) and not ast.get_docstring(child)  # type: ignore[arg-type]
    ]
    assert silent == []


@pytest.mark.parametrize("path", [p for p in MODULES if p.name == "__init__.py"], ids=_name)
def test_a_room_opens_with_nothing_but_a_docstring(path: Path) -> None:
    body = ast.parse(path.read_text()).body[1:]
    allowed = [node for node in body if isinstance(node, ast.Assign) and path.parent == SOURCE]
    assert body == allowed


def test_no_room_holds_more_than_it_should() -> None:
    rooms: dict[Path, int] = {}
    for path in MODULES:
        if path.name != "__init__.py":
            rooms[path.parent] = rooms.get(path.parent, 0) + 1
    crowded = {
        _name(room): count for room, count in rooms.items() if count > MOST_MODULES_IN_A_ROOM
    }
    assert crowded == {}
