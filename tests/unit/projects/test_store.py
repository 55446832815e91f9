from wasat.projects.store import key_is_taken
from wasat.status import AlreadyExistsError


def test_a_key_that_is_there_is_told_of() -> None:
    assert isinstance(key_is_taken(), AlreadyExistsError)
