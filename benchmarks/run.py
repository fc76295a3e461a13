"""Measures one evaluation, its parts, memory and start-up, as ratios within this run.

    python benchmarks/run.py [--quick]

Times are process CPU times where one process does the work, wall times where a process is started. Digits depend on
the machine and on who else uses it; ratios to pydantic's validation of the same profile hold.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from cd38rules import PatientProfile
from cd38rules.compose import Composer
from cd38rules.engines import reference
from cd38rules.evaluation import Evaluator
from cd38rules.facts import derive
from cd38rules.rules.book import RuleBook
from cd38rules.rules.load import load_rulebook

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = sorted((ROOT / "examples" / "patients").glob("*.json"))


def main() -> None:
    """Prints all measurements as a table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--quick", action="store_true", help="fewer rounds, and 5,000 evaluations for memory")
    quick = options.parse_args().quick
    print(f"Python {sys.version.split()[0]}; {len(EXAMPLES)} example patients")
    load = [_seconds(lambda: load_rulebook(ROOT / "rules")) for _ in range(3 if quick else 7)]
    book = load_rulebook(ROOT / "rules")
    build = [_seconds(lambda: Evaluator(book)) for _ in range(3)]
    print(f"rule book: {len(book.rules)} rules, {len(book.plan.decisions)} decisions")
    print(f"load {_ms(min(load))}, compile {_ms(min(build))}")
    _stages(Evaluator(book), rounds=30 if quick else 150)
    _memory(Evaluator(book), evaluations=5_000 if quick else 100_000)
    _commands(rounds=3 if quick else 9)
    _site(book)
    _checks(book)


def _checks(book: RuleBook) -> None:
    """The checks of the whole book, with the import of the solver."""
    from cd38rules.checks.run import is_solver_installed, whole_book_findings

    if is_solver_installed():
        seconds = _seconds(lambda: whole_book_findings(book))
        print(f"checks of the whole book in {_ms(seconds)}")


def _site(book: RuleBook) -> None:
    """The review site: all pages, with the import of the libraries that they need."""

    def pages() -> None:
        from cd38rules.site.inputs import SiteInputs
        from cd38rules.site.pages import pages_of

        print(f"review site: {len(pages_of(book, SiteInputs()))} files", end=" ")

    print(f"in {_ms(_seconds(pages))}")


def _stages(evaluator: Evaluator, rounds: int) -> None:
    """Median time of each stage over all examples, the stages taken in turn so that noise meets all of them."""
    texts = [path.read_text(encoding="utf-8") for path in EXAMPLES]
    profiles = [PatientProfile.model_validate_json(text) for text in texts]
    plan = evaluator.book.plan
    found: dict[str, list[float]] = {}
    for _ in range(rounds):
        for text, profile in zip(texts, profiles, strict=True):
            facts = derive(profile)
            outcome = reference.decide(plan, facts)
            report = evaluator.evaluate(profile)
            composer = Composer(evaluator.presenter, profile, facts, outcome)
            stages: dict[str, Callable[[], object]] = {
                "validation of the profile": lambda text=text: PatientProfile.model_validate_json(text),
                "facts": lambda profile=profile: derive(profile),
                "durable engine": lambda facts=facts: evaluator.durable.decide(facts),
                "reference engine": lambda facts=facts: reference.decide(plan, facts),
                "texts and evidence": lambda composer=composer: (composer.applying(), composer.not_evaluable()),
                "one evaluation, both engines and report": lambda profile=profile: evaluator.evaluate(profile),
                "report as JSON": lambda report=report: report.model_dump_json(),
            }
            for name, stage in stages.items():
                found.setdefault(name, []).append(_seconds(stage))
    base = statistics.median(found["validation of the profile"])
    print(f"\n{'stage':<42}{'median':>10}{'fastest':>10}{'x validation':>14}")
    for name, seconds in found.items():
        median = statistics.median(seconds)
        print(f"{name:<42}{_ms(median):>10}{_ms(min(seconds)):>10}{median / base:>14.1f}")


def _memory(evaluator: Evaluator, evaluations: int) -> None:
    """Growth of the resident set over many evaluations of all examples."""
    profiles = [PatientProfile.model_validate_json(path.read_text(encoding="utf-8")) for path in EXAMPLES]
    for profile in profiles * 20:
        evaluator.evaluate(profile)
    before = _resident()
    started = time.perf_counter()
    for number in range(evaluations):
        evaluator.evaluate(profiles[number % len(profiles)])
    rate = evaluations / (time.perf_counter() - started)
    growth = (_resident() - before) / 1024
    print(f"\nmemory: {growth:+.1f} MiB over {evaluations:,} evaluations ({rate:,.0f} a second, one process)")


def _resident() -> int:
    """The resident set in KiB; the peak where the system tells nothing else."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return pages * resource.getpagesize() // 1024
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _commands(rounds: int) -> None:
    """Wall time of whole commands, each in a process of its own."""
    calls = {"cd38rules --help": ["--help"], "cd38rules evaluate (one file)": ["evaluate", str(EXAMPLES[0])]}
    calls["python -c pass, for comparison"] = []
    print(f"\n{'command':<42}{'median':>10}{'fastest':>10}")
    for name, arguments in calls.items():
        start = [sys.executable, "-m", "cd38rules", *arguments] if arguments else [sys.executable, "-c", "pass"]
        seconds = []
        for _ in range(rounds):
            begun = time.perf_counter()
            subprocess.run(start, check=True, stdout=subprocess.DEVNULL)
            seconds.append(time.perf_counter() - begun)
        print(f"{name:<42}{_ms(statistics.median(seconds)):>10}{_ms(min(seconds)):>10}")


def _seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.2f} ms"


if __name__ == "__main__":
    main()
