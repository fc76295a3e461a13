"""JUnit's XML, as build servers read it: a check is a test class, each of its findings a failed test."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from xml.etree import ElementTree

from ...diagnostics import Diagnostic
from ..run import CHECKS

# XML 1.0 has no form for these, escaped or not.
_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(faults: Sequence[Diagnostic], not_run: Set[str]) -> str:
    """A suite with a passed test for each check that found nothing, and a skipped one for each of `not_run`."""
    silent = [check.code for check in CHECKS if check.code not in {fault.code for fault in faults}]
    counts = {
        "tests": len(faults) + len(silent),
        "failures": len(faults),
        "errors": 0,
        "skipped": sum(code in not_run for code in silent),
    }
    words = {"name": "cd38rules rules check"} | {name: str(count) for name, count in counts.items()}
    suites = ElementTree.Element("testsuites", words)
    suite = ElementTree.SubElement(suites, "testsuite", words)
    for fault in faults:
        _failed(suite, fault)
    for code in silent:
        case = ElementTree.SubElement(suite, "testcase", {"classname": code, "name": "finds nothing", "time": "0"})
        if code in not_run:
            ElementTree.SubElement(case, "skipped", {"message": "the check did not run"})
    ElementTree.indent(suites)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(suites, encoding="unicode") + "\n"


def _failed(suite: ElementTree.Element, fault: Diagnostic) -> None:
    where = {}
    name = "(no place)"
    if fault.places:
        place = fault.places[0]
        name = str(place)
        where = {"file": _printable(place.path)} | ({"line": str(place.line)} if place.line else {})
    words = {"classname": fault.code, "name": _printable(name), "time": "0"}
    case = ElementTree.SubElement(suite, "testcase", words | where)
    failure = ElementTree.SubElement(case, "failure", {"message": _printable(fault.message), "type": fault.severity})
    failure.text = _printable(f"{fault}\nshown by {fault.profile}" if fault.profile else str(fault))


def _printable(text: str) -> str:
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)
