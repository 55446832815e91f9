"""Which addresses are everybody's: all others may lead into the operator's own network."""

import ipaddress

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# Source: IANA IPv4 and IPv6 Special-Purpose Address Registries, and multicast. Not left to
# `is_global`, whose answers changed between versions of Python (CVE-2024-4032).
_NOT_PUBLIC = tuple(
    map(
        ipaddress.IPv4Network,
        (
            *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"),
            *("172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24"),
            *("192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"),
            *("224.0.0.0/4", "240.0.0.0/4"),
            "168.63.129.16/32",  # Azure's own services for a virtual machine, in public space
        ),
    )
)
_UNICAST = ipaddress.IPv6Network("2000::/3")
_NOT_PUBLIC_6 = tuple(
    map(
        ipaddress.IPv6Network,
        ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"),
    )
)
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")  # NAT64: the last 32 bits are IPv4


def is_public(address: Address) -> bool:
    """Return whether anybody on the Internet could be asked at an address.

    An IPv4 address inside an IPv6 one counts as itself.
    """
    if isinstance(address, ipaddress.IPv6Address):
        inner = _find_inner(address)
        if inner is None:
            return address in _UNICAST and not any(address in each for each in _NOT_PUBLIC_6)
        address = inner
    return not any(address in each for each in _NOT_PUBLIC)


def _find_inner(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that packets would go to; 6to4 and Teredo are refused as they are."""
    if address in _TRANSLATED:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped
