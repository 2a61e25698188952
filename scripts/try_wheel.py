"""Build the wheel, install it where nothing else is, and use it as somebody would who has no copy of the repository.

    python scripts/try_wheel.py

The environment holds the wheel and what requirements.lock names, and the folder is far from the repository. There a
project is started, built, released, verified and opened; the first error ends the script with exit code 1.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[1]
#: So that neither the caller's environment nor the user's own packages take part.
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV", "CURATE_"))}
CLEAN["PYTHONNOUSERSITE"] = "1"


def run(*words: object, cwd: Path) -> str:
    """Run a command and give what it prints; one that fails ends the script with all that it said."""
    done = subprocess.run([str(w) for w in words], cwd=cwd, env=CLEAN, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        sys.exit(f"{' '.join(map(str, words))}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def build(folder: Path) -> Path:
    """The wheel, built from the source distribution as an index would get it; it has every file of the package."""
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    (wheel,) = folder.glob("*.whl")
    lacking = set(run("git", "ls-files", "curate", cwd=ROOT).splitlines()) - set(zipfile.ZipFile(wheel).namelist())
    if lacking:
        sys.exit(f"{wheel.name} lacks {', '.join(sorted(lacking))}; see [tool.setuptools.package-data]")
    return wheel


def install(wheel: Path, folder: Path) -> Path:
    """The folder of the programs of a new environment with the wheel."""
    run(sys.executable, "-m", "venv", folder, cwd=folder.parent)
    programs = folder / ("Scripts" if sys.platform == "win32" else "bin")
    pip = (programs / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(*pip, "--require-hashes", "-r", ROOT / "requirements.lock", cwd=folder)
    run(*pip, "--no-deps", "--no-index", wheel, cwd=folder)
    found = run(programs / "python", "-c", "import curate; print(curate.__file__)", cwd=folder).strip()
    if not Path(found).is_relative_to(folder):
        sys.exit(f"curate was imported from {found}, not from the wheel")
    return programs


def use(curate: Path, folder: Path) -> None:
    """Start a project, build it, release it, verify the release, and open its pages."""
    run(curate, "init", "ferries", cwd=folder)
    project = folder / "ferries"
    citation = project / "CITATION.cff"
    citation.write_text(re.sub(r"(?m)<(.*)>$", r"The \1", citation.read_text("utf-8")), "utf-8")
    for words in (
        ["add", "ferry-strike.txt"],
        ["build"],
        ["release", "2024.12.1"],
        ["verify", "build/releases/2024.12.1"],
    ):
        print(f"curate {' '.join(words)}\n{run(curate, *words, cwd=project)}")
    command = [str(curate), "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=project, env=CLEAN, stdout=subprocess.PIPE, text=True) as server:
        try:
            browse(link_of(server))
        finally:
            server.terminate()


def link_of(server: subprocess.Popen[str]) -> str:
    """The login link, which `curate serve` prints last."""
    assert server.stdout
    for line in server.stdout:
        if match := re.search(r"https?://\S+", line):
            return match[0]
    sys.exit("curate serve printed no link")


class Links(HTMLParser):
    """The scripts and style sheets that a page loads from its own server."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag loads."""
        given = dict(attrs)
        address = given.get("src") if tag == "script" else given.get("href") if tag == "link" else None
        if address and address.startswith("/"):
            self.found.add(address)


def browse(link: str) -> None:
    """Follow the login link, then open pages and all that they load."""
    with httpx.Client(follow_redirects=True, timeout=30, transport=httpx.HTTPTransport(retries=5)) as reader:
        first = reader.get(link)
        pages = [str(first.url), *(str(first.url.join(path)) for path in ("/ferries", "/ferries/events_map"))]
        links = Links()
        for page in pages:
            links.feed(answer(reader, page).text)
        for address in sorted(links.found):
            answer(reader, str(first.url.join(address)))
        rows = answer(reader, str(first.url.join("/ferries/events_map.json?_shape=array"))).json()
    if "Port Ansel" not in {row["place"] for row in rows}:
        sys.exit(f"the map has no Port Ansel: {rows}")
    print(f"opened {len(pages)} pages and {len(links.found)} scripts and style sheets")


def answer(reader: httpx.Client, address: str) -> httpx.Response:
    """What the server sends; anything but 200 ends the script."""
    response = reader.get(address)
    if response.status_code != 200:
        sys.exit(f"{address}: {response.status_code}\n{response.text[:2000]}")
    return response


def main() -> None:
    """Build, install and use it in a folder that is deleted afterwards."""
    with tempfile.TemporaryDirectory(prefix="curate-wheel-") as name:
        folder = Path(name).resolve()
        (folder / "dist").mkdir()
        (folder / "elsewhere").mkdir()
        programs = install(build(folder / "dist"), folder / "environment")
        use(programs / "curate", folder / "elsewhere")


if __name__ == "__main__":
    main()
