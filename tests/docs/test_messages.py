"""What the guide explains is what the program says."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
GUIDE = ROOT / "docs" / "guides" / "troubleshoot.md"
NOT_OURS = ("Extra inputs are not permitted", "error while attempting to bind on address")
_MESSAGE = re.compile(r"^\|(?: \d+ \|)? `([^`]+)` \|", re.MULTILINE)


@pytest.fixture(scope="module")
def texts() -> str:
    """Every text of the program, cut where something varies."""
    constants = (
        node.value
        for path in sorted((ROOT / "src").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    return "\n".join(constants)


@pytest.mark.parametrize("message", _MESSAGE.findall(GUIDE.read_text()))
def test_a_message_that_is_explained_is_one_that_is_said(message: str, texts: str) -> None:
    parts = [part.strip() for part in message.split("…")]
    foreign = [part for part in parts if any(part.endswith(words) for words in NOT_OURS)]
    missing = [part for part in parts if part not in texts and part not in foreign]

    assert missing == []
