"""The cards of a profile for the page: those of CDS Hooks, and their details as HTML that does nothing."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from cd38rules.service.hooks.preview import CHART, as_html, moments_to_choose

from .hook_calls import assert_valid
from .running import ROOT, Service

EXAMPLES = sorted((ROOT / "examples" / "patients").glob("*.json"))
PAGE = ROOT / "src" / "cd38rules" / "service" / "static" / "index.html"


def cards(service: Service, body: bytes, moment: str) -> dict[str, Any]:
    answer = service.post(f"/cards?moment={moment}", body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


@pytest.mark.parametrize("moment", moments_to_choose())
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem[:2])
def test_the_cards_of_an_example_are_valid_and_each_has_its_detail(path: Path, moment: str, service: Service) -> None:
    found = cards(service, path.read_bytes(), moment)
    assert_valid({"cards": found["cards"]}, "CdsResponse")
    assert set(found["details"]) == {card["uuid"] for card in found["cards"]}
    assert len(found["cards"]) <= 5


def test_an_order_brings_up_other_cards_than_the_chart(service: Service) -> None:
    (path,) = (path for path in EXAMPLES if path.stem.startswith("05"))
    dealt = {moment: cards(service, path.read_bytes(), moment)["cards"] for moment in moments_to_choose()}
    titles = {
        moment: [card["source"].get("topic", {}).get("code") for card in found] for moment, found in dealt.items()
    }
    assert "transfusion" in titles["blood-order"]
    assert "lungs" not in titles["blood-order"]
    assert "lungs" in titles["anti-cd38-order"]
    assert len(set(map(tuple, titles.values()))) == 3


def test_a_moment_that_is_not_known_is_refused_with_those_that_are(service: Service) -> None:
    answer = service.post("/cards?moment=lunch", EXAMPLES[0].read_bytes())
    assert (answer.status_code, answer.json()["code"]) == (400, "wrong-call")
    assert answer.json()["errors"][0]["hint"] == ", ".join(moments_to_choose())


def test_without_a_moment_the_chart_is_meant(service: Service) -> None:
    answer = service.post("/cards", EXAMPLES[0].read_bytes())
    assert answer.json() == cards(service, EXAMPLES[0].read_bytes(), CHART)


def test_the_page_offers_the_moments_there_are() -> None:
    offered = re.findall(r'<option value="([a-z0-9-]+)">', PAGE.read_text("utf-8"))
    assert tuple(offered) == moments_to_choose()


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "![x](http://elsewhere.example/x.png)",
    ],
)
def test_what_a_profile_says_is_no_html_of_a_card(text: str, service: Service) -> None:
    profile = json.loads(EXAMPLES[0].read_bytes()) | {"patient_id": text}
    for html in cards(service, json.dumps(profile).encode(), CHART)["details"].values():
        assert re.search(r"<script|<img|javascript:alert\(1\)\"", html) is None


def test_html_in_markdown_is_text() -> None:
    assert as_html("**a** <script>b</script>") == "<p><strong>a</strong> &lt;script&gt;b&lt;/script&gt;</p>\n"
    assert "href" not in as_html("[x](javascript:alert(1))")
