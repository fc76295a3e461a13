"""Pages of text fitted to the terminal: long lines go on below, further in than where they began."""

from __future__ import annotations

import re
import textwrap

from .evaluate import terminal
from .inputs import write

_HEADED = re.compile(r"\s*\S+(?: \S+)*:? {2,}(?=\S)|\s*(?:\d+\. |\[\d+\] )?")
MOST_HANGING = 20


def write_page(text: str) -> None:
    """Writes a page at the width of the terminal, 80 columns if standard output is none."""
    write(paged(text, terminal()[0]))


def paged(text: str, width: int) -> str:
    """Every line within the width, unless one word is longer. What stands beside a heading goes on beside it.

    >>> print(paged("kind       a rule with a condition", 24))
    kind       a rule with a
               condition
    """
    return "\n".join(part for line in text.split("\n") for part in _lines(line, width))


def _lines(line: str, width: int) -> list[str]:
    if len(line) <= width:
        return [line]
    head = _HEADED.match(line)
    beside = len(head[0]) if head else 0
    indent = len(line) - len(line.lstrip())
    hanging = beside if indent < beside <= MOST_HANGING else indent + 2
    start = line[:beside] if hanging == beside else line[:indent]
    return textwrap.wrap(
        line[len(start) :],
        width,
        initial_indent=start,
        subsequent_indent=" " * hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )
