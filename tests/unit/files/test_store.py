from wasat.files.store import name_is_taken, not_running
from wasat.status import AlreadyExistsError, NotFoundError


def test_a_taken_name_is_told_in_the_words_of_the_service() -> None:
    error = name_is_taken()
    assert isinstance(error, AlreadyExistsError)
    assert error.message == "Requested entity already exists"


def test_an_upload_that_is_gone_is_not_found() -> None:
    error = not_running()
    assert isinstance(error, NotFoundError)
    assert "start it again" in error.message
