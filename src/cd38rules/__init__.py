"""Rule-based decision support for anti-CD38 antibody therapy in multiple myeloma."""

__version__ = "0.1.0"
