"""Which hosts may be spoken to: public ones, unless private ones are allowed."""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit

from tongbi.errors import ReadError

__all__ = ["resolve"]

_PORTS = {"http": 80, "https": 443}


def resolve(address: str, *, private: bool) -> str:
    """Return the IP address that the host of a web address stands for.

    The connection is then made to this very IP address, so that a name that resolves to a
    public address when it is checked cannot lead to a private one when it is used.

    Parameters
    ----------
    address : str
        The address of a page.
    private : bool
        Whether private, loopback and other special addresses are allowed.

    Raises
    ------
    ReadError
        If the scheme is not http or https, the host is unknown, or a private one.
    """
    try:
        parts = urlsplit(address)
        port = parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError as error:
        raise ReadError("fetch.not-an-address", address=address) from error
    if parts.scheme not in _PORTS or not parts.hostname:
        raise ReadError("fetch.not-http", address=address)
    try:
        found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ReadError("fetch.no-host", address=address, host=parts.hostname) from error
    hosts = [str(entry[4][0]).partition("%")[0] for entry in found]
    if not private and not all(ipaddress.ip_address(host).is_global for host in hosts):
        raise ReadError("fetch.private", address=address, host=parts.hostname)
    return hosts[0]
