"""The page at `/` by keyboard, on narrow screens and for those who hear it: names, focus, contrast, axe."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.browser.chromium import Chromium
from tests.browser.contrast import LOWEST_CONTRAST
from tests.browser.page_driving import PROGRAM, WANTED, choose, opened, put, until
from tests.service.running import Service

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (PROGRAM or WANTED), reason="there is no Chromium on this machine"),
]


def test_the_way_by_keyboard_leads_from_an_empty_page_to_advice(page: Chromium) -> None:
    page.evaluate("document.body.focus()")
    page.keys(["Tab", "Enter"])
    assert page.evaluate("document.activeElement.id") == "results"
    assert page.evaluate("location.hash") == ""
    page.evaluate("document.getElementById('$.patient_id').focus()")
    page.call("Input.insertText", text="by-keyboard")
    page.keys(["Tab"])
    assert page.evaluate("document.activeElement.id") == "$.as_of"
    page.call("Input.insertText", text="2024-03-15")
    page.keys(["Enter"])
    until(page, "document.querySelector('#report h3') !== null")
    until(page, "document.activeElement.id === 'results'")
    assert "by-keyboard" in page.evaluate("document.getElementById('said').textContent")
    page.evaluate("document.querySelector('button.why').focus()")


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_what_is_focused_is_never_under_the_bar_of_buttons(width: int, page: Chromium, served: Service) -> None:
    page.screenshot(width, 600)
    still = [{"name": "prefers-reduced-motion", "value": "reduce"}]  # else it is measured while the page moves
    page.call("Emulation.setEmulatedMedia", features=still)
    opened(page, served)
    page.evaluate("document.querySelectorAll('details.group').forEach((one) => { one.open = true; })")
    page.evaluate("document.getElementById('example').focus()")
    inside = "document.querySelector('#groups').contains(document.activeElement)"
    hidden = (
        "(() => { const one = document.activeElement, bar = document.querySelector('form > .actions');"
        "const lies = one.getBoundingClientRect().bottom > bar.getBoundingClientRect().top + 1;"
        "return lies ? one.id || one.name : ''; })()"
    )
    seen, under = 0, []
    page.keys(["Tab"])
    while page.evaluate(inside):
        seen += 1
        under.append(page.evaluate(hidden))
        page.keys(["Tab"])
    assert seen > 50
    assert [name for name in under if name] == []


def test_every_control_has_a_name_and_every_id_is_used_once(page: Chromium) -> None:
    choose(page, "11")
    nameless = (
        "Array.from(document.querySelectorAll('input, select, button')).filter((c) => !c.textContent.trim() "
        "&& !c.labels?.length && !c.ariaLabel || c.matches('select') && !c.labels.length).map((c) => c.id)"
    )
    assert page.evaluate(nameless) == []
    ids = page.evaluate("Array.from(document.querySelectorAll('[id]')).map((node) => node.id)")
    assert len(ids) == len(set(ids))
    described = (
        "Array.from(document.querySelectorAll('[aria-describedby]')).map((n) => n.getAttribute('aria-describedby'))"
    )
    named = " ".join(page.evaluate(described)).split()
    assert named
    assert set(named) <= set(ids)


@pytest.mark.parametrize("width", [320, 390, 700, 1280])
def test_the_page_never_scrolls_sideways_and_its_text_stands_out(width: int, page: Chromium) -> None:
    choose(page, "11")
    page.evaluate("document.querySelector('button.why').click()")
    until(page, "document.querySelector('.explanation') !== null")
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    page.screenshot(width, 900)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    contrast, example = page.evaluate(LOWEST_CONTRAST)
    assert contrast >= 4.5, example


@pytest.fixture(scope="module")
def axe() -> str:
    """The checker's script. The page itself never loads it."""
    if not AXE.exists():
        reason = "axe isn't installed here (npm ci --prefix tests/browser)"
        if os.environ.get("CD38RULES_REQUIRE_AXE"):
            pytest.fail(reason)
        pytest.skip(reason)
    return AXE.read_text("utf-8")


@pytest.mark.parametrize("state", ["empty", "advice", "faults", "cards"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_no_fault_of_accessibility(state: str, width: int, page: Chromium, axe: str) -> None:
    if state != "empty":
        choose(page, "11")
        page.evaluate("document.querySelector('button.why').click()")
        until(page, "document.querySelector('.explanation') !== null")
    if state == "cards":
        page.evaluate("document.getElementById('view').value = 'chart'")
        page.evaluate("document.getElementById('view').dispatchEvent(new Event('change'))")
        until(page, "document.querySelector('#report .detail h5') !== null")
    if state == "faults":
        put(page, "$.person.age_years", "200")
        page.evaluate("document.getElementById('form').requestSubmit()")
        until(page, "!document.getElementById('faults').hidden")
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    page.screenshot(width, 900)
    page.evaluate(f"{axe}; 1")
    found = "axe.run().then((all) => all.violations.map((one) => [one.id, one.impact, one.nodes[0].html]))"
    assert page.evaluate(found) == []
