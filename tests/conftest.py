"""What all tests share: the shipped rule book, Hypothesis profiles, how a missing ../shared is treated, and the count
of verdicts on which the engines were compared."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from cd38rules.evaluation import Evaluator
from cd38rules.rules.book import RuleBook
from cd38rules.rules.load import load_rulebook

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
# The seeded faults run the feature files against a spoilt copy.
RULES = Path(os.environ.get("CD38RULES_TEST_RULES") or ROOT / "rules")

_QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
settings.register_profile("ci", max_examples=60, deadline=None, derandomize=True, suppress_health_check=_QUIET)
settings.register_profile("nightly", max_examples=3000, deadline=None, suppress_health_check=_QUIET)
settings.load_profile("nightly" if os.environ.get("CD38RULES_NIGHTLY") else "ci")


@pytest.fixture(scope="session")
def book() -> RuleBook:
    """The shipped rule book."""
    return load_rulebook(RULES)


@pytest.fixture(scope="session")
def evaluator(book: RuleBook) -> Evaluator:
    """Both engines, compiled for the shipped rule book."""
    return Evaluator(book)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder beside the project with the article and the patient list; tests that need it skip without it."""
    if not SHARED.is_dir():
        reason = "../shared isn't here: the article and the CoMMpass list can't be read"
        if os.environ.get("CD38RULES_REQUIRE_SHARED"):
            pytest.fail(reason)
        pytest.skip(reason)
    return SHARED


def pytest_configure(config: pytest.Config) -> None:
    """Workers inherit the name of the file that compared verdicts are counted in."""
    if not hasattr(config, "workerinput"):
        handle, path = tempfile.mkstemp(prefix="cd38rules-compared-")
        os.close(handle)
        os.environ["CD38RULES_COUNT_FILE"] = path


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Publishes the count."""
    if hasattr(config, "workerinput"):
        return
    path = Path(os.environ.pop("CD38RULES_COUNT_FILE"))
    lines = path.read_text(encoding="utf-8").splitlines()
    path.unlink()
    for line in sorted({line for line in lines if not line.isdigit()}):
        terminalreporter.write_line(line)
    counts = [int(line) for line in lines if line.isdigit()]
    if counts:
        line = f"engines compared on {sum(counts):,} verdicts in {len(counts):,} evaluations; none differed"
        failed = terminalreporter.stats.get("failed")
        terminalreporter.write_line(line.partition(";")[0] if failed else line)
