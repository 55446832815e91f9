import hashlib
from datetime import UTC, datetime

import pytest

from wasat.projects.key import PREFIX, Key, digest_key, new_key, parse_networks
from wasat.status import InvalidArgumentError

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def make_key(*networks: str) -> Key:
    return Key(
        digest=digest_key("a"), project="acme", created=NOW, networks=parse_networks(networks)
    )


def test_of_a_key_only_its_hash_is_kept() -> None:
    assert digest_key("secret") == hashlib.sha256(b"secret").hexdigest()


def test_keys_may_be_in_any_script() -> None:
    assert digest_key("schlüssel") != digest_key("schlussel")


def test_a_new_key_has_256_random_bits_that_fit_in_a_header_and_a_url() -> None:
    key = new_key()
    assert key.startswith(PREFIX)
    assert len(key.removeprefix(PREFIX)) == 43  # base64 of 32 bytes
    assert key.replace("_", "").replace("-", "").isalnum()
    assert new_key() != key


def test_an_id_is_the_beginning_of_the_hash() -> None:
    assert make_key().id == digest_key("a")[:12]


@pytest.mark.parametrize("address", ["192.0.2.7", "::1", "", "no address"])
def test_without_networks_a_key_may_be_used_from_anywhere(address: str) -> None:
    assert make_key().admits(address)


@pytest.mark.parametrize(
    ("address", "is_admitted"),
    [
        ("192.0.2.7", True),
        ("192.0.2.255", True),
        ("192.0.3.0", False),
        ("::ffff:192.0.2.7", True),  # the same caller, on a socket that speaks both
        ("::ffff:192.0.3.0", False),
        ("2001:db8::1", True),
        ("2001:db9::1", False),
        ("fe80::1%eth0", True),
        ("", False),
        ("192.0.2", False),
    ],
)
def test_with_networks_a_caller_must_come_from_one_of_them(
    address: str, is_admitted: object
) -> None:
    key = make_key("192.0.2.0/24", "2001:db8::/32", "fe80::1")
    assert key.admits(address) is is_admitted


@pytest.mark.parametrize("text", ["", "192.0.2", "192.0.2.7/24", "example.org", "1.2.3.4/33"])
def test_what_is_no_network_is_refused_by_name(text: str) -> None:
    with pytest.raises(InvalidArgumentError, match="expected an address or a block"):
        parse_networks(["192.0.2.7", text])
