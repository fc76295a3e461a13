"""What isn't right in an answer: where, what, and by which rule. No value of an answer is in it."""

from __future__ import annotations

from dataclasses import dataclass

SPECIFICATION = "CDS Hooks 2.0.1"
JSON_RULES = f"{SPECIFICATION}, Use of JSON"
DISCOVERY = f"{SPECIFICATION}, Discovery"
PREFETCH = f"{SPECIFICATION}, Prefetch Template"
MISSING_DATA = f"{SPECIFICATION}, HTTP Status Codes"
CALL = f"{SPECIFICATION}, Calling a CDS Service"
RESPONSE = f"{SPECIFICATION}, CDS Service Response"
CARD = f"{SPECIFICATION}, Card Attributes"
SOURCE = f"{SPECIFICATION}, Source"
SUGGESTION = f"{SPECIFICATION}, Suggestion"
ACTION = f"{SPECIFICATION}, Action"
REASON = f"{SPECIFICATION}, OverrideReason"
LINK = f"{SPECIFICATION}, Link"
EXTENSION = f"{SPECIFICATION}, Extensions"
FEEDBACK = f"{SPECIFICATION}, Feedback"
TRUST = f"{SPECIFICATION}, Trusting CDS Clients"
CORS = f"{SPECIFICATION}, Cross-Origin Resource Sharing"
OUTCOME = "CDS Hooks 3.0, OperationOutcome on errors"
# What the specification leaves to a service, and this one promises.
OWN = "cd38rules, docs/service.md"


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """A place in an answer (a JSON path, a header, or the status), what is wrong there, and the rule it breaks."""

    place: str
    message: str
    rule: str

    def as_json(self) -> dict[str, str]:
        """It as JSON."""
        return {"place": self.place, "message": self.message, "rule": self.rule}
