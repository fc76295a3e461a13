"""The words of a note that are the same for every patient."""

from __future__ import annotations

TITLE = "Note to the transfusion laboratory"
EMERGENCY = "Emergency: local procedures for the emergency release of blood go first. Nothing here is a reason to wait."
LIMITS = (
    "For health professionals. It supports a decision, never makes one, and orders nothing. It doesn't replace local "
    "procedures for the emergency release of blood. What is not recorded may be so or not: it is never a no."
)
ANTIBODIES = "Anti-CD38 antibodies"
ANTIBODY_HEADS = ("Role", "Antibody", "Route", "First dose", "Last dose", "Precision", "Time since")
NO_ANTIBODY = "No antibody is on record by name."
BLOOD = ("Need of red cells", "Extended red-cell typing", "Kell", "Laboratory")
SAID = "Advice and questions for the laboratory"
NOTHING_SAID = "No advisory of a rule that could be checked applies to what is recorded."
UNDECIDED = "Not decided, and what would decide it"
NOTHING_UNDECIDED = "Each rule for the laboratory could be decided by what is recorded."
CONFLICTS = "Records that contradict each other"
NO_CONFLICT = "None was found; only some contradictions can be found."
SILENT = "Not in the source"
BACKGROUND = "Background"
SHORTENED = "Shortened to fit one page"
SHORTENED_END = "The whole note: cd38rules note --format text."
