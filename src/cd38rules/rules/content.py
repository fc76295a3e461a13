"""What a reviewer signs: the content of a rule, with the concepts and the evidence that it rests on.

Left out is what a signature itself changes (status, version, reviewers, dates) and what no reader of the advice sees
(allowed checks, comments, layout, the order of keys).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace

from .condition import Condition, VerdictLeaf, walk
from .evidence_model import Evidence, EvidenceCatalogue
from .model import Concept, Review, Rule
from .plan import choosing_conditions

_UNSIGNED = Review("", "draft", (), "")


def content_of(rule: Rule, concepts: Mapping[str, Concept], catalogue: EvidenceCatalogue) -> str:
    """The content of a rule as text, the same for every file that means the same."""
    from .dump import dump_concept, dump_rule

    parts = [dump_rule(replace(rule, review=_UNSIGNED, allow=()))]
    parts += [dump_concept(concept) for concept in _concepts_behind(rule, concepts)]
    cited = sorted({use.evidence for use in rule.evidence})
    parts += [_evidence(entry) for name in cited if (entry := catalogue.get(name)) is not None]
    return "\n".join(parts)


def content_hash(rule: Rule, concepts: Mapping[str, Concept], catalogue: EvidenceCatalogue) -> str:
    """The sha256 of a rule's content, as 64 hexadecimal digits; a sign-off binds to it."""
    return hashlib.sha256(content_of(rule, concepts, catalogue).encode("utf-8")).hexdigest()


def _concepts_behind(rule: Rule, concepts: Mapping[str, Concept]) -> list[Concept]:
    waiting = [*choosing_conditions(rule), *([rule.applies_when] if rule.applies_when is not None else [])]
    found: dict[str, Concept] = {}
    while waiting:
        for name in _named(waiting.pop()):
            if name in concepts and name not in found:
                found[name] = concepts[name]
                waiting.append(concepts[name].condition)
    return [found[name] for name in sorted(found)]


def _named(condition: Condition) -> Iterator[str]:
    for part in walk(condition):
        if isinstance(part, VerdictLeaf) and part.target.startswith("concept:"):
            yield part.target.removeprefix("concept:")


def _evidence(entry: Evidence) -> str:
    """Everything that an entry says; where it is printed counts, how its file is written doesn't."""
    return "\n".join(
        str(part)
        for part in (
            *(entry.id, entry.kind, entry.says, entry.location, entry.design, entry.value, entry.unit, entry.measure),
            *(entry.arm, entry.comparator, entry.interval, entry.p, entry.n, entry.population, entry.data_cut),
            *(entry.means, [reference.number for reference in entry.references]),
            *(f"{erratum.id}: {erratum.problem} {erratum.consequence}" for erratum in entry.errata),
        )
    )
