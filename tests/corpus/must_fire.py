"""Writes rules/must-fire.yaml: for each rule that can fire the smallest patient for whom it does.

A case that fires and can't be made smaller is kept. For other rules the patients of the feature files are the start:
from the smallest that fires everything is taken out that the rule doesn't need.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from cd38rules.diagnostics import ProfileError
from cd38rules.evaluation import Evaluator
from cd38rules.profile import PatientProfile
from cd38rules.rules.addition import MUST_FIRE_FILE
from cd38rules.rules.book import RuleBook
from cd38rules.rules.load import load_rulebook
from cd38rules.self_test import fires, read_cases, rules_that_can_fire
from tests.bdd.profiles import patients

ROOT = Path(__file__).resolve().parents[2]
HEAD = """# yaml-language-server: $schema=../schemas/must-fire.json
# For each rule that can fire, the smallest patient for whom it does. Written by `make must-fire`.
"""
Json = dict[str, Any]
Path_ = tuple[str | int, ...]


def main() -> None:
    book = load_rulebook(ROOT / "rules")
    cases = smallest_cases(book)
    home = ROOT / "rules" / MUST_FIRE_FILE
    home.write_text(HEAD + "".join(written(rule, cases[rule]) for rule in sorted(cases)), encoding="utf-8")
    missing = [rule for rule in rules_that_can_fire(book) if rule not in cases]
    print(f"{len(cases)} cases written; without one: {', '.join(missing) or 'none'}")


def written(rule: str, profile: Json) -> str:
    return f"- rule: {rule}\n  profile: {json.dumps(profile, ensure_ascii=False)}\n"


def smallest_cases(book: RuleBook) -> dict[str, Json]:
    """The smallest firing patient found for each rule; a case that can't be made smaller is kept as it is."""
    evaluator = Evaluator(book)
    wanted = set(rules_that_can_fire(book))
    found = {case.rule: case.profile for case in read_cases(book)[0] if case.rule in wanted}
    found = {rule: profile for rule, profile in found.items() if is_smallest(evaluator, rule, profile)}
    start: dict[str, list[Json]] = {rule: [] for rule in wanted - found.keys()}
    for profile in patients() if start else ():
        for rule in fired_by(evaluator, profile):
            if rule in start:
                start[rule].append(profile)
    for rule, profiles in start.items():
        if profiles:
            found[rule] = smaller(evaluator, rule, min(profiles, key=size))
    return found


def is_smallest(evaluator: Evaluator, rule: str, profile: Json) -> bool:
    """Whether the rule fires, and nothing can be taken out."""
    return fires(evaluator, rule, profile) and not any(
        fires(evaluator, rule, without(profile, path)) for path in removable(profile)
    )


def size(profile: Json) -> tuple[int, int, str]:
    text = json.dumps(profile, sort_keys=True)
    return len(list(removable(profile))), len(text), text


def fired_by(evaluator: Evaluator, profile: Json) -> Iterable[str]:
    try:
        report = evaluator.evaluate(PatientProfile.model_validate_json(json.dumps(profile)))
    except ProfileError as error:
        return {diagnostic.code for diagnostic in error.diagnostics}
    return {advisory.rule for advisory in report.applying()} | {issue.code for issue in report.input_issues}


def smaller(evaluator: Evaluator, rule: str, profile: Json) -> Json:
    """The profile without anything that the rule can do without; nothing more can be taken out of the result."""
    for path in removable(profile):
        less = without(profile, path)
        if fires(evaluator, rule, less):
            return smaller(evaluator, rule, less)
    return profile


def removable(value: Any, path: Path_ = ()) -> Iterator[Path_]:
    """What may be taken out, groups before their fields. The id and the day of assessment stay."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in inside:
        if path or key not in ("patient_id", "as_of"):
            yield (*path, key)
            yield from removable(inner, (*path, key))


def without(profile: Json, path: Path_) -> Json:
    less = copy.deepcopy(profile)
    inside: Any = less
    for key in path[:-1]:
        inside = inside[key]
    del inside[path[-1]]
    return less


if __name__ == "__main__":
    main()
