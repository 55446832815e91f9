import subprocess
import sys

from typer.testing import CliRunner

from wasat.cli.main import commands

SERVER = """
import sys
import wasat.cli.main
import wasat.cli.serve
print(*sys.modules)
"""


def test_the_help_names_all_commands() -> None:
    told = CliRunner().invoke(commands, ["--help"], env={"COLUMNS": "200"}).output
    for name in ("serve", "ask", "read", "doctor", "files", "keys", "version"):
        assert f" {name} " in told


def test_a_command_that_is_none_is_refused() -> None:
    result = CliRunner().invoke(commands, ["swim"])
    assert result.exit_code == 2
    assert "No such command 'swim'" in result.output


def test_a_server_loads_nothing_that_reads_documents_or_changes_tables() -> None:
    """What reads is in other processes, which are sealed; what is not loaded takes no time."""
    done = subprocess.run(
        [sys.executable, "-c", SERVER], capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert "wasat.app" in loaded
    assert not {"pypdfium2", "PIL", "lxml", "openpyxl", "wasat.documents.load"} & loaded
    assert not {"alembic", "httpx"} & loaded
