"""The note to the transfusion laboratory in a headless Chromium: one sheet of A4, nothing logged or fetched."""

from __future__ import annotations

import io
import json
import os
import shutil
from pathlib import Path

import pypdf
import pytest

from cd38rules.evaluation import Evaluator
from cd38rules.lab_note import as_html, note_of
from cd38rules.profile import PatientProfile
from tests.browser.chromium import Chromium
from tests.browser.contrast import LOWEST_CONTRAST
from tests.corpus.generated import patients
from tests.corpus.lab_notes import longest

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
WANTED = bool(os.environ.get("CD38RULES_REQUIRE_BROWSER"))

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (PROGRAM or WANTED), reason="there is no Chromium on this machine"),
]

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples" / "patients").glob("*.json"))
PATIENTS = {
    **{path.stem: path.read_text("utf-8") for path in EXAMPLES},
    "longest": json.dumps(longest()),
    **{data["patient_id"]: json.dumps(data) for data in patients(10, seed=7)},
}
FONTS = {"as-it-is": "", "wide-font-only": 'Arial, "Liberation Sans", Arimo, Helvetica,'}
"""What is taken out of the page's list of fonts: without the narrow ones, the wide font of this machine is used."""
# Texts that run out of the page to the right.
CUT_OFF = """
Array.from(document.querySelectorAll("body *")).filter((part) => part.scrollWidth > part.clientWidth + 1
  && getComputedStyle(part).display !== "inline" && !part.matches(".wide")).map((part) => part.tagName)
"""


def opened(browser: Chromium, patient: str, evaluator: Evaluator, folder: Path, without: str = "") -> str:
    """Opens the note of a patient; gives its address."""
    profile = PatientProfile.model_validate_json(patient)
    page = as_html(note_of(profile, evaluator.evaluate(profile), evaluator.book))
    assert without in page
    file = folder / "note.html"
    file.write_text(page.replace(without, "", 1) if without else page, encoding="utf-8")
    browser.messages.clear()
    browser.requests.clear()
    browser.open(file.as_uri())
    return file.as_uri()


@pytest.mark.parametrize("fonts", FONTS)
@pytest.mark.parametrize("patient", PATIENTS)
def test_a_note_prints_on_one_sheet_of_a4(
    patient: str, fonts: str, browser: Chromium, evaluator: Evaluator, tmp_path: Path
) -> None:
    address = opened(browser, PATIENTS[patient], evaluator, tmp_path, FONTS[fonts])
    printed = pypdf.PdfReader(io.BytesIO(browser.pdf()))
    assert len(printed.pages) == 1
    (width, height) = printed.pages[0].mediabox.upper_right
    assert (round(float(width)), round(float(height))) == (595, 842)  # A4 in points
    text = " ".join(printed.pages[0].extract_text().split())
    for words in (
        "Note to the transfusion laboratory",
        "Draft: no clinician has signed",
        "In the full report only",
        "sha256",
    ):
        assert words in text
    assert browser.messages == []
    assert browser.requests == [address]


@pytest.mark.parametrize("patient", ["12-almost-nothing-recorded", "longest"])
def test_nothing_is_cut_off_on_paper_and_the_page_never_scrolls_sideways_on_a_phone(
    patient: str, browser: Chromium, evaluator: Evaluator, tmp_path: Path
) -> None:
    opened(browser, PATIENTS[patient], evaluator, tmp_path)
    browser.screenshot(703, 1000)  # the width of the text on A4, in pixels of CSS
    browser.media("print")
    assert browser.evaluate(CUT_OFF) == []
    assert browser.evaluate("document.body.scrollHeight <= 277 / 25.4 * 96")
    browser.media("")
    browser.screenshot(390, 900)
    assert browser.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("patient", ["11-switch-from-daratumumab-to-isatuximab-pd", "longest"])
def test_text_stands_out_from_its_ground(patient: str, browser: Chromium, evaluator: Evaluator, tmp_path: Path) -> None:
    opened(browser, PATIENTS[patient], evaluator, tmp_path)
    contrast, example = browser.evaluate(LOWEST_CONTRAST)
    assert contrast >= 4.5, example


def test_the_printed_note_of_a_hostile_identifier_shows_it_and_obeys_nothing(
    browser: Chromium, evaluator: Evaluator, tmp_path: Path
) -> None:
    opened(browser, PATIENTS["longest"], evaluator, tmp_path)
    assert browser.evaluate("document.querySelectorAll('script, img').length") == 0
    printed = pypdf.PdfReader(io.BytesIO(browser.pdf()))
    assert "<script>alert('x')</script>" in printed.pages[0].extract_text()
    assert printed.metadata is not None
    assert printed.metadata.title == "Note to the transfusion laboratory"
