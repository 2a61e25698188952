"""docs/benchmarks.md: a section for each benchmark, written by the one that measured it."""

import os
import platform
import re
import sqlite3
from pathlib import Path

PAGE = Path(__file__).resolve().parents[1] / "docs" / "benchmarks.md"
_TOP = "# Benchmarks\n\nWhat `make bench` measured last, each section written by the command it names.\n"


def machine() -> str:
    """What was measured on."""
    with open("/proc/cpuinfo", encoding="utf-8") as told:
        model = next((line.partition(":")[2].strip() for line in told if line.startswith("model name")), "")
    cores = f"{os.cpu_count()} cores, {os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') / 2**30:.0f} GiB"
    return (
        f"{model or platform.machine()}, {cores}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    )


def write_section(title: str, text: str) -> None:
    """Put a section into the page, in place of an older one with its title."""
    page = PAGE.read_text("utf-8") if PAGE.exists() else _TOP
    section = f"\n## {title}\n\n{text.strip()}\n"
    older = re.compile(rf"\n## {re.escape(title)}\n.*?(?=\n## |\Z)", re.S)
    page = older.sub(lambda _: section, page) if older.search(page) else page + section
    PAGE.write_text(page, "utf-8")
    print(section)
