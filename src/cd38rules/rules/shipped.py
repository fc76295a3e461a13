"""The hash of the rule book that this version was released with. Written by `make seal`, checked by a test."""

SHIPPED_SHA256 = "dfa23fbc11d028c1ee843b35e5c49619e620b6fa54aa9a3bd325bcbe3ec4c301"
