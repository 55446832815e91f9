import hashlib

from wasat.projects.store import digest_key, key_is_taken
from wasat.status import AlreadyExistsError


def test_of_a_key_only_its_hash_is_kept() -> None:
    assert digest_key("secret") == hashlib.sha256(b"secret").hexdigest()


def test_keys_may_be_in_any_script() -> None:
    assert digest_key("schlüssel") != digest_key("schlussel")


def test_a_key_that_is_there_is_told_of() -> None:
    assert isinstance(key_is_taken(), AlreadyExistsError)
