"""The elements by which a resource says that something isn't to be done, or wasn't: of FHIR R4, and of R3 and DSTU2."""

from __future__ import annotations

from .walk import Json

NOT_TO_BE_DONE = ("doNotPerform", "prohibited")
NOT_DONE = ("notGiven", "wasNotGiven", "wasNotTaken", "notDone", "notPerformed")
_NOT_TAKEN = ("n", "no")
_NOT_SURE = ("unk", "na")


def says(data: Json, names: tuple[str, ...]) -> str:
    """The first of these elements that is set; empty if none is.

    Whatever isn't plainly false counts: a text "true" has the wrong type, and means no less.
    """
    return next((name for name in names if name in data and not _is_false(data[name])), "")


def not_taken(data: Json) -> str:
    """The element by which a drug wasn't given or taken; empty if none says so."""
    return "taken" if _taken(data) in _NOT_TAKEN else says(data, NOT_DONE)


def is_taking_unsure(data: Json) -> bool:
    """Whether a statement of FHIR R3 says that it isn't known whether the drug is taken."""
    return _taken(data) in _NOT_SURE


def _taken(data: Json) -> str:
    value = data.get("taken")
    if value is False:
        return "n"
    return value.strip().lower() if isinstance(value, str) else ""


def _is_false(value: object) -> bool:
    return not value or (isinstance(value, str) and value.strip().lower() in ("", "false"))
