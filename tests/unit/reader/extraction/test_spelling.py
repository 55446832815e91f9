import re

import pytest

from wasat.reader.extraction.spelling import SpeltLabel, find_patterns, fold


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("numero factura", "Número de factura"),
        ("invoice total", "INVOICE_TOTAL"),
        ("date naissance", "Date of naissance"),
        ("dirección", "Dirección"),
    ],
)
def test_words_are_found_as_documents_print_them(words: str, text: str) -> None:
    label = SpeltLabel(words)

    assert label.fullmatch(text)
    assert label.may_stand_in(fold(f"The {text}: 5"))
    found = label.search(f"The {text}: 5")
    assert found is not None
    assert found.span() == (4, 4 + len(text))


def test_a_text_without_one_of_the_words_holds_no_label() -> None:
    label = SpeltLabel("net total", r"\s*\d")

    assert not label.may_stand_in("the total")
    assert label.search("total 5") is None
    assert label.fullmatch("total 5") is None
    assert "compiled" not in vars(label)


def test_a_tail_follows_the_words() -> None:
    assert [match[0] for match in SpeltLabel("room", r"\s*\d").finditer("room 5, Room 7")] == [
        "room 5",
        "Room 7",
    ]


def test_labels_of_both_kinds_are_found_with_their_ranks() -> None:
    labels = (SpeltLabel("gross"), re.compile("net"), SpeltLabel("total"), re.compile("sum"))

    found = find_patterns(labels, "Net Total", "net total")

    assert [(rank, pattern.pattern) for rank, pattern in found] == [(2, "t[oóòôõ]t[aáàâã]l")]
