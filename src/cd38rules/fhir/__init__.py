"""FHIR R4 to profiles: a tolerant reader with provenance. One bad resource never loses the rest, and nothing is
ignored silently.
"""

from .codes import CodeBook, load_codes
from .model import CodesError, FhirError, Order, Provenance, Question, Reading
from .patients import patients_in
from .pointers import points_to_myeloma
from .read import read_fhir
from .unfold import timestamp_of

__all__ = [
    "CodeBook",
    "CodesError",
    "FhirError",
    "Order",
    "Provenance",
    "Question",
    "Reading",
    "load_codes",
    "patients_in",
    "points_to_myeloma",
    "read_fhir",
    "timestamp_of",
]
