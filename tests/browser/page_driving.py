"""How tests drive the page at `/` in a browser: examples, fields, what stands in its address."""

from __future__ import annotations

import json
import os
import shutil
import time
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote

from tests.browser.chromium import Chromium
from tests.service.running import Service

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
WANTED = bool(os.environ.get("CD38RULES_REQUIRE_BROWSER"))
EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples" / "patients").glob("*.json"))
CARDS = "Array.from(document.querySelectorAll('#report article.card'))"


def opened(browser: Chromium, served: Service, fragment: str = "") -> None:
    browser.open("about:blank")
    browser.messages.clear()
    browser.requests.clear()
    browser.open(f"{served.url}/{fragment}")
    until(browser, "document.body.dataset.ready === 'true'")


def until(browser: Chromium, condition: str) -> None:
    end = time.monotonic() + 30
    while not browser.evaluate(condition):
        assert time.monotonic() < end, f"never: {condition}"
        time.sleep(0.02)


def profile_of(number: str) -> dict[str, Any]:
    (path,) = (path for path in EXAMPLES if path.stem.startswith(number))
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def fragment_of(profile: object, **more: str) -> str:
    words = {"p": json.dumps(profile), **more}
    return "#" + "&".join(f"{name}={quote(value, safe='')}" for name, value in words.items())


def profile_in_address(browser: Chromium) -> dict[str, Any]:
    browser.evaluate("new Promise((later) => setTimeout(later, 300))")  # it is written once the user pauses
    fragment = browser.evaluate("location.hash.slice(1)")
    found: dict[str, Any] = json.loads(parse_qs(fragment)["p"][0])
    return found


def choose(browser: Chromium, number: str) -> None:
    index = [path.stem[:2] for path in EXAMPLES].index(number)
    browser.evaluate(
        f"(() => {{ const list = document.getElementById('example'); list.value = '{index}';"
        "list.dispatchEvent(new Event('change')); })()"
    )
    until(browser, f"{CARDS}.length > 0")


def put(browser: Chromium, path: str, value: str) -> None:
    browser.evaluate(
        f"(() => {{ const field = document.getElementById({json.dumps(path)}); field.value = {json.dumps(value)};"
        "field.dispatchEvent(new Event('input', { bubbles: true }));"
        "field.dispatchEvent(new Event('change', { bubbles: true })); })()"
    )


def press(browser: Chromium, words: str) -> None:
    browser.evaluate(
        f"Array.from(document.querySelectorAll('button')).find((b) => b.textContent === '{words}').click()"
    )
