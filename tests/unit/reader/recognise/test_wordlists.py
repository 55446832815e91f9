import re

from wasat.reader.recognise.wordlists import alternatives, number_words


def test_numbers_are_spelt_in_several_languages() -> None:
    words = number_words()

    assert (words["two"], words["zwei"], words["deux"], words["twaalf"]) == (2, 2, 2, 12)


def test_alternatives_are_one_pattern_without_groups() -> None:
    for name in ("legal_forms", "not_people", "sums", "not_address", "periods"):
        assert re.compile(alternatives(name)).groups == 0
