"""What a folder holds."""

from pathlib import Path


def files_in(folder: Path) -> list[str]:
    """The path, from the folder, of each file in it and in its folders."""
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
