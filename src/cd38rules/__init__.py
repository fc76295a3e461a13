"""Rule-based decision support for anti-CD38 antibody therapy in multiple myeloma.

    from cd38rules import PatientProfile, evaluate, load_rulebook

    report = evaluate(PatientProfile.model_validate_json(text), load_rulebook())

Names are imported on first use, so that `cd38rules --help` doesn't pay for the models.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .diagnostics import Cd38RulesError, Diagnostic, ProfileError, RuleBookError
    from .engines.outcome import EngineDisagreement, EngineError
    from .evaluation import Evaluator, evaluate
    from .profile import PatientProfile, read_profile
    from .report import Report
    from .rules.book import RuleBook
    from .self_test import load_rulebook
    from .truth import Truth

__version__ = "0.1.0"

_HOMES = {
    "Cd38RulesError": "diagnostics",
    "Diagnostic": "diagnostics",
    "EngineDisagreement": "engines.outcome",
    "EngineError": "engines.outcome",
    "Evaluator": "evaluation",
    "PatientProfile": "profile",
    "ProfileError": "diagnostics",
    "Report": "report",
    "RuleBook": "rules.book",
    "RuleBookError": "diagnostics",
    "Truth": "truth",
    "evaluate": "evaluation",
    "load_rulebook": "self_test",
    "read_profile": "profile",
}

__all__ = [
    "Cd38RulesError",
    "Diagnostic",
    "EngineDisagreement",
    "EngineError",
    "Evaluator",
    "PatientProfile",
    "ProfileError",
    "Report",
    "RuleBook",
    "RuleBookError",
    "Truth",
    "__version__",
    "evaluate",
    "load_rulebook",
    "read_profile",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    globals()[name] = value
    return value
