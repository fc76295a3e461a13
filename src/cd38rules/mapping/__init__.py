"""Lists of patients in any layout: tables of several kinds, read by a mapping file, become profiles row by row.

A mapping file says which column is which field; nothing is guessed. Rows that can't be mapped carry their faults with
the place of each cell and never its value.
"""

from .errors import MappingError, TableError
from .fhir_folder import FhirFolder
from .item import Item, Layout, Source
from .load import load_mapping, shipped_mappings
from .model import Mapping
from .opening import open_source
from .unmapped import UnmappedValues

__all__ = [
    "FhirFolder",
    "Item",
    "Layout",
    "Mapping",
    "MappingError",
    "Source",
    "TableError",
    "UnmappedValues",
    "load_mapping",
    "open_source",
    "shipped_mappings",
]
