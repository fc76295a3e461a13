"""Facts in columns, for lists of patients: a second form of the derivation, property-tested equal to the first."""

from .bits import bits_of, mask_of
from .derive import FactColumns, derive_columns

__all__ = ["FactColumns", "bits_of", "derive_columns", "mask_of"]
