"""What models.* share."""

from wasat.api.models import METHODS, UNSUPPORTED


def test_a_method_is_supported_or_not() -> None:
    assert set(METHODS).isdisjoint(UNSUPPORTED)
