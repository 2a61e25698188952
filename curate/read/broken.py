"""Why a text is no YAML: where the fault lies and what to do, in words for those who wrote it."""

import re
import unicodedata

import yaml

#: White space of other kinds than people mean to type, and signs that look like a colon.
_ODD = "[^\\S \\t\\r\\n]|[\\u200b\\u2060\\ufeff]"
_INDENTED = re.compile(rf"[ \t-]*({_ODD})")
_COLON = re.compile(r"[ -]*(\w+(?: \w+)*)([：﹕∶︰])", re.ASCII)
_LEFT_OUT = re.compile(r"[:,{-]\s+(\[(?:\.\.\.|…)\])\s*\Z")

#: Deeper nesting than anybody needs: what is wrong, what to do.
TOO_DEEP = ("lists and records are nested too deep", "close what is left open above")

#: An offset in the text, what is wrong there, and what to do.
Fault = tuple[int, str, str]


def explain(text: str, error: yaml.MarkedYAMLError) -> Fault:
    """What is wrong with a text at which PyYAML stopped, which is often further below."""
    mark = error.problem_mark or error.context_mark
    at = mark.index if mark else 0
    if text[at : at + 1] == "\t":
        return at, "a tab stands where spaces should indent the line", "replace it with spaces"
    if "nesting depth" in str(error.problem):  # beyond 1,000 brackets, as newer versions of libyaml tell
        return at, *TOO_DEEP
    if error.context == "while scanning a quoted scalar" and error.context_mark and "unexpected" in str(error.problem):
        return error.context_mark.index, "the quote that opens here is not closed", "close it where the value ends"
    message = " ".join(filter(None, (error.problem, error.context)))
    fault = _odd_character(text, at) or _left_out(text, at) or _quote(text, at)
    return fault or (at, f"this is not YAML: {message}", _hint(message))


def indented(line: str) -> Fault | None:
    """The white space of an odd kind that indents a line."""
    found = _INDENTED.match(line)
    return found and (found.start(1), f"{_name(found[1])} indents the line", "replace it with plain spaces")


def wide_colon(line: str) -> Fault | None:
    """A sign that looks like the colon behind a key."""
    found = _COLON.match(line)
    return found and (
        found.start(2),
        f"{_name(found[2])} stands behind {found[1]!r}",
        "write a plain colon and a space",
    )


def _name(character: str) -> str:
    return f"the character U+{ord(character):04X} ({unicodedata.name(character, 'white space').lower()})"


def _odd_character(text: str, at: int) -> Fault | None:
    """One in the line where reading stopped, or in the last one above that holds something."""
    begins = text.rfind("\n", 0, at) + 1
    above = len(text[:begins].rstrip())
    for start in (begins, text.rfind("\n", 0, above) + 1):
        line = text[start:].split("\n", 1)[0]
        if fault := indented(line) or wide_colon(line):
            return start + fault[0], *fault[1:]
    return None


def _left_out(text: str, at: int) -> Fault | None:
    found = _LEFT_OUT.search(text[text.rfind("\n", 0, at) + 1 : at])
    what, hint = "a value that begins with [...] reads as a list", 'put quotes round it, as in `evidence: "[...] …"`'
    return found and (at - len(found.string) + found.start(1), what, hint)


def _quote(text: str, at: int) -> Fault | None:
    """The quoted value just before the place, if it ended too late or too early."""
    last = None
    try:
        for token in yaml.scan(text, Loader=yaml.CSafeLoader):
            if token.start_mark.index >= at:
                break
            last = token
    except yaml.YAMLError:
        pass
    if not isinstance(last, yaml.ScalarToken) or last.plain or text[last.end_mark.index : at].strip(" "):
        return None
    start, end = last.start_mark.index, last.end_mark.index
    if "\n" in text[start:end]:
        return start, "the quote that opens here is closed on another line", "close it where the value ends"
    if end == at:
        return at, "the value goes on behind the quote that closes it", "put quotes of the other kind round the value"
    return None


def _hint(message: str) -> str:
    if "cannot start any token" in message:
        return "put quotes round a value that begins with @, ` or %"
    if "mapping values are not allowed" in message or "could not find expected ':'" in message:
        return "put quotes round a value that holds a colon and a space, and check the indentation"
    return "check quotes, brackets and indentation here and on the line above"
