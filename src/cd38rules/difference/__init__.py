"""The difference of two rule books in meaning, not in text: what changed, whom it concerns, which version it needs."""

from .compare import BookChange, RuleChange, Step, compare
from .patients import Counts, count_over, witness

__all__ = ["BookChange", "Counts", "RuleChange", "Step", "compare", "count_over", "witness"]
