"""Checks of a rule book as a whole, with an SMT solver: what no single patient, however many, could prove."""
