"""What runs in the process that `confined` starts, with the job on its input."""

import importlib
import json
import os
import sys
import traceback
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any, TextIO

from curate.publish.untrusted.budget import Budget, OverBudget, Refused

#: How the process ends if the function raised an error: one that it means to raise, or because of the budget.
REFUSED, OVER, NO_MEMORY = 3, 4, 5


def main() -> None:
    """Do what the parent asks for: write the result as a line of JSON, then the text."""
    function, arguments, limits = json.load(sys.stdin)
    budget = Budget(**limits)
    budget.enforce()
    module, _, name = function.partition(":")
    # Whatever a library prints does not come between.
    out = os.fdopen(os.dup(1), "w", encoding="utf-8", errors="backslashreplace", newline="")
    sys.stdout = sys.stderr
    code = 0
    try:
        run: Callable[..., tuple[Any, Iterable[str]]] = getattr(importlib.import_module(module), name)
        result, text = run(budget=budget, **arguments)
        out.write(json.dumps(result) + "\n")
        out.writelines(text)
        out.flush()
    except Refused as error:
        code = _say(out, str(error), REFUSED)
    except OverBudget as error:
        code = _say(out, str(error), OVER)
    except MemoryError:
        code = NO_MEMORY
    except RecursionError:
        code = _say(out, "it is nested too deeply", OVER)
    except Exception:
        traceback.print_exc()
        code = 1
    sys.stderr.flush()
    os._exit(code)  # at once: nothing that was read is worth tidying up


def _say(out: TextIO, sentence: str, code: int) -> int:
    with suppress(OSError):
        out.seek(0)
        out.truncate()
        out.write(sentence)
        out.flush()
    return code
