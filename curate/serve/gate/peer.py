"""Whose connection a request came by, where the kernel says so: another user of this machine may hold a reader's
cookie, which browsers send to every port of a machine, or have seen the token among the arguments of a command."""

from __future__ import annotations

import ipaddress
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
#: Linux lists the sockets of this machine with their owners (https://docs.kernel.org/networking/proc_net_tcp.html).
_LISTS = ("/proc/net/tcp", "/proc/net/tcp6")


def is_another_users(scope: Mapping[str, Any]) -> bool:
    """Whether a request came from a process of this machine that is another user's, the administrator's aside.

    Where it is not known, as on other systems than Linux, it is not; but a connection within this machine that the
    kernel does not list, or lists as nobody's any more, is no user's who may read.
    """
    client, server = scope.get("client"), scope.get("server")
    if not client or not server or not (sockets := _sockets()):
        return False
    try:
        here, there = _address(client[0]), _address(server[0])
    except ValueError:
        return False
    pair = _as_listed(here, client[1]), _as_listed(there, server[1])
    owners = {owner for local, remote, owner in sockets if local in pair[0] and remote in pair[1]}
    if not owners:
        return here.is_loopback and there.is_loopback
    return not owners <= {0, os.getuid()}


def _sockets() -> list[tuple[str, str, int | None]]:
    """The two addresses of every socket, in whichever state, since who has sent all can still read, and its owner.

    None owns what has no inode: its process has closed it, and the kernel may write 0, as if it were root's.
    """
    found = []
    for file in _LISTS:
        with suppress(OSError):  # the second is missing where IPv6 is turned off
            for line in Path(file).read_text().splitlines()[1:]:
                _, local, remote, _, _, _, _, owner, _, inode, *_ = line.split()
                found.append((local, remote, int(owner) if inode != "0" else None))
    return found


def _address(host: str) -> _Address:
    address = ipaddress.ip_address(host)
    return getattr(address, "ipv4_mapped", None) or address


def _as_listed(address: _Address, port: int) -> set[str]:
    """An address as the kernel writes it, each four bytes in the order of the processor; one of IPv4 also as
    a socket of IPv6 has it."""
    forms = {address.packed}
    if address.version == 4:
        forms.add(ipaddress.ip_address(f"::ffff:{address}").packed)
    return {f"{_words(packed)}:{port:04X}" for packed in forms}


def _words(packed: bytes) -> str:
    words = [int.from_bytes(packed[n : n + 4], sys.byteorder) for n in range(0, len(packed), 4)]
    return "".join(f"{word:08X}" for word in words)
