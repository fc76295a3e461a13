"""A page of ours taken apart, for the tests of what it says."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {"meta"}
Rows = list[list[str]]


class Parsed(HTMLParser):
    """A page taken apart; a tag that isn't closed, or closed twice, is an error."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.tables: dict[str, Rows] = {}
        self.caption = ""
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "caption":
            self.caption = ""
        elif tag == "tr":
            self.tables.setdefault(self.caption, []).append([])
        elif tag in ("td", "th"):
            self.tables[self.caption][-1].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" in self.open:
            return
        self.text += data
        if "caption" in self.open:
            self.caption += data
        elif "td" in self.open or "th" in self.open:
            self.tables[self.caption][-1][-1] += data

    def rows(self, caption: str) -> Rows:
        """The rows of a table without its head."""
        return self.tables[caption][1:]
