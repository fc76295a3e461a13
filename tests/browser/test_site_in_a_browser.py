"""The review site in a headless Chromium: nothing is logged or fetched, search and keyboard work, one rule a page."""

from __future__ import annotations

import io
import os
import shutil
from pathlib import Path

import pypdf
import pytest

from cd38rules.rules.book import RuleBook
from tests.browser.chromium import Chromium
from tests.browser.contrast import LOWEST_CONTRAST

pytest.importorskip("matplotlib", reason="the site's extra isn't installed")

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
WANTED = bool(os.environ.get("CD38RULES_REQUIRE_BROWSER"))

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (PROGRAM or WANTED), reason="there is no Chromium on this machine"),
]

SHOWN = (
    "index.html",
    "rules/transfusion-dtt-kell.html",
    "trials/ikema.html",
    "matrix.html",
    "facts/regimen.washout.html",
)


@pytest.fixture(scope="module")
def site(book: RuleBook, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the shipped rule book, without anything beside it."""
    from cd38rules.site.build import write_site
    from cd38rules.site.inputs import SiteInputs
    from cd38rules.site.pages import pages_of

    folder = tmp_path_factory.mktemp("site")
    write_site(pages_of(book, SiteInputs()), folder)
    return folder


@pytest.fixture
def page(browser: Chromium) -> Chromium:
    """The browser with nothing noted so far, as a screen of ordinary width."""
    browser.messages.clear()
    browser.requests.clear()
    browser.screenshot(1280, 900)
    return browser


def test_every_page_loads_without_a_message_or_a_request_elsewhere(page: Chromium, site: Path) -> None:
    paths = sorted(site.rglob("*.html"))
    assert len(paths) > 300
    for path in paths:
        page.open(path.as_uri())
        assert page.messages == [], path.name
    assert page.evaluate("document.querySelector('form.search').hidden") is False
    assert {url for url in page.requests if not url.startswith((site.as_uri(), "data:,"))} == set()


def test_search_finds_a_rule_from_any_page_by_keyboard(page: Chromium, site: Path) -> None:
    page.open((site / "trials" / "ikema.html").as_uri())
    page.evaluate("document.getElementById('search-words').focus()")
    page.call("Input.insertText", text="fev1 trials")
    assert page.evaluate("document.getElementById('search-count').textContent").endswith(" found")
    page.keys(["Enter"])
    assert page.evaluate("document.activeElement.closest('#search-results') !== null")
    before = page.loaded
    page.keys(["Enter"])
    while page.loaded == before:
        page.evaluate("1")
    assert page.evaluate("document.querySelector('h1').textContent") == "FEV1 below the limit of the daratumumab trials"


def test_search_tells_when_nothing_is_found_and_escape_ends_it(page: Chromium, site: Path) -> None:
    page.open((site / "index.html").as_uri())
    page.evaluate("document.getElementById('search-words').focus()")
    page.call("Input.insertText", text="no such thing")
    assert page.evaluate("document.getElementById('search-count').textContent") == "0 found"
    page.keys(["Escape"])
    assert page.evaluate("document.getElementById('search-results').hidden") is True


def test_the_first_tab_stop_skips_to_the_content(page: Chromium, site: Path) -> None:
    page.open((site / "rules.html").as_uri())
    page.keys(["Tab", "Enter"])
    assert page.evaluate("document.activeElement.id") == "content"


def test_the_matrix_can_be_narrowed_to_holes(page: Chromium, site: Path) -> None:
    page.open((site / "matrix.html").as_uri())
    count = "Array.from(document.querySelectorAll('.matrix tr[data-holes]')).filter((row) => !row.hidden).length"
    everything = page.evaluate(count)
    page.evaluate("document.getElementById('only-holes').click()")
    assert page.evaluate(count) < everything


@pytest.mark.parametrize("name", SHOWN)
def test_text_stands_out_from_its_ground(page: Chromium, site: Path, name: str) -> None:
    page.open((site / name).as_uri())
    contrast, example = page.evaluate(LOWEST_CONTRAST)
    assert contrast >= 4.5, example


@pytest.mark.parametrize("name", SHOWN)
def test_a_phone_never_scrolls_sideways(page: Chromium, site: Path, name: str) -> None:
    page.screenshot(390, 844)
    page.open((site / name).as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_review_sheets_print_one_rule_a_page(page: Chromium, site: Path, book: RuleBook) -> None:
    page.open((site / "sheets.html").as_uri())
    printed = pypdf.PdfReader(io.BytesIO(page.pdf()))
    assert len(printed.pages) == len(book.rules)
    order = sorted(book.rules.values(), key=lambda rule: (book.topic_order[rule.topic], rule.id))
    # Every tenth: reading the text of a printed page takes longer than printing ten.
    for rule, sheet in list(zip(order, printed.pages, strict=True))[::10]:
        text = "".join(sheet.extract_text().split())
        assert text.count("contentsha256") == 1
        assert book.contents[rule.id] in text
        assert "Nobodyhassignedthisrule." in text


def test_ten_rules_print_on_a_page_each(page: Chromium, site: Path, book: RuleBook) -> None:
    longest = sorted(book.rules, key=lambda name: -(site / "rules" / f"{name}.html").stat().st_size)[:10]
    for name in longest:
        page.open((site / "rules" / f"{name}.html").as_uri())
        printed = pypdf.PdfReader(io.BytesIO(page.pdf()))
        assert len(printed.pages) == 1, name
        (width, height) = printed.pages[0].mediabox.upper_right
        assert (round(float(width)), round(float(height))) == (595, 842)  # A4 in points
