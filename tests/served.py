"""A real `curate serve`, as a process of its own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import httpx

CURATE = [sys.executable, "-m", "curate"]


class Served(NamedTuple):
    """Where it is, and how to get in."""

    link: str
    process: subprocess.Popen[str]

    @property
    def address(self) -> str:
        return self.link.partition("/-/")[0]

    @property
    def bearer(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.link.partition('token=')[2]}"}

    def client(self, **options: object) -> httpx.Client:
        """A program that has the token."""
        return httpx.Client(base_url=self.address, timeout=30, **{"headers": self.bearer, **options})  # type: ignore[arg-type]


@contextmanager
def serving(root: Path, *options: str) -> Iterator[Served]:
    """A server that has started, and is ended afterwards."""
    command = [*CURATE, "--project", str(root), "serve", "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stdout
            link = next(line.strip() for line in process.stdout if "token=" in line)
            with httpx.Client(transport=httpx.HTTPTransport(retries=5), trust_env=False) as client:
                client.get(f"http://127.0.0.1:{link.partition('/-/')[0].rpartition(':')[2]}/-/static/app.css")
            yield Served(link, process)
        finally:
            process.kill()


def memory(pid: int) -> float:
    """Resident megabytes of a process and of all that it started."""
    found = 0.0
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and pid in _line_of(int(folder.name)):
            found += int((folder / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    return found


def _line_of(pid: int) -> list[int]:
    """A process, its parent, and so on."""
    line = [pid]
    while pid > 1:
        try:
            pid = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            break
        line.append(pid)
    return line
