"""Writes `settings.md`: `.venv/bin/python -m docs.reference.make_settings`."""

from pathlib import Path

from wasat.settings import Settings

PAGE = Path(__file__).with_name("settings.md")
HEAD = """# Settings

Every setting is an environment variable, a line in `wasat.toml` (its name in lower case, without `WASAT_`), and for the first few a flag of `wasat serve`. A flag beats the environment, the environment beats the file.

| Variable | Default | What it is for |
|---|---|---|
"""


def render() -> str:
    """Return the page as it must be."""
    rows = [
        f"| `WASAT_{name.upper()}` | {_default(field.default)} | {field.description} |"
        for name, field in Settings.model_fields.items()
    ]
    return HEAD + "\n".join(rows) + "\n"


def _default(value: object) -> str:
    text = ("on" if value else "off") if isinstance(value, bool) else value
    return f"`{text}`" if str(text) else "empty"


if __name__ == "__main__":
    PAGE.write_text(render())
