"""A new rule that passes every check, to be rewritten: its file, a patient for the self-test, and cases that test it.

It stands in a folder of additions (docs/how-to-write-a-rule.md), which is made if it isn't there.
"""

from __future__ import annotations

import re
from pathlib import Path

from ..diagnostics import Cd38RulesError
from ..rules.addition import ADDITION_FILE, MUST_FIRE_FILE
from ..rules.read_book import BOOK_FILE

CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\Z")

_ADDITION = """# yaml-language-server: $schema=schemas/addition.json
# Rules of our own beside the shipped book. They add to it, and override nothing.

addition: {name}
title: Rules of our own
version: 0.1.0
developer: Write who answers for these rules.
"""
_RULE = """# yaml-language-server: $schema={schemas}/rule.json

id: {code}
title: Write what the rule is about
kind: advisory
severity: info
claim: policy
applies_when:
  all:
    - {{fact: regimen.agent, is: daratumumab}}
    - {{fact: person.weight, at_least: 120 kg}}
advice:
  summary: Consider what applies to a patient of this weight before {{role}} daratumumab; a choice of this hospital.
  detail: Write why, and what the choice rests on.
caveats:
  - Write what isn't known, and for whom this doesn't hold.
audience: [haematologist]
override_reasons: [patient-refuses, action-completed]
review: {{version: 0.1.0, status: draft, reviewed_by: [], next_review: {next_review}}}
"""
_MUST_FIRE = """- rule: {code}
  profile: {{patient_id: must-fire, as_of: 2026-01-31, WHO}}
"""
_CASE = """- case: {title}
  profile: {{patient_id: made-up, as_of: 2026-01-31, WHO}}
  expect:
    {code}: {{planned: {verdict}}}
"""
_CASES = (
    ("From 120 kg on, with daratumumab planned", "120", "daratumumab", "yes"),
    ("Just below 120 kg", "119.9", "daratumumab", "no"),
    ("The other antibody", "120", "isatuximab", "no"),
    ("A weight that isn't recorded", "", "daratumumab", "unknown"),
)


def _patient(weight: str, agent: str) -> str:
    person = f"person: {{weight_kg: {weight}}}, " if weight else ""
    return f"{person}therapy: {{planned: {{agent: {agent}}}}}"


def _cases(code: str) -> str:
    found = []
    for title, weight, agent, verdict in _CASES:
        text = _CASE.format(title=title, code=code, verdict=verdict)
        found.append(text.replace("WHO", _patient(weight, agent)))
    return "\n".join(found)


class CannotWrite(Cd38RulesError):
    """The skeleton can't be written here; the text says why and what to do."""


def write_skeleton(folder: Path, topic: str, code: str, next_review: str) -> list[Path]:
    """Writes the files of a new rule and gives their paths. `next_review` is an ISO date.

    Raises CannotWrite if the rule is there already or the folder holds a whole book, and OSError.
    """
    rule, cases = folder / topic / f"{code}.yaml", folder / "cases" / f"{code}.yaml"
    if (folder / BOOK_FILE).exists():
        raise CannotWrite(
            f"the folder holds a rule book of its own ({BOOK_FILE}); name a folder of additions, or a new one"
        )
    for path in (rule, cases):
        if path.exists():
            raise CannotWrite(f"{path.relative_to(folder).as_posix()} is there already; choose another code")
    schemas = "../schemas"
    texts = {
        rule: _RULE.format(code=code, next_review=next_review, schemas=schemas),
        cases: f"# yaml-language-server: $schema={schemas}/cases.json\n\n" + _cases(code),
    }
    if not (folder / ADDITION_FILE).exists():
        name = re.sub(r"[^a-z0-9]+", "-", folder.resolve().name.lower()).strip("-")
        texts[folder / ADDITION_FILE] = _ADDITION.format(name=name if CODE.match(name) else "own-rules")
    must_fire = folder / MUST_FIRE_FILE
    earlier = must_fire.read_text(encoding="utf-8") if must_fire.exists() else ""
    texts[must_fire] = earlier + _MUST_FIRE.format(code=code).replace("WHO", _patient("120", "daratumumab"))
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return list(texts)
