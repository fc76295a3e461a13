"""Which column each field of a profile came from, by JSON path, so that a later fault can name the column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_INDEX = re.compile(r"\[([0-9]+)\]")


class Columns(Mapping[str, str]):
    """JSON path ("$.lungs.fev1_percent") → source column, as `column`, or `table.column` if there are several tables.

    `known` has the name of an item in the brackets of a list's path; `orders` says which items a row's lists hold, in
    their order. A path whose column isn't known is looked up by the fields around it.
    """

    __slots__ = ("_known", "_orders")

    def __init__(self, known: Mapping[str, str], orders: Mapping[str, tuple[str, ...]]) -> None:
        self._known, self._orders = known, orders

    def __getitem__(self, path: str) -> str:
        found = _INDEX.search(path)
        if found is None and path in self._known:
            return self._known[path]
        # An index counts the items of this row, from 0; a number in the brackets of a known path is an item's name.
        if found is not None:
            listed, rest, index = path[: found.start()], path[found.end() :], int(found[1])
            items = self._orders.get(listed, ())
            name = items[index] if index < len(items) else ""
            # An index behind the item, as in partner_drugs[0], belongs to the same column.
            rest = _INDEX.sub("", rest)
            for candidate in (f"{listed}[{name}]{rest}", f"{listed}[]{rest}", f"{listed}{rest}"):
                if candidate in self._known:
                    return self._known[candidate]
        raise KeyError(path)

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)
