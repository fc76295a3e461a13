"""Markdown that says what the text says, and data that stay data in it."""

from __future__ import annotations

import html
import re

import pytest
from markdown_it import MarkdownIt
from tests.unit.test_render_sample import advisory, bare, evidence, full_report, report

from cd38rules.render import render_markdown, render_text
from cd38rules.render.markdown import code, escaped

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])

HOSTILE = [
    "<script>alert(1)</script>",
    "<b>bold</b> &amp; &lt;",
    "*star* **two** _under_ __two__ ~~gone~~",
    "[link](http://x.example) ![image](http://x.example/i.png) [ref][1] [^1]",
    "http://x.example www.x.example https://x.example/?a=1|2 mailto:a@b.example",
    "`code` ``two`` \\` \\",
    "a | b \\| c",
    "# head",
    "- item",
    "+ item",
    "1. item",
    "2) item",
    "> quote",
    "=== under",
    "--- rule",
    "| a | b |",
    "$x$ @someone",
    "<!-- gone -->",
    "&#35; &copy;",
    "two\nlines\n\n# head",
]


def read(markdown: str) -> str:
    return READER.render(markdown)


def words(page: str) -> str:
    """The words of a page as its reader sees them."""
    return " ".join(html.unescape(re.sub("<[^>]*>", " ", page)).split())


def tags(page: str) -> list[str]:
    return re.findall("</?[a-z][^>]*>", page)


@pytest.mark.parametrize("data", HOSTILE)
def test_data_form_no_markup_html_or_link(data: str) -> None:
    plain = " ".join(data.split())
    page = read(escaped(data))
    assert tags(page) == ["<p>", "</p>"], page
    assert html.unescape(page.removeprefix("<p>").removesuffix("</p>\n")) == plain
    assert tags(read(f"- {escaped(data)}")) == ["<ul>", "<li>", "</li>", "</ul>"]


@pytest.mark.parametrize("data", [*HOSTILE, "`", "``", "a`", "` `"])
def test_a_code_span_shows_its_data(data: str) -> None:
    page = read(f"x {code(data)}")
    assert html.unescape(page) == f"<p>x <code>{' '.join(data.split())}</code></p>\n"


def test_a_bare_address_is_broken_for_readers_that_link_it() -> None:
    assert "http://" not in escaped("http://x.example")
    assert "https://" not in escaped("_1https://x.example")
    assert "www." not in escaped("1www.x.example WWW.x.example").lower()
    assert "@" not in escaped("a@b.example")


@pytest.mark.parametrize("data", HOSTILE)
def test_data_anywhere_in_a_report_leave_its_structure_alone(data: str) -> None:
    def with_data(text: str) -> str:
        shown = full_report(
            patient_id=text,
            advisories=(
                advisory(
                    summary=text, detail=text, caveats=(text, text), evidence=(evidence(says=text, citation=text),)
                ),
                bare("plain", severity="info", agents=(text,)),
            ),
            facts_to_record=tuple(
                fact.model_copy(update={"label": text, "question": text}) for fact in full_report().facts_to_record
            ),
        )
        return read(render_markdown(shown))

    assert tags(with_data(data)) == tags(with_data("canary"))
    assert " ".join(data.split()) in html.unescape(with_data(data))


def test_the_markdown_has_the_words_of_the_text() -> None:
    def bag(text: str) -> set[str]:
        return set(re.findall(r"\w+", text.lower()))

    shown = full_report()
    assert bag(render_text(shown)) - bag(words(read(render_markdown(shown)))) == set()


def test_facts_to_record_are_a_table() -> None:
    page = read(render_markdown(full_report()))
    assert "<table>" in page
    assert page.count("<tr>") == 2


@pytest.mark.parametrize("data", HOSTILE)
def test_a_table_cell_shows_all_of_its_data(data: str) -> None:
    facts = tuple(fact.model_copy(update={"label": data}) for fact in full_report().facts_to_record)
    cells = re.findall("<td>(.*?)</td>", read(render_markdown(full_report(facts_to_record=facts))))
    assert [html.unescape(cell) for cell in cells] == [" ".join(data.split()), "Is there asthma?", "1 critical, 2 info"]


def test_a_covered_rule_is_listed_under_its_cover() -> None:
    lines = render_markdown(full_report()).splitlines()
    place = lines.index("- **Also, shown under this one:**")
    assert lines[place + 1] == "  - WARNING `ask-asthma`: Says ask-asthma."
    assert lines[place + 2] == "    - **To record:** Is there asthma?"


def test_severity_is_a_word_of_the_heading() -> None:
    markdown = render_markdown(report())
    assert "### Warning: made up topic\n\n#### WARNING `wheeze-check` daratumumab (planned)\n" in markdown
    assert markdown.startswith("# Patient `P-1`, 2024-03-15\n")
    assert markdown.endswith("\n")
    assert not markdown.endswith("\n\n")
