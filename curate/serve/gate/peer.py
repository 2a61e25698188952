"""Whose connection a request came by, where the kernel says so: another user of this machine may hold a reader's
cookie, which browsers send to every port of a machine, or have seen the token among the arguments of a command."""

from __future__ import annotations

import ipaddress
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

#: Linux lists the sockets of this machine with their owners (https://docs.kernel.org/networking/proc_net_tcp.html).
_LISTS = ("/proc/net/tcp", "/proc/net/tcp6")
_ESTABLISHED = "01"


def is_another_users(scope: Mapping[str, Any]) -> bool:
    """Whether a request came from a process of this machine that is another user's, the administrator's aside.

    Where it is not known, as with tunnels and on other systems than Linux, it is not.
    """
    client, server = scope.get("client"), scope.get("server")
    if not client or not server:
        return False
    with suppress(OSError, ValueError):
        return bool({*_owners(client, server)} - {0, os.getuid()})
    return False


def _owners(client: tuple[str, int], server: tuple[str, int]) -> Iterator[int]:
    """The owners of the sockets that lead from the one address to the other."""
    here, there = _as_listed(*client), _as_listed(*server)
    for file in _LISTS:
        for line in Path(file).read_text().splitlines()[1:]:
            _, local, remote, state, _, _, _, owner, *_ = line.split()
            if state == _ESTABLISHED and local.endswith(here) and remote.endswith(there):
                yield int(owner)


def _as_listed(host: str, port: int) -> str:
    """An address as the kernel writes it, each four bytes in the order of the processor; one of IPv4 also ends the form
    that it has as an address of IPv6."""
    packed = ipaddress.ip_address(host).packed
    words = [int.from_bytes(packed[n : n + 4], sys.byteorder) for n in range(0, len(packed), 4)]
    return "".join(f"{word:08X}" for word in words) + f":{port:04X}"
