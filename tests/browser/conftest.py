"""The page at `/` of a running service in a browser, for the tests of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.chromium import Chromium
from tests.browser.page_driving import PROGRAM, opened
from tests.service.running import Service, running


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    site = "https://review.example"
    folder = tmp_path_factory.mktemp("page")
    with running(folder, "--insecure", CD38RULES_SERVE_REVIEW_SITE=site) as service:
        yield service


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    found = Chromium(PROGRAM, tmp_path_factory.mktemp("profile"))
    yield found
    found.close()


@pytest.fixture
def page(browser: Chromium, served: Service) -> Chromium:
    """The empty page on a screen of ordinary width, with nothing noted so far."""
    browser.screenshot(1280, 900)
    opened(browser, served)
    return browser
