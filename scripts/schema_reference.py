"""The words of a schema in docs/schema.md, from what the code says of them. `--check` fails if the list is stale."""

import inspect
import re
import sys
from pathlib import Path

import curate

PAGE = Path(__file__).resolve().parents[1] / "docs" / "schema.md"
_BEGIN = "## Every word\n"
#: A word that is a value says in the comment above it what it means.
_COMMENT = r"((?:^#: .*\n)+)^{}\b"


def meaning(word: str) -> str:
    """What is said of a word, as one line."""
    home = sys.modules[f"curate.model.{curate._HOME[word]}"]
    comment = re.search(_COMMENT.format(word), inspect.getsource(home), re.MULTILINE)
    said = comment[1].replace("#: ", "") if comment else inspect.getdoc(getattr(curate, word)) or ""
    return " ".join(said.replace("``", "`").split())


def reference() -> str:
    """The page with every word that `from curate import …` gives."""
    words = {word: getattr(curate, word) for word in curate.__all__}
    lines = [f"- **`{word}`**: {meaning(word)}" for word in sorted(words, key=str.lower)]
    return PAGE.read_text("utf-8").partition(_BEGIN)[0] + _BEGIN + "\n" + "\n".join(lines) + "\n"


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(PAGE.read_text("utf-8") != reference() and "docs/schema.md is stale; run scripts/schema_reference.py")
    PAGE.write_text(reference(), "utf-8", newline="\n")
