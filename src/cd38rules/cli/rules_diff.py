"""cd38rules rules diff: what changed in meaning between two rule books, and whom it concerns."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .exits import Exit
from .inputs import reading, write

if TYPE_CHECKING:
    from ..difference import BookChange, Counts
    from ..profile import PatientProfile


def add(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The action and its options."""
    diff = actions.add_parser("diff", help="what changed in meaning between two rule books, and whom it concerns")
    diff.add_argument("old", metavar="OLD", help="a folder, a wheel, or a git revision")
    diff.add_argument("new", metavar="NEW", help="the same")
    diff.add_argument("--profiles", metavar="LIST", help="NDJSON of profiles: count what appears, vanishes, changes")
    diff.add_argument("--format", choices=("text", "json"), default="text")
    diff.set_defaults(run=run_diff)


def run_diff(options: argparse.Namespace) -> int:
    """Prints the difference; exits with 1 where a rule's version doesn't fit its change."""
    from ..difference import compare, count_over, witness
    from ..difference.origins import books_of

    old, new = books_of(options.old, options.new)
    change = compare(old, new)
    concerned = {c.rule: witness(c.rule, old, new) for c in change.rules if c.needs == "major"}
    counts = count_over(_profiles(Path(options.profiles)), old, new) if options.profiles else None
    if options.format == "json":
        write(json.dumps(_as_json(change, concerned, counts), indent=2, ensure_ascii=False) + "\n")
    else:
        write("".join(f"{line}\n" for line in _as_text(change, concerned, counts)))
    return Exit.DONE if change.versions_fit else Exit.FINDINGS


def _profiles(path: Path) -> list[dict[str, Any]]:
    with reading("the list of profiles"):
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    found = []
    for line in lines:
        try:
            data = json.loads(line)
        except ValueError:
            data = None
        found.append(data if isinstance(data, dict) else {})
    return found


def _as_text(change: BookChange, concerned: dict[str, Any], counts: Counts | None) -> list[str]:
    lines: list[str] = []
    for rule in change.rules:
        versions = f"{rule.old_version or '(none)'} → {rule.new_version or '(none)'}"
        fits = "" if rule.version_fits else f", NEEDS A {rule.needs.upper()} STEP"
        lines.append(f"{rule.rule}  {versions}{fits}")
        lines += [f"  {step}: {line}" for step, line in rule.lines]
        if rule.rule in concerned:
            lines += _witness_lines(concerned[rule.rule])
    lines += [f"beside the rules: {line}" for line in change.beside]
    if not lines:
        return ["no difference in meaning"]
    lines.append(f"{len(change.rules)} rules differ; the book is {change.old_version} → {change.new_version}")
    if counts is not None:
        lines.append(f"over {counts.patients} patients ({counts.refused} refused): {counts.concerned} see a difference")
        for word, counter in (("appears", counts.appear), ("vanishes", counts.vanish), ("changes", counts.change)):
            lines += [f"  {rule} {word} for {number}" for rule, number in sorted(counter.items())]
    return lines


def _witness_lines(found: tuple[PatientProfile, str, str] | None) -> list[str]:
    if found is None:
        return ["  for whom: none of the made-up patients that were tried shows it, which doesn't say that nobody does"]
    profile, before, after = found
    plain = json.dumps(profile.model_dump(mode="json", exclude_none=True), ensure_ascii=False)
    return [f"  for whom: {before} → {after} for this made-up patient", f"    {plain}"]


def _as_json(change: BookChange, concerned: dict[str, Any], counts: Counts | None) -> dict[str, Any]:
    def patient(rule: str) -> dict[str, Any] | None:
        found = concerned.get(rule)
        if found is None:
            return None
        return {"profile": found[0].model_dump(mode="json", exclude_none=True), "old": found[1], "new": found[2]}

    return {
        "old_version": change.old_version,
        "new_version": change.new_version,
        "needs": change.needs,
        "versions_fit": change.versions_fit,
        "rules": [
            {
                "rule": rule.rule,
                "old_version": rule.old_version,
                "new_version": rule.new_version,
                "needs": rule.needs,
                "version_fits": rule.version_fits,
                "differences": [{"step": step, "what": line} for step, line in rule.lines],
                "patient": patient(rule.rule),
            }
            for rule in change.rules
        ],
        "beside": list(change.beside),
        "counts": None
        if counts is None
        else {
            "patients": counts.patients,
            "refused": counts.refused,
            "concerned": counts.concerned,
            "appear": dict(sorted(counts.appear.items())),
            "vanish": dict(sorted(counts.vanish.items())),
            "change": dict(sorted(counts.change.items())),
        },
    }
