"""Whatever is in the repository is under a licence whose text is here, as REUSE lays it out."""

import json
import tomllib

from curate.publish.licences import licence_fault
from tests.conftest import ROOT

ANNOTATIONS = tomllib.loads((ROOT / "REUSE.toml").read_text("utf-8"))["annotations"]
TEXTS = {path.stem: path.read_text("utf-8") for path in (ROOT / "LICENSES").iterdir()}


def test_every_licence_that_is_named_is_here_and_no_other() -> None:
    named = {word for each in ANNOTATIONS for word in each["SPDX-License-Identifier"].split(" AND ")}
    assert named == TEXTS.keys()
    assert [licence for licence in named if licence_fault(licence)] == []


def test_every_pattern_names_files() -> None:
    patterns = [
        path for each in ANNOTATIONS for path in ([each["path"]] if isinstance(each["path"], str) else each["path"])
    ]
    assert [pattern for pattern in patterns if not any(ROOT.glob(pattern))] == []


def test_the_base_map_is_under_the_licences_of_its_sources() -> None:
    credits = json.loads((ROOT / "data" / "basemap.geojson").read_text("utf-8"))["credits"]
    stated = {
        credit["licence"].replace(" 4.0", "-4.0").replace("CC BY", "CC-BY").replace("CC0 ", "CC0-")
        for credit in credits
    }
    (annotation,) = [each for each in ANNOTATIONS if "data/basemap.geojson" in each["path"]]
    assert stated - {"public domain", ""} == set(annotation["SPDX-License-Identifier"].split(" AND "))


def test_the_lgpl_comes_with_the_gpl_that_it_adds_to() -> None:
    text = TEXTS["LGPL-3.0-or-later"]
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in text and "15. Disclaimer of Warranty." in text


def test_the_apache_licence_stands_in_both_places() -> None:
    assert TEXTS["Apache-2.0"] == (ROOT / "LICENSE").read_text("utf-8")
