"""Write `curate/language/calendar.json` from CLDR: names of months and weekdays, and the signs in numbers.

Needs Babel, at development time only: `pip install babel`, then `python scripts/calendar_words.py`.
"""

import json
from pathlib import Path

from babel import Locale
from babel.localedata import locale_identifiers

LANGUAGES = ["en", "ar", "es", "fr", "ru", "tr", "uk", "zh"]
_TARGET = Path(__file__).parents[1] / "curate" / "language" / "calendar.json"


def names(language: str, kind: str) -> list[str]:
    """Full and short names of all regions in both forms that CLDR has, small letters, without full stops."""
    regions = [name for name in locale_identifiers() if name.split("_")[0] == language]
    return sorted({name for region in regions for name in names_in(Locale.parse(region), kind)})


def names_in(locale: Locale, kind: str) -> set[str]:
    """The same of one locale."""
    found: set[str] = set()
    for form in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            words = getattr(locale, kind)[form][width].values()
            found.update(word.casefold().rstrip(".") for word in words)
    return found


def signs(locale: Locale) -> list[str]:
    """The sign between thousands, and the decimal sign, of numbers in Latin digits."""
    symbols = locale.number_symbols.get("latn", {})
    return [symbols.get("group", ","), symbols.get("decimal", ".")]


def main() -> None:
    every = sorted(locale_identifiers())
    calendar = {}
    for language in LANGUAGES:
        locale = Locale.parse(language)
        own = signs(locale)
        # English newspapers write 40,000 wherever they are printed, whatever CLDR has for en-ZA.
        others = [name for name in every if name.startswith(f"{language}_") and language != "en"]
        regions = {name.replace("_", "-"): found for name in others if (found := signs(Locale.parse(name))) != own}
        months, days = names(language, "months"), names(language, "days")
        calendar[language] = {"months": ", ".join(months), "days": ", ".join(days), "signs": own, "regions": regions}
    calendar["*"] = {
        name.replace("_", "-"): found for name in every if (found := signs(Locale.parse(name))) != [",", "."]
    }
    lines = [f"{json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in calendar.items()]
    _TARGET.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")


if __name__ == "__main__":
    main()
