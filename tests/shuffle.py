"""The same records, written in another order and in files of other names."""

import random
import re
from pathlib import Path


def shuffle(data: Path, seed: int) -> None:
    """Reorder all records below a folder and rename the files whose names mean nothing."""
    dice = random.Random(seed)
    for path in sorted(p for p in data.rglob("*") if p.is_file() and "texts" not in p.parts):
        text = path.read_text("utf-8")
        if path.suffix == ".yml":
            text = _yaml(text, dice)
        elif path.suffix == ".jsonl":
            text = "".join(_mixed(text.splitlines(keepends=True), dice))
        elif path.suffix == ".csv" and '"' not in text:
            head, *rows = text.splitlines(keepends=True)
            text = head + "".join(_mixed(rows, dice))
        path.write_text(text, "utf-8")
        if path.parent != data:
            path.rename(path.with_name(f"{dice.randrange(10**6)}-{path.name}"))


def _mixed(items: list[str], dice: random.Random) -> list[str]:
    items = [item if item.endswith("\n") else item + "\n" for item in items]
    dice.shuffle(items)
    return items


def _yaml(text: str, dice: random.Random) -> str:
    """Sections of an article file, and records of a list, each keeping its lines."""
    head, *sections = re.split(r"(?m)^(?=\w+:|- )", text if text.startswith("#") else "#\n" + text)
    if any(section.startswith("- ") for section in sections) and not any(re.match(r"\w", s) for s in sections):
        return head + "".join(_mixed(sections, dice))
    whole: list[list[str]] = []
    for section in sections:
        if section.startswith("- "):
            whole[-1].append(section)
        else:
            whole.append([section])
    whole = [[first, *_mixed(rest, dice)] for first, *rest in whole]
    dice.shuffle(whole)
    return head + "".join(line if line.endswith("\n") else line + "\n" for part in whole for line in part)
