import pytest

from wasat.reader.recognise.guess import guess_kind, is_ratio
from wasat.reader.recognise.kinds import Kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("dividend approved on", Kind.DATE),
        ("date of the meeting", Kind.DATE),
        ("managing director", Kind.PERSON),
        ("signed by", Kind.PERSON),
        ("name of the author", Kind.PERSON),
        ("auditor", Kind.COMPANY),
        ("birthplace", Kind.PLACE),
        ("founded in", Kind.YEAR),
        ("notice period", Kind.DURATION),
        ("contact email", Kind.EMAIL),
        ("growth percentage", Kind.SHARE),
        ("favourite colour", None),
    ],
)
def test_a_name_tells_what_its_value_is(name: str, kind: Kind | None) -> None:
    assert guess_kind(name) is kind


def test_growth_and_margins_are_likely_given_in_percent() -> None:
    assert is_ratio("revenue growth")
    assert not is_ratio("revenue")
