"""The trials of a source: what it tells of each is an entry of the catalogue, named here by what it tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..diagnostics import Diagnostic, did_you_mean
from .evidence_model import Evidence, Reference, Trial
from .fields import Fields
from .located import Located

# What can be told of a trial; a list of ids each.
TOLD = (
    "design",
    "eligibility",
    "enrolled",
    "arms",
    "endpoint",
    "route",
    "follow_up",
    "population",
    "result",
)


def read_trials(
    items: Sequence[Located], source: str, references: Mapping[int, Reference], faults: list[Diagnostic]
) -> dict[str, Trial]:
    """The trials of `trials.yaml` by id. That their entries exist is left to `check_trials`."""
    found: dict[str, Trial] = {}
    for item in items:
        fields = Fields(item, "a trial", faults)
        own_id = fields.text("id")
        told = [(word, f"{source}/{name}") for word in TOLD for name in fields.texts(word, required=False)]
        numbers = fields.integers("references")
        trial = Trial(
            source=source,
            id=own_id,
            name=fields.text("name"),
            registration=fields.text("registration", required=False),
            phase=fields.text("phase"),
            regimen=fields.text("regimen"),
            control=fields.text("control", required=False),
            entries=tuple(told),
            references=tuple(references[number] for number, _ in numbers if number in references),
            place=item.place,
        )
        fields.done()
        for number, place in numbers:
            if number not in references:
                hint = "see references.yaml"
                faults.append(Diagnostic("evidence-reference", f"there is no reference {number}", (place,), hint))
        if own_id in found:
            message = f"the trial `{own_id}` stands twice"
            faults.append(Diagnostic("evidence-duplicate-id", message, (item.place, found[own_id].place), "rename one"))
        elif own_id:
            found[own_id] = trial
    return found


def check_trials(trials: Mapping[str, Trial], entries: Mapping[str, Evidence], faults: list[Diagnostic]) -> None:
    """Everything that a trial names is an entry."""
    for trial in trials.values():
        for word, name in trial.entries:
            if name not in entries:
                hint = did_you_mean(name, entries, "name an entry of this source")
                message = f"`{trial.id}` names an entry under `{word}` that doesn't exist"
                faults.append(Diagnostic("evidence-trial", message, (trial.place,), hint))
