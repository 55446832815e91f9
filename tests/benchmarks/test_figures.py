"""Figures of a run: their headline, their history, and the table beside the peers."""

from pathlib import Path

import pytest

from benchmarks.history.figures import FOLDER, collect, draw, keep, load_last, load_peers

_ROWS: list[dict[str, object]] = [
    {"engine": "wasat", "set": "typeset", "nid": 0.9, "heads": 0.8, "teds": 0.6, "pages/s": 50.0},
    {"engine": "wasat", "set": "columns", "nid": 0.8, "heads": 0.7, "teds": 0.5},
    {"engine": "wasat", "set": "scripts", "nid": 1.0, "heads": 0.9, "teds": 0.7},
    {"engine": "wasat", "set": "tables", "teds": 0.2},
]


def test_the_headline_is_the_mean_of_the_means_over_sets_that_carry_text() -> None:
    figures = collect(_ROWS)

    assert figures["digital", "nid"] == pytest.approx(0.9)
    assert figures["digital", "teds"] == pytest.approx(0.5)
    assert figures["digital", "overall"] == pytest.approx((0.9 + 0.8 + 0.5) / 3)
    assert ("typeset", "pages/s") not in figures


def test_there_is_no_headline_where_a_set_was_left_out() -> None:
    assert not [key for key in collect(_ROWS[1:]) if key[0] == "digital"]


def test_the_last_figure_that_was_kept_counts(tmp_path: Path) -> None:
    path = tmp_path / "documents.csv"
    assert load_last(path) == {}

    keep({("papers", "nid"): 0.8, ("forms", "fields"): 1.0}, path)
    keep({("papers", "nid"): 0.81}, path)

    assert load_last(path) == {("papers", "nid"): 0.81, ("forms", "fields"): 1.0}
    assert path.read_text().count("day,commit,set,measure,value") == 1


def test_each_figure_stands_beside_the_last_and_those_of_peers() -> None:
    table = draw(
        {("papers", "nid"): 0.8154, ("forms", "fields"): 1.0},
        {("papers", "nid"): 0.7},
        {"one": {("papers", "nid"): 0.5}, "other": {("forms", "fields"): 0.25}},
    )

    assert [line.split() for line in table.splitlines()] == [
        ["set", "measure", "now", "before", "one", "other"],
        ["papers", "nid", "0.815", "0.700", "0.500"],
        ["forms", "fields", "1.000", "0.250"],
    ]


def test_the_peers_that_were_measured_can_be_read() -> None:
    peers = load_peers(FOLDER / "peers.csv")

    assert peers["liteparse"]["digital", "overall"] == 0.813
    assert all(0 <= value <= 1 for figures in peers.values() for value in figures.values())
