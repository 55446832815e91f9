"""The table as a whole."""

from collections import Counter

from wasat.api.models import UNSUPPORTED
from wasat.api.routes import create_methods

# Source: methods of the v1beta discovery document that are served; ours at the end.
SERVED = {
    "models.generateContent",
    "models.streamGenerateContent",
    "models.countTokens",
    "models.list",
    "models.get",
    "files.list",
    "files.get",
    "files.delete",
    "files.download",
    "files.register",
    "generatedFiles.list",
    "files.create",
    "tunedModels.list",
    "cachedContents.list",
    "batches.list",
    "fileSearchStores.list",
    "files.page",
    "responses.trace",
}


def test_every_method_stands_in_the_table_once() -> None:
    rows = create_methods()
    names = Counter(row.name for row in rows if not row.name.endswith(".unsupported"))

    assert names == Counter(SERVED)


def test_no_two_rows_have_the_same_verb_and_path() -> None:
    rows = create_methods()

    assert len({(row.verb, row.path) for row in rows}) == len(rows)


def test_every_row_says_what_it_does() -> None:
    assert [row.name for row in create_methods() if not row.summary.endswith(".")] == []


def test_what_is_served_is_not_called_unsupported() -> None:
    assert {f"models.{name}" for name in UNSUPPORTED} & SERVED == set()
