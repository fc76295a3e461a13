"""Serves as `cd38rules serve` does, with the double of the reader and, if asked, with sinks that fail."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from cd38rules.service.run import serve
from cd38rules.service.settings import read_settings
from cd38rules.service.sinks import Decision, Feedback

from .double_of_reader import read_fhir_double


class FailingSink:
    """It raises, with a value in the text, whatever it is given."""

    keeps = "everything"

    def decided(self, decision: Decision) -> Callable[[], None]:
        raise RuntimeError(decision.profile)

    def received(self, feedback: tuple[Feedback, ...]) -> None:
        raise RuntimeError(feedback)


if __name__ == "__main__":
    command = argparse.ArgumentParser()
    command.add_argument("--settings", type=Path)
    command.add_argument("--insecure", action="store_true", default=None)
    command.add_argument("--port", type=int)
    command.add_argument("--rules", type=Path)
    command.add_argument("--failing-sinks", action="store_true")
    options = command.parse_args()
    sink = FailingSink() if options.failing_sinks else None
    found = read_settings(options.settings, insecure=options.insecure, port=options.port, rules=options.rules)
    serve(found, read=read_fhir_double, decisions=sink, feedback=sink)
