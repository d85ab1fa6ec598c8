"""How often one may fail before one must wait, and where failures are counted."""

from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address


@dataclass(frozen=True)
class Limits:
    """``free`` failures of a login (or second step) cost nothing, ``per_source`` those of one
    neighbourhood of addresses; then the pause begins at ``first`` seconds and doubles up to
    ``longest``."""

    free: int = 5
    per_source: int = 50
    first: int = 30
    longest: int = 3600


def neighbourhood(address: str) -> str:
    """The network a device speaks from: /24, or /64 of the newer addresses. Whoever has one of
    these has them all."""
    try:
        known = ip_address(address.strip())
    except ValueError:
        return "unknown"
    mapped = known.ipv4_mapped if isinstance(known, IPv6Address) else None
    known = mapped or known
    parts = known.exploded
    if known.version == 4:
        return parts.rpartition(".")[0]
    return ":".join(parts.split(":")[:4])


def pause_in_words(seconds: int) -> str:
    """ "khoảng 2 phút"; never to the second, which would only help a machine."""
    if seconds < 60:
        return "chưa đầy một phút"
    minutes = -(-seconds // 60)
    return f"khoảng {minutes} phút"
