"""The summary page of a run in a headless Chromium: nothing is logged or fetched, on a phone and on paper it fits."""

from __future__ import annotations

import io
import json
import os
import shutil

import pypdf
import pytest

pytest.importorskip("polars", reason="polars (the extra `lists`) isn't installed")

from cd38rules.batch import PAGE, run_batch
from cd38rules.rules.book import RuleBook
from tests.browser.chromium import Chromium
from tests.browser.contrast import LOWEST_CONTRAST
from tests.corpus.generated import patients

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
WANTED = bool(os.environ.get("CD38RULES_REQUIRE_BROWSER"))

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (PROGRAM or WANTED), reason="there is no Chromium on this machine"),
]

# Labels of a picture that run into each other, or out of the picture.
CROWDED = """
Array.from(document.querySelectorAll("svg")).flatMap((svg) => {
  const frame = svg.getBoundingClientRect();
  const texts = Array.from(svg.querySelectorAll("text"));
  const places = texts.map((text) => text.getBoundingClientRect());
  return texts.filter((text, index) => {
    const one = places[index];
    const out = one.left < frame.left - 1 || one.right > frame.right + 1 || one.bottom > frame.bottom;
    return out || places.some((other, at) => at !== index && other.left < one.right && one.left < other.right
      && other.top + 4 < one.bottom && one.top + 4 < other.bottom);
  }).map((text) => text.textContent);
})
"""


@pytest.fixture(scope="module")
def address(book: RuleBook, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of a run over made-up patients with two bad lines."""
    folder = tmp_path_factory.mktemp("out")
    lines = ["{", json.dumps({"patient_id": "p"}), *(json.dumps(data) for data in patients(2000, seed=5))]
    run_batch(io.BytesIO("\n".join(lines).encode()), folder, book, share=0)
    return (folder / PAGE).as_uri()


@pytest.fixture(params=[1280, 390], ids=["screen", "phone"])
def page(request: pytest.FixtureRequest, browser: Chromium, address: str) -> Chromium:
    """The page in a window of some width, with all of its tables open."""
    browser.messages.clear()
    browser.requests.clear()
    browser.screenshot(request.param, 900)
    browser.open(address)
    browser.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    return browser


def test_the_page_loads_without_a_message_or_another_request(page: Chromium, address: str) -> None:
    assert page.messages == []
    assert page.requests == [address]


def test_the_page_never_scrolls_sideways_and_its_tables_do(page: Chromium) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.evaluate("Array.from(document.querySelectorAll('.wide')).every((part) => part.tabIndex === 0)")


def test_labels_of_pictures_stay_clear_of_each_other(page: Chromium) -> None:
    assert page.evaluate("document.querySelectorAll('svg text').length") > 80
    assert page.evaluate(CROWDED) == []


def test_text_stands_out_from_its_ground(page: Chromium) -> None:
    contrast, example = page.evaluate(LOWEST_CONTRAST)
    assert contrast >= 4.5, example


def test_the_tables_of_all_rules_open_by_keyboard(browser: Chromium, address: str) -> None:
    browser.open(address)
    browser.evaluate("document.querySelector('summary').focus()")
    browser.keys(["Enter"])
    assert browser.evaluate("document.querySelector('details').open") is True


def test_the_page_prints_on_a_few_sheets_of_a4_with_nothing_cut_off(browser: Chromium, address: str) -> None:
    browser.open(address)
    printed = pypdf.PdfReader(io.BytesIO(browser.pdf()))
    assert 2 <= len(printed.pages) <= 6
    (width, height) = printed.pages[0].mediabox.upper_right
    assert (round(float(width)), round(float(height))) == (595, 842)  # A4 in points
    text = " ".join("".join(sheet.extract_text() for sheet in printed.pages).split())
    for words in (
        "No alert isn't no concern",
        "Need more besides",
        "What no rule speaks of",
        "The counts are those of",
    ):
        assert words in text
    browser.screenshot(690, 900)  # about the width of the text on A4, in pixels of CSS
    browser.media("print")
    assert browser.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert browser.evaluate(CROWDED) == []
    browser.media("")
