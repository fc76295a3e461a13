"""What can go wrong with Spark. No message holds a value of a row, and none holds what Spark itself says: that may."""

from __future__ import annotations

from ..diagnostics import Cd38RulesError
from ..engines.outcome import EngineError


class FrameError(Cd38RulesError, ValueError):
    """The DataFrame or the call isn't of the form that is needed."""


class WorkerError(EngineError):
    """A worker can't decide: it has another version or another rule book than the driver, or the evaluation failed."""


class SparkFailure(EngineError):
    """Spark can't be started, or it failed."""
