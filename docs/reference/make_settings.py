"""Writes `settings.md`: `.venv/bin/python -m docs.reference.make_settings`."""

from collections.abc import Mapping
from pathlib import Path

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from wasat.settings import Settings
from wasat.tables import DEFAULT_MODELS, ModelTable

PAGE = Path(__file__).with_name("settings.md")
HEAD = """# Settings

Every setting is an environment variable, a line in `wasat.toml` (its name in lower case, without `WASAT_`), and for the first few a flag of `wasat serve`. A flag beats the environment, the environment beats the file.

| Variable | Default | What it is for |
|---|---|---|
"""
MODELS = """
## Models

Each `[[models]]` table of `wasat.toml` is a name that can be asked and what answers to it (`WASAT_MODELS` takes the same as a JSON list). Tables replace the ones there are without any: {names}, each answered by the reader. Other names that begin with `gemini-` are answered by the table `gemini-*`, else by the reader, and by nobody where `strict_models` is on: then they are 404, as at the service. `reader` can always be asked.

```toml
strict_models = true

[[models]]
name = "gemini-2.5-pro"
engine = "reader"
```

| In a table | Default | What it is for |
|---|---|---|
"""


def render() -> str:
    """Return the page as it must be."""
    names = ", ".join(f"`{table.name}`" for table in DEFAULT_MODELS)
    return (
        HEAD
        + _rows({f"WASAT_{name.upper()}": each for name, each in Settings.model_fields.items()})
        + MODELS.format(names=names)
        + _rows(ModelTable.model_fields)
    )


def _rows(fields: Mapping[str, FieldInfo]) -> str:
    return "".join(
        f"| `{name}` | {_default(field.default)} | {field.description} |\n"
        for name, field in fields.items()
    )


def _default(value: object) -> str:
    if value is PydanticUndefined:
        return "required"
    if value is DEFAULT_MODELS:
        return "[below](#models)"
    text = ("on" if value else "off") if isinstance(value, bool) else value
    return f"`{text}`" if str(text) else "empty"


if __name__ == "__main__":
    PAGE.write_text(render())
