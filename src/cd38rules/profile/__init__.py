"""What is known of one patient: strict, frozen models, how they are read, and what in them doesn't fit together.

Absent or null means unknown; an empty list means "known none". Faults are ProfileErrors, without any value.
"""

from .blood import ExtendedTyping, Kell, Laboratory, Transfusion
from .conflicts import conflicts
from .disease import CytogeneticFinding, Cytogenetics, Disease, MProtein, Person, ResponseAssessment
from .drugs import ANTI_CD38, DRUGS, Drug, DrugClass, any_drug, drug_classes, partner_drug
from .organs import Asthma, Egfr, Kidneys, Lungs, Reactions
from .partial_date import PartialDate
from .patient import PatientProfile, read_profile
from .reading import MAX_BYTES, MAX_DEPTH
from .therapy import CurrentRegimen, PlannedRegimen, PriorCourse, Therapy

__all__ = [
    "ANTI_CD38",
    "DRUGS",
    "MAX_BYTES",
    "MAX_DEPTH",
    "Asthma",
    "CurrentRegimen",
    "CytogeneticFinding",
    "Cytogenetics",
    "Disease",
    "Drug",
    "DrugClass",
    "Egfr",
    "ExtendedTyping",
    "Kell",
    "Kidneys",
    "Laboratory",
    "Lungs",
    "MProtein",
    "PartialDate",
    "PatientProfile",
    "Person",
    "PlannedRegimen",
    "PriorCourse",
    "Reactions",
    "ResponseAssessment",
    "Therapy",
    "Transfusion",
    "any_drug",
    "conflicts",
    "drug_classes",
    "partner_drug",
    "read_profile",
]
